import type { Model } from '@weir/engine';

/** How sure a figure is. `assumption`: nobody measured it; it is marked as such wherever it appears. */
export type EvidenceStatus = 'published' | 'derived' | 'own estimate' | 'assumption';

/** Where a constant comes from. Low and high are the range over which ensembles draw it; equal where it is not drawn. */
export interface Evidence {
  readonly id: string;
  readonly title: string;
  readonly value: number;
  readonly low: number;
  readonly high: number;
  readonly unit: string;
  /** The year, or years, that the figure describes. */
  readonly year: string;
  readonly place: string;
  /** Who published it, and where; for an assumption, why this value. */
  readonly source: string;
  readonly address?: string;
  readonly status: EvidenceStatus;
  /** Of an entry for part of an array: the elements, as in `need plan` or `short,under ten`. */
  readonly elements?: readonly string[];
  /** Why ensembles do not draw it, for an assumption without a range. */
  readonly fixed?: string;
  /** `background`: a figure that the model's value was chosen in the light of, and not that value. */
  readonly role?: 'background';
}

/** A published series, to stand beside the model. Years are years ending 31 March. */
export interface History {
  readonly indicator: string;
  readonly source: string;
  readonly points: readonly { readonly year: number; readonly value: number }[];
}

/** Something that leaders look at; `variable` is computed by the model. */
export interface Indicator {
  readonly id: string;
  readonly name: string;
  readonly variable: string;
  readonly unit: string;
  /** Which way is better for children and families; `neither` where it depends. */
  readonly better: 'lower' | 'higher' | 'neither';
  /** How to write it: decimals, and a factor applied first (for example 1e-6 with the unit "£m"). */
  readonly decimals: number;
  readonly scale: number;
  /** Plain words: what it counts, and what a change in it means. */
  readonly meaning: string;
  readonly group: string;
  /** Whether a figure per 10,000 children makes sense. */
  readonly perChild: boolean;
}

export type EvidenceGrade = 'strong' | 'moderate' | 'weak' | 'none';

/** A change that leaders could make, with its theory of change. */
export interface Strategy {
  readonly id: string;
  readonly name: string;
  /** One of the eight of the Dartington brief's Figure 4. */
  readonly figure4: boolean;
  /** A sentence for the list. */
  readonly summary: string;
  /** What it acts on, why that should work, and what could go wrong, in words. */
  readonly theoryOfChange: string;
  /** The practice that would bring it about, where one is known. */
  readonly practiceTool?: string;
  readonly grade: EvidenceGrade;
  /** What the grade rests on, trials with no effect included. */
  readonly evidence: string;
  /** Whom it reaches, and how many of them. */
  readonly reach: Stated;
  /** What it costs to deliver, by year, beside what the model works out from children, places and posts. */
  readonly cost: Stated;
  /** What it is for: it works where all of these are reached. */
  readonly aims: readonly Aim[];
  readonly actions: readonly Action[];
  /** First year in which it acts, for example 2026.25; and the years it takes to come fully into force. */
  readonly start: number;
  readonly ramp: number;
}

/** A change against business as usual that is wanted. */
export interface Aim {
  /** Id or name of an indicator, or a variable. */
  readonly name: string;
  /** When it is looked at, for example 2035 for 31 March 2035. */
  readonly year: number;
  /** `lower`: at most the change; `higher`: at least. */
  readonly better: 'lower' | 'higher';
  /** A share of the value under business as usual, or a difference in the indicator's unit; below 0 is a fall. */
  readonly change: number;
  readonly isShare: boolean;
}

/** Something said in words, with its figure and the ids of the evidence that the figure comes from. */
export interface Stated {
  readonly words: string;
  readonly evidence: readonly string[];
}

/** One lever of a strategy: a constant of the model and the value it takes. */
export interface Action {
  /** The model's constant, as `name` or `name[element]`. */
  readonly parameter: string;
  readonly label: string;
  readonly unit: string;
  /** The value that changes nothing. */
  readonly neutral: number;
  readonly central: number;
  /** The range of the effect over which ensembles draw. */
  readonly low: number;
  readonly high: number;
  /** The range of the slider. */
  readonly least: number;
  readonly most: number;
  /**
   * Where the lever only says how far something is delivered: the id of the evidence of what it then does, whose range is the interval of
   * the effect.
   */
  readonly effect?: string;
}

/** The general model with all that belongs to it. */
export interface GeneralModel {
  readonly version: string;
  readonly model: Model;
  readonly evidence: readonly Evidence[];
  readonly indicators: readonly Indicator[];
  readonly strategies: readonly Strategy[];
  readonly history: readonly History[];
}

/** A strategy, or several at once, as somebody set it. */
export interface Scenario {
  readonly id: string;
  readonly name: string;
  readonly strategies: readonly string[];
  /** Slider settings that differ from the central ones: parameter → value. */
  readonly settings: Readonly<Record<string, number>>;
  readonly start?: number;
  readonly ramp?: number;
}

/** Median and bands of one indicator over time: arrays as long as `times`. */
export interface Bands {
  readonly median: Float64Array;
  readonly low50: Float64Array;
  readonly high50: Float64Array;
  readonly low90: Float64Array;
  readonly high90: Float64Array;
}

/** What an ensemble of one scenario gave. */
export interface ScenarioResult {
  readonly scenario: Scenario;
  /** Indicator id → bands of its value. */
  readonly levels: Readonly<Record<string, Bands>>;
  /** Indicator id → bands of the difference from business as usual, member by member. */
  readonly differences: Readonly<Record<string, Bands>>;
  /** Indicator id → value of each member at each saved time, row-major by member. */
  readonly members: Readonly<Record<string, Float64Array>>;
}

/** Several scenarios over the same draws; the first is business as usual. */
export interface Comparison {
  readonly times: Float64Array;
  readonly memberCount: number;
  readonly seed: number;
  readonly scenarios: readonly ScenarioResult[];
  /** Members whose run diverged in any scenario, left out of all of them. */
  readonly dropped: number;
}
