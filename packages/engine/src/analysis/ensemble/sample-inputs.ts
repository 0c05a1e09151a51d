import { normalCdf } from '../../numeric/normal.ts';
import { correlatedStrata } from '../../random/correlated-strata.ts';
import { shapeOf } from '../../random/distribution.ts';
import { mixKey } from '../../random/mix.ts';
import { normalQuantile } from '../../random/normal-quantile.ts';
import { correlationFactor } from '../../random/rank-correlation.ts';
import { shuffle } from '../../random/shuffle.ts';
import { scrambledSobol } from '../../random/sobol-sequence.ts';
import { uniform } from '../../random/uniform.ts';
import { InputError } from '../../run/input-error.ts';
import { faultsOfSample } from './check-sample.ts';
import {
  grouped,
  startOfReplicate,
  type SampleOptions,
  type SamplingMethod,
  type UncertainInput,
} from './uncertain-input.ts';

/** Drawn values, worked out when they are asked for. */
export interface InputSample {
  readonly inputs: readonly UncertainInput[];
  readonly count: number;
  /** A value for each of the inputs. */
  valuesOf(member: number): Float64Array;
}

/**
 * Draws uncertain inputs for the members of an ensemble. A member's values follow from the seed, its number and the place of the input in the list, with Latin hypercubes
 * from the count as well; nothing is kept of a member but with a correlated Latin hypercube, where 4 bytes a member and correlated input are.
 *
 * Correlation leaves each input its own distribution. Random and Sobol draws have it through a normal copula; Latin hypercubes by the order in which their
 * parts are paired (Iman and Conover 1982), so that they keep one draw to a part.
 *
 * @throws {InputError} where a distribution or a correlation makes no sense, or no numbers could be correlated so: then with the nearest that could
 * @example
 * ```ts
 * const sample = sampleInputs({
 *   inputs: [{ parameter: 'referral rate', distribution: { kind: 'triangular', low: 0.04, mode: 0.05, high: 0.08 } }],
 *   count: 100,
 *   seed: 1,
 * });
 * sample.valuesOf(0).length; // 1
 * ```
 */
export function sampleInputs(options: SampleOptions): InputSample {
  const { inputs, count, seed, replicates = 1 } = options;
  const diagnostics = faultsOfSample(options);
  if (diagnostics.length > 0) throw new InputError(diagnostics);
  const starts = Array.from({ length: replicates + 1 }, (_, replicate) => startOfReplicate(replicate, options));
  const parts = starts.slice(0, -1).map((start, replicate) => {
    const size = (starts[replicate + 1] ?? count) - start;
    const own = replicate === 0 ? seed : mixKey(seed, replicate, { purpose: 0x7265706c }).first;
    return { start, valuesOf: drawing({ ...options, count: size, seed: own }) };
  });
  return {
    inputs,
    count,
    valuesOf: (member) => {
      const part = parts.findLast(({ start }) => start <= member);
      return part?.valuesOf(member - part.start) ?? new Float64Array(inputs.length).fill(Number.NaN);
    },
  };
}

/** The values of a member of one replicate. */
function drawing(options: SampleOptions): (member: number) => Float64Array {
  const { inputs, method = 'latin-hypercube' } = options;
  const shapes = inputs.map(({ distribution }) => shapeOf(distribution));
  const group = correlatedGroup(options);
  const shareOf = shares[method](options, group);
  return (member) => {
    const probabilities = Float64Array.from(inputs, (_, input) => shareOf(member, input));
    if (group !== undefined && method !== 'latin-hypercube') correlate(probabilities, group);
    return probabilities.map((probability, input) => shapes[input]?.quantile(probability) ?? Number.NaN);
  };
}

/** The inputs that correlations name, by their places, and the triangle that makes them so. */
interface Group {
  readonly places: readonly number[];
  readonly factor: Float64Array;
}

type ShareOf = (member: number, input: number) => number;

/** Told from other numbers of the same seed. */
const purpose = 0x73616d70;

const shares: Readonly<Record<SamplingMethod, (options: SampleOptions, group: Group | undefined) => ShareOf>> = {
  random:
    ({ seed }) =>
    (member, variable) =>
      uniform({ seed, member, variable, step: purpose }),
  sobol: ({ seed, inputs }) => scrambledSobol({ dimensions: inputs.length, seed }),
  'latin-hypercube': ({ seed, count, inputs }, group) => {
    const stratumOf = inputs.map((_, stream) => shuffle(count, { seed, stream, purpose }));
    if (group !== undefined) {
      const independent = group.places.map((place) => {
        const own = stratumOf[place] ?? ((member) => member);
        return Uint32Array.from({ length: count }, (_, member) => own(member));
      });
      correlatedStrata(independent, group.factor).forEach((strata, index) => {
        stratumOf[group.places[index] ?? 0] = (member) => strata[member] ?? 0;
      });
    }
    return (member, variable) => {
      const stratum = stratumOf[variable]?.(member) ?? 0;
      return Math.min((stratum + uniform({ seed, member, variable, step: purpose })) / count, 1 - 2 ** -53);
    };
  },
};

/** Independent shares become correlated ones, each uniform as before. */
function correlate(probabilities: Float64Array, { places, factor }: Group): void {
  const normal = places.map((place) => normalQuantile(probabilities[place] ?? Number.NaN));
  places.forEach((place, row) => {
    let sum = 0;
    for (let from = 0; from <= row; from++) sum += (factor[row * places.length + from] ?? 0) * (normal[from] ?? 0);
    probabilities[place] = Math.min(Math.max(normalCdf(sum), 2 ** -1022), 1 - 2 ** -53);
  });
}

function correlatedGroup({ inputs, correlations = [] }: SampleOptions): Group | undefined {
  const { places, among } = grouped(inputs, correlations);
  const { factor } = correlationFactor(places.length, among);
  return places.length === 0 || factor === undefined ? undefined : { places, factor };
}
