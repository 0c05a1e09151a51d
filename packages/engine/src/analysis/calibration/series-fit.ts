import { at } from './at.ts';
import type { Observation } from './likelihood/observation.ts';

/** How near a model comes to a series. */
export interface SeriesFit {
  readonly name: string;
  readonly times: readonly number[];
  /** NaN where a figure is missing or only known to lie in an interval. */
  readonly observed: Float64Array;
  readonly expected: Float64Array;
  /** The mean distance between the two as a share of the figure, over the fitted figures and over those held out; NaN where there are none. */
  readonly fittedError: number;
  readonly heldOutError: number;
}

/** The fit of one series: its mean absolute percentage error, over figures that are numbers other than 0. */
export function seriesFit(
  { name, times, values }: Observation,
  { expected, until }: { expected: Float64Array; until: number },
): SeriesFit {
  const observed = Float64Array.from(values, (value) => (typeof value === 'number' ? value : Number.NaN));
  const meanError = (counts: (time: number) => boolean): number => {
    const errors = times.flatMap((time, place) => {
      const figure = at(observed, place);
      return counts(time) && Number.isFinite(figure) && figure !== 0
        ? [Math.abs(at(expected, place) / figure - 1)]
        : [];
    });
    return errors.length === 0 ? Number.NaN : errors.reduce((sum, each) => sum + each, 0) / errors.length;
  };
  const fittedError = meanError((time) => time <= until);
  return { name, times, observed, expected, fittedError, heldOutError: meanError((time) => time > until) };
}
