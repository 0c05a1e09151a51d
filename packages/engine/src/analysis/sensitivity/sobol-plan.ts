import { quantileOf, type Distribution } from '../../random/distribution.ts';
import { basePoints } from './base-points.ts';

/**
 * The runs that Sobol indices need, as blocks of `count` points each: A and B, two samples of all inputs; then for each input A with that
 * one from B; then, where pairs are asked for, for each input B with that one from A (Saltelli 2002, "Making best use of model
 * evaluations to compute sensitivity indices").
 *
 * @throws RangeError where that would be more numbers than can be held
 */
export function sobolPlan({
  distributions,
  count,
  seed,
  pairs,
}: {
  readonly distributions: readonly Distribution[];
  readonly count: number;
  readonly seed: number;
  readonly pairs: boolean;
}): Float64Array {
  const inputs = distributions.length;
  const blocks = 2 + inputs * (pairs ? 2 : 1);
  if (blocks * count * inputs > mostNumbers) {
    throw new RangeError(
      `Cannot plan ${blocks * count} runs of ${inputs} inputs: screen first and go on with fewer inputs, or ask for fewer rows`,
    );
  }
  const shares = basePoints({ count, dimensions: 2 * inputs, seed });
  const valuesOf = (from: number): readonly Float64Array[] =>
    distributions.map((distribution, input) =>
      Float64Array.from(shares[from + input] ?? [], (share) => quantileOf(distribution, share)),
    );
  const [first, second] = [valuesOf(0), valuesOf(inputs)];
  const points = new Float64Array(blocks * count * inputs);
  for (let block = 0; block < blocks; block++) {
    // Which input is exchanged, and whether the block is B with one of A rather than A with one of B.
    const exchanged = block < 2 ? -1 : (block - 2) % inputs;
    const fromSecond = block === 1 || block >= 2 + inputs;
    for (let input = 0; input < inputs; input++) {
      const column = (fromSecond !== (input === exchanged) ? second : first)[input];
      for (let row = 0; row < count; row++)
        points[(block * count + row) * inputs + input] = column?.[row] ?? Number.NaN;
    }
  }
  return points;
}

/** Half a gibibyte of numbers. */
const mostNumbers = 2 ** 26;
