/** A causal map, drawn by people or taken from a model: what acts on what, with signs and delays, and no equations. */
export interface CausalMap {
  readonly nodes: readonly MapNode[];
  /** At most one link from one node to another. */
  readonly links: readonly MapLink[];
}

export interface MapNode {
  readonly id: string;
  readonly name: string;
  readonly tags?: readonly MapTag[];
}

export interface MapLink {
  readonly from: string;
  readonly to: string;
  /** `?` where the sign is not known or varies. */
  readonly sign: '+' | '-' | '?';
  /** Whether the effect comes noticeably later than the cause. */
  readonly delayed: boolean;
}

/**
 * What a node is, where that matters: `capacity`, room that can be filled or that limits what goes on: places, beds, posts; and in maps taken from models `stock`,
 * `flow` and `constant`.
 */
export type MapTag = 'capacity' | 'stock' | 'flow' | 'constant';
