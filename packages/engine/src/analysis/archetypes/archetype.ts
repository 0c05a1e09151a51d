import type { MapLoop, MapSearch } from './map-loops.ts';

/** The archetypes that are looked for: Senge 1990, Kim 1992, and of children's social care capacity fill and burnout. */
export type ArchetypeId =
  | 'fixes that fail'
  | 'shifting the burden'
  | 'drifting goals'
  | 'limits to growth'
  | 'success to the successful'
  | 'escalation'
  | 'tragedy of the commons'
  | 'growth and underinvestment'
  | 'capacity fill'
  | 'burnout';

/** What a rule found: loops and what else it rests on, with the names that its question is about. */
export interface Finding {
  readonly loops: readonly MapLoop[];
  /** Paths beside the loops. */
  readonly paths?: readonly (readonly number[])[];
  readonly exogenous?: readonly number[];
  /** The same for findings that would ask people the same. */
  readonly about: string;
  readonly question: string;
  readonly confirm: string;
}

/** How an archetype is recognised. */
export interface Archetype {
  readonly id: ArchetypeId;
  /** Archetypes whose structure holds this one's: where one of them is found over the same nodes, this one is not told. */
  readonly within: readonly ArchetypeId[];
  /** Gives findings as it comes upon them, and undefined now and then so that it can be stopped. */
  readonly find: (search: MapSearch) => Iterable<Finding | undefined>;
}
