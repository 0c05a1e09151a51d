import { lookUp, notAvailable } from '../primitives.ts';
import { ofNumbers } from './of-numbers.ts';

/** Points of a curve of straight lines, by x. */
interface Points {
  readonly x: readonly number[];
  readonly y: readonly number[];
}

/** What to do beyond the ends of the points. */
type Beyond = 'nearest' | 'extend' | 'none';
const beyond: readonly Beyond[] = ['nearest', 'extend', 'none'];

function split(numbers: readonly number[]): Points {
  const half = numbers.length / 2;
  return { x: numbers.slice(0, half), y: numbers.slice(half) };
}

const at = (list: readonly number[], index: number): number => list[index] ?? Number.NaN;

/** The area between the axis and the curve from its first point to `to`, the end lines extended. */
function areaUpTo({ x, y }: Points, to: number): number {
  const value = lookUp({ x, y, mode: 'extrapolate' }, to);
  if (to <= at(x, 0) || x.length === 1) return ((to - at(x, 0)) * (at(y, 0) + value)) / 2;
  let area = 0;
  for (let index = 1; index < x.length; index++) {
    const before = [at(x, index - 1), at(y, index - 1)] as const;
    if (to <= at(x, index)) return area + ((to - before[0]) * (before[1] + value)) / 2;
    area += ((at(x, index) - before[0]) * (before[1] + at(y, index))) / 2;
  }
  return area + ((to - at(x, x.length - 1)) * (at(y, y.length - 1) + value)) / 2;
}

function area(points: Points, [from, to]: readonly [number, number], mode: Beyond): number {
  const first = at(points.x, 0);
  const last = at(points.x, points.x.length - 1);
  const inside = (x: number): boolean => x >= first && x <= last;
  if (mode === 'none' && !(inside(from) && inside(to))) return Number.NaN;
  const within = (x: number): number => (mode === 'extend' ? x : Math.min(last, Math.max(first, x)));
  return areaUpTo(points, within(to)) - areaUpTo(points, within(from));
}

/** The least x at which the curve has the value; beyond its least and greatest values as `mode` says. */
function inverse({ x, y }: Points, value: number, mode: Beyond): number {
  if (Number.isNaN(value)) return value;
  for (let index = 0; index < x.length; index++) {
    const here = at(y, index);
    if (value === here) return at(x, index);
    const next = at(y, index + 1);
    if ((here < value && value < next) || (next < value && value < here)) return along({ x, y }, index, value);
  }
  if (mode === 'none') return notAvailable;
  const last = x.length - 1;
  if (mode === 'nearest') {
    const extreme = value > at(y, 0) ? Math.max(...y) : Math.min(...y);
    return at(x, y.indexOf(extreme));
  }
  const rises = at(y, 0) < at(y, last);
  return along({ x, y }, value < at(y, 0) === rises ? 0 : last - 1, value);
}

/** Where the line from one point to the next has the value. */
function along({ x, y }: Points, index: number, value: number): number {
  const [x0, x1, y0, y1] = [at(x, index), at(x, index + 1), at(y, index), at(y, index + 1)];
  return x0 + ((value - y0) / (y1 - y0)) * (x1 - x0);
}

/** The slope of the line at `input`; at a point the mean of those on its two sides, and :NA: where two points are above each other. */
function slope({ x, y }: Points, input: number, mode: Beyond): number {
  if (Number.isNaN(input)) return input;
  const last = x.length - 1;
  const outside = mode === 'none' ? notAvailable : 0;
  if (last === 0) return outside;
  const of = (index: number): number => (at(y, index + 1) - at(y, index)) / (at(x, index + 1) - at(x, index));
  const before = mode === 'extend' ? of(0) : outside;
  const after = mode === 'extend' ? of(last - 1) : outside;
  if (input < at(x, 0)) return before;
  if (input > at(x, last)) return after;
  const hit = x.indexOf(input);
  if (hit === -1) return of(x.findIndex((each) => each > input) - 1);
  if (at(x, hit + 1) === input) return notAvailable;
  // Outside there is no line to take the mean with: the one that there is counts.
  if (hit === 0 || hit === last) return of(hit === 0 ? 0 : last - 1);
  return (of(hit - 1) + of(hit)) / 2;
}

function vectorLookup(input: number, least: number, most: number, mode: number, ...y: number[]): number {
  const gap = (most - least) / (y.length - 1);
  const points: Points = { x: y.map((_, index) => least + index * gap), y };
  const modes: readonly (() => number)[] = [
    () => lookUp({ ...points, mode: 'continuous' }, input),
    () => area(points, [least, input], 'none'),
    () => lookUp({ ...points, mode: 'discrete' }, input),
    () => lookUp({ ...points, mode: 'extrapolate' }, input),
    () => lookUp({ ...points, mode: 'forward' }, input),
    () => inverse(points, input, 'none'),
    () => slope(points, input, 'nearest'),
    () => area(points, [least, input], 'extend'),
    () => inverse(points, input, 'extend'),
    () => slope(points, input, 'extend'),
  ];
  return modes[Math.trunc(mode)]?.() ?? Number.NaN;
}

/**
 * Functions of the points of a graphical function, which are the last inputs: all x, then all y. Before them: what counts beyond the
 * ends (0 the nearest point, or no area; 1 the end lines extended; 2 :NA:, or for an area NaN), then the arguments. `vectorLookup`
 * is Vensim's VECTOR LOOKUP: input, least and greatest x, mode, the y values.
 */
export const pointFunctions = {
  tableArea: ofNumbers((mode, from, to, ...numbers) => area(split(numbers), [from, to], beyond[mode] ?? 'none')),
  tableInverse: ofNumbers((mode, value, ...numbers) => inverse(split(numbers), value, beyond[mode] ?? 'none')),
  tableSlope: ofNumbers((mode, input, ...numbers) => slope(split(numbers), input, beyond[mode] ?? 'none')),
  vectorLookup: ofNumbers(vectorLookup),
} as const;
