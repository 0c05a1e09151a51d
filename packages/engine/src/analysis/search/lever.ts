/** Something that a policy sets, between two ends. */
export interface Lever {
  readonly name: string;
  readonly low: number;
  readonly high: number;
  /** Its values are low, low + step, … up to high; absent: any value. */
  readonly step?: number;
}

/** @throws RangeError where a lever cannot be set */
export function requireLevers(levers: readonly Lever[]): void {
  if (levers.length === 0) throw new RangeError('Cannot search without a lever');
  for (const { name, low, high, step } of levers) {
    if (!(Number.isFinite(low) && Number.isFinite(high) && low <= high))
      throw new RangeError(`Cannot set "${name}" from ${low} to ${high}: the low end must not lie above the high end`);
    if (step !== undefined && !(step > 0)) throw new RangeError(`Cannot set "${name}" in steps of ${step}`);
  }
}

/** The nearest value that a lever can have. */
export function snapped({ low, high, step }: Lever, value: number): number {
  const within = Math.min(high, Math.max(low, value));
  if (step === undefined) return within;
  return low + Math.min(stepsOf({ low, high, step }), Math.round((within - low) / step)) * step;
}

/** How many policies there are; infinitely many where a lever can have any value. */
export function policyCount(levers: readonly Lever[]): number {
  return levers.reduce((count, lever) => {
    if (lever.low === lever.high) return count;
    return lever.step === undefined ? Infinity : count * (stepsOf({ ...lever, step: lever.step }) + 1);
  }, 1);
}

/** Every policy, the last lever running fastest; for few enough. */
export function everyPolicy(levers: readonly Lever[]): readonly Float64Array[] {
  let all: number[][] = [[]];
  for (const lever of levers) {
    const { low, high, step } = lever;
    const values =
      step === undefined || low === high
        ? [low]
        : Array.from({ length: stepsOf({ low, high, step }) + 1 }, (_, at) => low + at * step);
    all = all.flatMap((before) => values.map((value) => [...before, value]));
  }
  return all.map((values) => Float64Array.from(values));
}

/** Steps that fit; one that falls short of the end by rounding fits. */
function stepsOf({ low, high, step }: { low: number; high: number; step: number }): number {
  return Math.floor((high - low) / step + 1e-9);
}
