import type { GraphicalFunction } from '../model/model.ts';
import { code } from './code.ts';
import { argument } from './function-lowering.ts';
import { notAvailable } from './primitives.ts';
import type { Code } from './program.ts';
import type { Scope } from './scope.ts';

/** Lowers a function of data, given the data's table and the code of the arguments after it. */
export type DataLowering = (data: GraphicalFunction, list: readonly Code[], scope: Scope) => Code;

const edge = (data: GraphicalFunction, at: number): number => data.x.at(at) ?? Number.NaN;

const betweenTimes: DataLowering = (data, list, scope) => {
  const { builder, owner } = scope;
  const time = builder.shared(owner, argument(list, 0));
  const mode = builder.shared(owner, argument(list, 1));
  const whole = builder.shared(owner, code.unary('floor', time));
  const interpolated = code.lookup(builder.table({ ...data, mode: 'continuous' }), time);
  const next = code.lookup(builder.table({ ...data, mode: 'forward' }), whole);
  // Each point holds the value of the one before it, so that the next point gives the value that was last.
  const earlier = [data.y[0] ?? Number.NaN, ...data.y.slice(0, -1)];
  const last = code.lookup(builder.table({ x: data.x, y: earlier, mode: 'forward' }), whole);
  const value = code.select(
    code.binary('greaterOrEqual', mode, code.constant(1)),
    next,
    code.select(code.binary('lessOrEqual', mode, code.constant(-1)), last, interpolated),
  );
  const inside = code.binary(
    'and',
    code.binary('greaterOrEqual', time, code.constant(edge(data, 0))),
    code.binary('lessOrEqual', time, code.constant(edge(data, -1))),
  );
  return code.select(inside, value, code.constant(notAvailable));
};

/** By canonical name: the built-ins whose first argument is data. */
export const dataFunctions: ReadonlyMap<string, DataLowering> = new Map<string, DataLowering>([
  ['GET DATA BETWEEN TIMES', betweenTimes],
  [
    'GET DATA AT TIME',
    (data, list, { builder }) => code.lookup(builder.table({ ...data, mode: 'raw' }), argument(list, 0)),
  ],
  ['GET DATA FIRST TIME', (data) => code.constant(edge(data, 0))],
  ['GET DATA LAST TIME', (data) => code.constant(edge(data, -1))],
  ['GET DATA TOTAL POINTS', (data) => code.constant(data.x.length)],
]);
