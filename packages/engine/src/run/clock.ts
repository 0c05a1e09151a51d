/** A step as a fraction: its length is `multiplier / divisor`. */
export interface StepFraction {
  readonly multiplier: number;
  readonly divisor: number;
}

/**
 * A step as the fraction that was meant: 1/3, 1/7 and 0.1 as one part of a whole number of parts, so that times which should be whole are,
 * however many steps it took to reach them; any other length as it is.
 */
export function stepFraction(step: number): StepFraction {
  const parts = Math.round(1 / step);
  return parts >= 2 && 1 / parts === step ? { multiplier: 1, divisor: parts } : { multiplier: step, divisor: 1 };
}

/** The time of step `number` of a run, counted and not added up, so that it does not drift. */
export function timeOf({ start, step }: { readonly start: number; readonly step: number }, number: number): number {
  const { multiplier, divisor } = stepFraction(step);
  return start + (number * multiplier) / divisor;
}
