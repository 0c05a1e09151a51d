import { uniform } from './uniform.ts';

/**
 * Stratified draws for an ensemble: for one variable, a number for each member so that each of `memberCount` equal parts
 * of 0…1 holds exactly one. Variables are shuffled independently. McKay, Beckman and Conover 1979.
 *
 * @returns one number strictly between 0 and 1 a member.
 * @example
 * ```ts
 * latinHypercube({ seed: 1, variable: 0, memberCount: 4 }); // one in each quarter
 * ```
 */
export function latinHypercube({
  seed,
  variable,
  memberCount,
}: {
  seed: number;
  variable: number;
  memberCount: number;
}): Float64Array {
  const strata = Array.from({ length: memberCount }, (_, index) => index);
  for (let last = memberCount - 1; last > 0; last--) {
    const other = Math.floor(uniform({ seed, member: last, variable, step: 1 }) * (last + 1));
    const held = strata[last] ?? 0;
    strata[last] = strata[other] ?? 0;
    strata[other] = held;
  }
  return Float64Array.from(
    strata,
    (stratum, member) => (stratum + uniform({ seed, member, variable, step: 0 })) / memberCount,
  );
}
