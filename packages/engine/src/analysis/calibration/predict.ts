import type { WorkOptions } from '../../run/work.ts';
import { Draws } from '../../random/draws.ts';
import { quantileBands, type QuantileBands } from '../quantiles.ts';
import { at } from './at.ts';
import type { Calibration } from './calibration.ts';
import type { Observation } from './likelihood/observation.ts';
import { replicate } from './likelihood/replicate.ts';
import { errorAfter, errorAt, expectationAt, type PastError, type Spread } from './likelihood/series-density.ts';
import { expectedAt, spreadOf } from './posterior-density.ts';
import type { Posterior } from './posterior.ts';

/** How well figures lie within what was predicted for them. */
export interface PredictiveCheck {
  readonly figures: number;
  /** Shares of figures within the bands that should hold 50 and 90 of 100. */
  readonly within50: number;
  readonly within90: number;
  /** Mean distance of the median from the figure as a share of it; NaN where no figure is a number other than 0. */
  readonly meanError: number;
}

/** What a posterior says of one series. */
export interface SeriesPrediction {
  readonly name: string;
  readonly times: readonly number[];
  /** NaN where a figure is missing; the middle where it is only known to lie in an interval. */
  readonly observed: Float64Array;
  /** What the model gives. */
  readonly model: QuantileBands;
  /** What would be published: the model with the errors of the series. After the last fitted figure its error is carried on as far as it persists. */
  readonly figures: QuantileBands;
  /** For each figure, the share of its predictions that lie below it, ties counting half: even between 0 and 1 where the model is right. NaN where it is missing. */
  readonly ranks: Float64Array;
  readonly fitted: PredictiveCheck;
  readonly heldOut: PredictiveCheck;
  /**
   * The share of draws under which figures made by the model lie farther from it in all than the published ones do: near 0 where the model, with its errors, cannot have given them; near 1 where the
   * errors are thought greater than they are. NaN without fitted figures.
   */
  readonly pValue: number;
}

/** Which draws to predict from. */
export interface PredictOptions extends WorkOptions {
  readonly seed: number;
  /** Draws of the posterior that are run, evenly taken; by default 400. */
  readonly members?: number;
}

/**
 * Runs a calibration's model with draws of its posterior, and compares what would be published with what was (posterior predictive checks: Rubin 1984; Gelman, Meng and Stern 1996). Figures after `until` were
 * held out of the fit, so that theirs are forecasts.
 *
 * @throws RangeError where the posterior has no draws
 */
export async function predict(
  calibration: Calibration,
  posterior: Posterior,
  { seed, members = 400, ...work }: PredictOptions,
): Promise<readonly SeriesPrediction[]> {
  const rows = drawnRows(posterior, members);
  if (rows.length === 0) throw new RangeError('Cannot predict: the posterior has no draws');
  const expected = await expectedAt(calibration, rows, work);
  const whole = rows.flatMap((values, member) => {
    const own = expected[member];
    return own === undefined || own.some((each) => !Number.isFinite(each)) ? [] : [{ values, expected: own, member }];
  });
  return calibration.observations.map((observation, index) => {
    const from = at(calibration.offsets, index);
    const count = observation.times.length;
    const model = new Float64Array(whole.length * count);
    const figures = new Float64Array(whole.length * count);
    let farther = 0;
    whole.forEach((each, row) => {
      const own = each.expected.subarray(from, from + count);
      const spread = spreadOf(calibration, { index, values: each.values });
      const drawn = series(observation, {
        expected: own,
        spread,
        until: calibration.until,
        drawsOf: (place) => new Draws({ key: [seed, 0x50524544], member: each.member, stream: index, step: place }),
      });
      model.set(own, row * count);
      figures.set(drawn.ahead, row * count);
      farther += drawn.anew > drawn.published ? 1 : drawn.anew === drawn.published ? 0.5 : 0;
    });
    const bands = quantileBands(figures, count);
    const observed = Float64Array.from(observation.values, (value) =>
      typeof value === 'number' ? value : (value.low + value.high) / 2,
    );
    const check = (counts: (time: number) => boolean): PredictiveCheck =>
      checkOf(observed, bands, observation.times.map(counts));
    const fitted = check((time) => time <= calibration.until);
    return {
      name: observation.name,
      times: observation.times,
      observed,
      model: quantileBands(model, count),
      figures: bands,
      ranks: observed.map((value, place) =>
        rankOf(
          value,
          Float64Array.from(whole, (_, row) => at(figures, row * count + place)),
        ),
      ),
      fitted,
      heldOut: check((time) => time > calibration.until),
      pValue: fitted.figures === 0 ? Number.NaN : farther / whole.length,
    };
  });
}

