import type { Model, Results } from '@weir/engine';
import type { FoundSystem } from './find-system.ts';

/** Work on a whole model that would hold the page up: its links and loops, or one run with every variable saved. */
export type SystemRequest =
  | { readonly kind: 'find'; readonly model: Model }
  | { readonly kind: 'trace'; readonly model: Model; readonly parameters: Readonly<Record<string, number>> };

export type SystemReply =
  | { readonly kind: 'found'; readonly found: FoundSystem }
  | { readonly kind: 'traced'; readonly results: Results }
  | { readonly kind: 'failed'; readonly message: string };
