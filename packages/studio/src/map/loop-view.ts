import type { VariableId } from '@weir/engine';
import type { LinkSign } from './diagram.ts';

/** One step round a loop. */
export interface LoopLink {
  readonly from: { readonly id: VariableId; readonly name: string };
  readonly to: { readonly id: VariableId; readonly name: string };
  readonly sign: LinkSign;
}

/** `R` reinforcing, `B` balancing; `?` where a link's sign is not always the same, `0` where a link has no effect. */
export type LoopKind = 'R' | 'B' | '?' | '0';

/** A feedback loop as it is listed and drawn. */
export interface LoopView {
  /** Stable key for addresses, from the name or the variables. */
  readonly id: string;
  /** As the author named it, or by two of its variables. */
  readonly name: string;
  /** Two sentences by the author; empty for a loop that was found and not named. */
  readonly story: string;
  readonly kind: LoopKind;
  /** In causal order; the last link ends where the first begins. */
  readonly links: readonly LoopLink[];
  /** The constant that switches it off, if there is one. */
  readonly switch?: string;
}

/** The kind of a loop from the signs of its links: an even number of minus signs reinforces, an odd number balances. */
export function loopKind(signs: readonly LinkSign[]): LoopKind {
  if (signs.includes('0')) return '0';
  if (signs.includes('?')) return '?';
  return signs.filter((sign) => sign === '-').length % 2 === 0 ? 'R' : 'B';
}

const names: Readonly<Record<LoopKind, string>> = {
  R: 'Reinforcing',
  B: 'Balancing',
  '?': 'Changes sign',
  '0': 'At rest',
};

/** The kind of loop in words. */
export function loopKindName(kind: LoopKind): string {
  return names[kind];
}

/** The kind of loop as it is written in its middle. */
export function loopKindMark(kind: LoopKind): string {
  if (kind === '?') return '±';
  return kind === '0' ? '○' : kind;
}