/** Rows of draws, evenly taken. */
export function drawnRows({ draws, parameters }: Posterior, most: number): Float64Array[] {
  const size = parameters.length;
  const count = draws.length / size;
  const taken = Math.min(most, count);
  return Array.from({ length: taken }, (_, index) => {
    const row = Math.floor((index * count) / taken);
    return draws.slice(row * size, (row + 1) * size);
  });
}

/**
 * One draw of a series, going on from the published errors after the last fitted figure; and how far from the model the fitted figures lie, as published and as made
 * anew: the mean distance as a share of the model's value.
 */
function series(
  observation: Observation,
  {
    expected,
    spread,
    until,
    drawsOf,
  }: {
    expected: Float64Array;
    spread: Spread;
    until: number;
    drawsOf: (place: number) => Draws;
  },
): { ahead: Float64Array; anew: number; published: number } {
  const { times, values, error } = observation;
  const persists = spread.autocorrelation > 0 && error !== 'count' && error !== 'share';
  let [anew, published] = [0, 0];
  let made: PastError | undefined;
  let known: PastError | undefined;
  const ahead = Float64Array.from(times, (time, place) => {
    const expectation = expectationAt(observation, { expected: at(expected, place), place, spread });
    const fitted = time <= until;
    const past = fitted ? made : (known ?? made);
    const after =
      past === undefined || !persists ? undefined : errorAfter(past, { time, autocorrelation: spread.autocorrelation });
    const figure = replicate(drawsOf(place), {
      kind: error,
      expectation,
      ...(after === undefined ? {} : { error: after }),
    });
    made = errorAt({ ...observation, values: values.with(place, figure) }, { expectation, place });
    if (fitted) {
      known = errorAt(observation, { expectation, place }) ?? known;
      const value = values[place];
      if (typeof value === 'number' && !Number.isNaN(value)) {
        const unit = Math.max(Math.abs(expectation.expected), 1e-300);
        anew += Math.abs(figure - expectation.expected) / unit;
        published += Math.abs(value - expectation.expected) / unit;
      }
    } else known = undefined;
    return figure;
  });
  return { ahead, anew, published };
}

function checkOf(observed: Float64Array, bands: QuantileBands, counts: readonly boolean[]): PredictiveCheck {
  const places = Array.from(observed, (_, place) => place).filter(
    (place) => counts[place] === true && !Number.isNaN(at(observed, place)),
  );
  const share = (low: Float64Array, high: Float64Array): number =>
    places.filter((place) => at(observed, place) >= at(low, place) && at(observed, place) <= at(high, place)).length /
    places.length;
  const errors = places.flatMap((place) => {
    const value = at(observed, place);
    return value === 0 ? [] : [Math.abs(at(bands.median, place) / value - 1)];
  });
  return {
    figures: places.length,
    within50: share(bands.low50, bands.high50),
    within90: share(bands.low90, bands.high90),
    meanError: errors.reduce((sum, each) => sum + each, 0) / errors.length,
  };
}

function rankOf(value: number, drawn: Float64Array): number {
  if (Number.isNaN(value)) return Number.NaN;
  return drawn.reduce((sum, each) => sum + (each < value ? 1 : each === value ? 0.5 : 0), 0) / drawn.length;
}

/** What the predictions say of the model, in words. */
export function predictiveRemarks(predictions: readonly SeriesPrediction[]): readonly string[] {
  return predictions.flatMap(({ name, fitted, heldOut, pValue }) => {
    const remarks: string[] = [];
    const percent = (share: number): string => `${(100 * share).toFixed(1)} %`;
    if (pValue < 0.05)
      remarks.push(
        `"${name}": the model cannot have given these figures with the errors that it is said to have; they lie farther from it (p = ${pValue.toFixed(3)}). Its equations miss something, or the errors are greater`,
      );
    if (pValue > 0.95)
      remarks.push(
        `"${name}": the figures lie nearer to the model than the errors that it is said to have (p = ${pValue.toFixed(3)}): the ranges are wider than they need be`,
      );
    if (heldOut.figures > 0)
      remarks.push(
        `"${name}": of ${heldOut.figures} figures held out, ${Math.round(heldOut.within90 * heldOut.figures)} lie in the band that should hold 90 of 100; they are ${percent(heldOut.meanError)} from its middle on average, ` +
          `where those fitted are ${percent(fitted.meanError)}`,
      );
    return remarks;
  });
}
