import { conveyorFill, conveyorFlows, conveyorMove } from './procedures/conveyor.ts';
import { drawProcedures } from './procedures/draw.ts';
import { logAdd, logStart } from './procedures/log.ts';
import { ringFill, ringPush } from './procedures/ring.ts';
import { sortOrder } from './procedures/sort-order.ts';
import type { Procedure, Moment } from './procedures/procedure.ts';
import type { ProcedureCode } from './program.ts';

/** All procedures by name. */
export const procedures = {
  ...drawProcedures,
  conveyorFill,
  conveyorFlows,
  conveyorMove,
  logAdd,
  logStart,
  ringFill,
  ringPush,
  sortOrder,
} as const satisfies Readonly<Record<string, Procedure>>;

export type ProcedureName = keyof typeof procedures;

/** Carries out one call over the slots of a run. */
export function callProcedure(
  { procedure, inputs, base, size, stream }: ProcedureCode,
  { slots, moment }: { slots: Float64Array; moment: Omit<Moment, 'stream'> },
): void {
  const values = Float64Array.from(inputs, (slot) => slots[slot] ?? Number.NaN);
  procedures[procedure].run(values, slots.subarray(base, base + size), { ...moment, stream });
}
