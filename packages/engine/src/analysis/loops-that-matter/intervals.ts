import type { Program } from '../../compile/program.ts';
import { timeOf } from '../../run/clock.ts';
import type { Backend, RunStatus } from '../../run/backend.ts';
import type { Interval } from './link-scores.ts';

/** A run cut into intervals between saved times. */
export interface Intervals {
  /** When each interval begins. */
  readonly times: Float64Array;
  /** Length of an interval. */
  readonly length: number;
  readonly interval: (index: number) => Interval;
  readonly status: RunStatus;
}

/** Most numbers that are kept of a run. */
const roomForNumbers = 20_000_000;

/** Where saved times cut a run into fewer intervals than this, steps do. */
const fewIntervals = 50;

/**
 * Runs a program and cuts the run into intervals of `every` steps; by default from one saved time to the next, or from step to step where these are few,
 * and no more than `most`. What is left at the end and makes no whole interval is left out, and a run that stops early gives the intervals before that.
 */
export function runIntervals(
  program: Program,
  {
    backend,
    parameters = Float64Array.from(program.parameters, ({ value }) => value),
    most = 400,
    every,
  }: { backend: Backend; parameters?: Float64Array; most?: number; every?: number },
): Intervals {
  const { start, stop, step, method, saveEvery: saved = step } = program.time;
  const steps = Math.round((stop - start) / step);
  const rows = Math.max(2, Math.floor(roomForNumbers / Math.max(1, program.slotCount)));
  const fewest = Math.max(1, Math.ceil(steps / Math.min(most, rows - 1)));
  const asSaved = Math.max(1, Math.round(saved / step));
  const usual = Math.max(fewest, steps / asSaved < fewIntervals ? 1 : asSaved);
  const saveEvery = Math.max(every ?? wholeParts(steps, usual), Math.ceil(steps / (rows - 1)), 1);
  const save = Array.from({ length: program.slotCount }, (_, slot) => slot);
  const request = { start, step, steps, saveEvery, method, parameters, save };
  const run = backend.prepare(program).run(request);
  const timeOfRow = (row: number): number => timeOf(request, row * saveEvery);
  const { status } = run;
  const whole =
    status.kind === 'done'
      ? run.rowCount
      : Array.from({ length: run.rowCount }, (_, row) => row).filter((row) => timeOfRow(row) < status.time).length;
  const valuesAt = (row: number): Float64Array => run.rows.subarray(row * save.length, (row + 1) * save.length);
  return {
    times: Float64Array.from({ length: Math.max(0, whole - 1) }, (_, row) => timeOfRow(row)),
    length: saveEvery * step,
    interval: (index) => ({
      before: valuesAt(index),
      after: valuesAt(index + 1),
      at: { time: timeOfRow(index), step: index * saveEvery },
      end: { time: timeOfRow(index + 1), step: (index + 1) * saveEvery },
    }),
    status,
  };
}

/** The first number of steps from `least` to twice as many that cuts the run into whole parts; `least` where there is none. */
function wholeParts(steps: number, least: number): number {
  for (let each = least; each <= 2 * least; each++) if (steps % each === 0) return each;
  return least;
}
