import type { Distribution } from '../../../random/distribution.ts';

/**
 * A published or recorded figure: a number; NaN where it is missing; or, where it is only known to lie between two numbers (a suppressed count of 1 to 5, a figure
 * rounded to 10), these two, ends included.
 */
export type Observed = number | { readonly low: number; readonly high: number };

/**
 * How what is observed strays from what the model expects.
 *
 * - `count`: whole things, such as children. Negative binomial of variance expected + dispersion × expected²; a dispersion of 0 is Poisson.
 * - `share`: a part of known numbers (`outOf` of the observation), from 0 to 1. Beta-binomial; the dispersion is the correlation between two of those counted,
 *   0 for binomial.
 * - `absolute`: normal; the dispersion is the standard deviation, in the unit of the figure.
 * - `relative`: normal; the dispersion is the standard deviation as a share of what is expected.
 * - `logarithmic`: log-normal with the expected as its median; the dispersion is the standard deviation of the logarithm. For figures above 0.
 */
export type ErrorKind = 'count' | 'share' | 'absolute' | 'relative' | 'logarithmic';

/** A series that a model is held against. */
export interface Observation {
  /** What it is called in reports; told apart by it. */
  readonly name: string;
  /** The variables whose sum it shows, or elements of them (`name[a,b]`); an array counts with all its elements. */
  readonly variables: readonly string[];
  /** Divides by the sum of these. */
  readonly per?: readonly string[];
  /** What the model's number is multiplied by to have the unit of the figures; by default 1. */
  readonly scale?: number;
  /** For a flow whose figures are totals: the length of time before each of `times` that one adds up, such as 1 for a year. Absent: the value at the time. */
  readonly total?: number;
  /** In the model's time, rising. */
  readonly times: readonly number[];
  /** A figure for each of `times`. */
  readonly values: readonly Observed[];
  readonly error: ErrorKind;
  /** For shares: how many each figure is a part of, one for each of `times`. */
  readonly outOf?: readonly number[];
  /** As `error` says; a number, or what is known of it, where it is to be estimated. By default 0 for counts and shares; the others need it. */
  readonly dispersion?: number | Distribution;
  /**
   * How much of an error is still there one unit of time later, from 0 up to 1: errors of models persist, and a fit that takes them for
   * independent is too sure of itself. Not for counts and shares. By default 0.
   */
  readonly autocorrelation?: number | Distribution;
  /** The power that its likelihood is raised to: 0.5 counts its figures for half; by default 1. */
  readonly weight?: number;
}

/** Whether a figure says anything. */
export function isKnown(value: Observed): boolean {
  return typeof value !== 'number' || !Number.isNaN(value);
}
