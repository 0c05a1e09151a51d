import type { VariableId } from '@weir/engine';

/** How a change in the cause moves the effect: the same way, the opposite way, not always one way, or not at present. */
export type LinkSign = '+' | '-' | '?' | '0';

export interface Point {
  readonly x: number;
  readonly y: number;
}

/**
 * `outside`: a variable of another sector, drawn so that a line does not end in nothing. `cloud`: the boundary of the
 * model. `sector`: a whole sector, in the overview.
 */
export type NodeKind = 'stock' | 'flow' | 'cloud' | 'auxiliary' | 'constant' | 'table' | 'outside' | 'sector';

/** A box of a map, before it is placed. Sizes are CSS pixels at zoom 1. */
export interface DiagramNode {
  readonly id: string;
  readonly kind: NodeKind;
  readonly lines: readonly string[];
  readonly width: number;
  readonly height: number;
  /** The variable that it stands for; absent for clouds and sectors. */
  readonly variable?: VariableId;
  /** The sector that it stands for, or belongs to if it is outside. */
  readonly sector?: string;
  /** Whether it is a flow; one of another sector has the kind `outside`. */
  readonly valve?: boolean;
}

/** `pipe`: what is counted moves along it. `link`: one variable acts on another. */
export interface DiagramEdge {
  readonly id: string;
  readonly from: string;
  readonly to: string;
  readonly kind: 'pipe' | 'link';
  readonly sign?: LinkSign;
  /** A pipe's first half ends at its valve, without a head. */
  readonly headless?: boolean;
  /** What is written on it, in place of a sign. */
  readonly label?: string;
}

export interface Diagram {
  readonly nodes: readonly DiagramNode[];
  readonly edges: readonly DiagramEdge[];
}

/** A node with its top left corner. */
export interface PlacedNode extends DiagramNode {
  readonly x: number;
  readonly y: number;
}

/** An edge with its route, from the border of one node to the border of the other. */
export interface PlacedEdge extends DiagramEdge {
  readonly points: readonly Point[];
}

export interface Layout {
  readonly nodes: readonly PlacedNode[];
  readonly edges: readonly PlacedEdge[];
  readonly width: number;
  readonly height: number;
}
