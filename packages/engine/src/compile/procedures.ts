import { allocate } from './procedures/allocate.ts';
import { conveyorFill, conveyorFlows, conveyorMove } from './procedures/conveyor.ts';
import { drawProcedures } from './procedures/draw.ts';
import { invertMatrix } from './procedures/invert-matrix.ts';
import { logAdd, logStart } from './procedures/log.ts';
import { market } from './procedures/market.ts';
import { pointFunctions } from './procedures/points.ts';
import type { Procedure, Moment } from './procedures/procedure.ts';
import { queueFill, queueFlows, queueMove } from './procedures/queue.ts';
import { rankIndex } from './procedures/rank-index.ts';
import { ringFill, ringPush } from './procedures/ring.ts';
import { sortOrder } from './procedures/sort-order.ts';
import { specialFunctions } from './procedures/special-functions.ts';
import { vectorRank } from './procedures/vector-rank.ts';
import { vectorSelect } from './procedures/vector-select.ts';
import type { ProcedureCode } from './program.ts';

/** All procedures by name. */
export const procedures = {
  ...drawProcedures,
  allocate,
  conveyorFill,
  conveyorFlows,
  conveyorMove,
  invertMatrix,
  logAdd,
  logStart,
  queueFill,
  queueFlows,
  queueMove,
  rankIndex,
  ringFill,
  ringPush,
  sortOrder,
  vectorRank,
  vectorSelect,
  ...market,
  ...pointFunctions,
  ...specialFunctions,
} as const satisfies Readonly<Record<string, Procedure>>;

export type ProcedureName = keyof typeof procedures;

/** Carries out one call over the slots of a run. */
export function callProcedure(
  { procedure, inputs, base, size, stream }: ProcedureCode,
  { slots, moment }: { slots: Float64Array; moment: Omit<Moment, 'stream'> },
): void {
  const values = new Float64Array(inputs.length);
  for (let index = 0; index < inputs.length; index++) values[index] = slots[inputs[index] ?? 0] ?? Number.NaN;
  procedures[procedure].run(values, slots.subarray(base, base + size), { ...moment, stream });
}
