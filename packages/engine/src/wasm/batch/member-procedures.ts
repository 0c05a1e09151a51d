import { procedures } from '../../compile/procedures.ts';
import type { ProcedureCode } from '../../compile/program.ts';
import { clockAddress } from '../memory-layout.ts';
import type { BatchLayout } from './batch-layout.ts';

/** What the random numbers of the members that a module carries out at once follow from. */
export interface Group {
  readonly seed: number;
  /** In the order of their lanes. */
  readonly members: readonly number[];
}

/**
 * Carries out a procedure for each member of a group: its inputs are gathered from the member's lane, and its outputs put there. It finds in
 * the outputs what stands there, since some procedures change memory in place.
 */
export function callForMembers(
  { procedure, inputs, base, size, stream }: ProcedureCode,
  { layout, numbers, group }: { layout: BatchLayout; numbers: Float64Array; group: Group },
): void {
  const values = new Float64Array(inputs.length);
  const outputs = new Float64Array(size);
  const clock = (address: number): number => numbers[address / 8] ?? Number.NaN;
  const moment = {
    step: clock(clockAddress.stepNumber),
    time: clock(clockAddress.time),
    timeStep: clock(clockAddress.timeStep),
    seed: group.seed,
    stream,
  };
  const stride = layout.slotSize / 8;
  for (const [lane, member] of group.members.entries()) {
    const start = layout.vector(0, 0) / 8 + lane;
    for (const [index, slot] of inputs.entries()) values[index] = numbers[start + stride * slot] ?? Number.NaN;
    for (let index = 0; index < size; index++) outputs[index] = numbers[start + stride * (base + index)] ?? Number.NaN;
    procedures[procedure].run(values, outputs, { ...moment, member });
    for (let index = 0; index < size; index++) numbers[start + stride * (base + index)] = outputs[index] ?? Number.NaN;
  }
}
