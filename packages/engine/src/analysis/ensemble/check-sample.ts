import type { Diagnostic } from '../../model/diagnostic.ts';
import { nearNames, suggestion } from '../../model/near-names.ts';
import { shapeOf } from '../../random/distribution.ts';
import { mostDimensions } from '../../random/joe-kuo.ts';
import { correlationFactor, type ImpossiblePair } from '../../random/rank-correlation.ts';
import { elementId } from '../../run/element-names.ts';
import { grouped, type InputCorrelation, type SampleOptions } from './uncertain-input.ts';

/** Why inputs cannot be drawn as asked; empty where they can. */
export function faultsOfSample(options: SampleOptions): Diagnostic[] {
  const { inputs, count, seed, method, correlations = [], replicates = 1 } = options;
  const faults: Diagnostic[] = [];
  const say = (code: string, message: string, advice: string): void => {
    faults.push({ code, severity: 'error', message, advice });
  };
  if (!Number.isInteger(count) || count < 1 || count > 2 ** 32)
    say('bad-ensemble', `Cannot draw ${count} members`, 'give a whole number from 1 to 4294967296');
  if (!Number.isInteger(seed) || seed < 0 || seed >= 2 ** 32)
    say('bad-seed', `Cannot draw random numbers for the seed ${seed}`, 'give a whole number from 0 to 4294967295');
  if (!Number.isInteger(replicates) || replicates < 1 || replicates > count)
    say('bad-ensemble', `Cannot cut ${count} members into ${replicates} replicates`, 'give a whole number, such as 10');
  if (method === 'sobol' && inputs.length > mostDimensions) {
    const message = `Cannot draw ${inputs.length} inputs as a Sobol sequence: there are direction numbers for ${mostDimensions}`;
    say('bad-ensemble', message, 'draw them as a Latin hypercube, which takes any number');
  }
  const seen = new Set<string>();
  for (const { parameter, distribution } of inputs) {
    if (seen.has(elementId(parameter)))
      say('bad-ensemble', `Cannot draw "${parameter}" twice`, 'leave one of its distributions out');
    seen.add(elementId(parameter));
    try {
      shapeOf(distribution);
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      say('bad-distribution', `Cannot draw "${parameter}": ${lowered(error.message)}`, 'give other numbers');
    }
  }
  if (faults.length === 0) faults.push(...faultsOfCorrelations(options, correlations));
  return faults;
}

/** "Cannot draw from a …: why" as the reason of another message. */
function lowered(message: string): string {
  return message.replace(/^Cannot draw from a (.*?): /, 'of its $1, ');
}

function faultsOfCorrelations(
  { inputs, count, method = 'latin-hypercube', replicates = 1 }: SampleOptions,
  correlations: readonly InputCorrelation[],
): Diagnostic[] {
  const fault = (message: string, advice: string): Diagnostic => ({
    code: 'bad-correlation',
    severity: 'error',
    message,
    advice,
  });
  const names = inputs.map(({ parameter }) => parameter);
  const pairs = new Set<string>();
  const faults = correlations.flatMap(({ between, rank }): Diagnostic[] => {
    const pair = between.map((name) => `"${name}"`).join(' and ');
    const key = between.map(elementId).toSorted().join('\n');
    const missing = between.find((name) => !names.some((each) => elementId(each) === elementId(name)));
    if (missing !== undefined) {
      const near = nearNames(missing, names);
      const advice = near.length > 0 ? suggestion(near) : 'give it a distribution too';
      return [fault(`Cannot correlate ${pair}: "${missing}" is not drawn`, advice ?? '')];
    }
    if (elementId(between[0]) === elementId(between[1]))
      return [fault(`Cannot correlate ${pair}: they are the same`, 'name two inputs')];
    if (pairs.has(key)) return [fault(`Cannot correlate ${pair} twice`, 'leave one of the two out')];
    pairs.add(key);
    if (!(rank > -1 && rank < 1))
      return [fault(`Cannot correlate ${pair} by ${rank}`, 'give a number between -1 and 1, such as 0.5')];
    return [];
  });
  if (faults.length > 0) return faults;
  const { places, among } = grouped(inputs, correlations);
  const { impossible } = correlationFactor(places.length, among);
  if (impossible !== undefined)
    return [fault(...impossibleWords(impossible, (place) => names[places[place] ?? -1] ?? ''))];
  if (method === 'latin-hypercube' && places.length > 0 && Math.floor(count / replicates) <= places.length) {
    const message = `Cannot correlate ${places.length} inputs over ${Math.floor(count / replicates)} members of a Latin hypercube`;
    return [fault(message, 'give more members than correlated inputs')];
  }
  return [];
}

/** What is wrong with the correlations, and what would be right. */
function impossibleWords(pairs: readonly ImpossiblePair[], nameOf: (place: number) => string): [string, string] {
  const [first] = pairs;
  if (first === undefined)
    return [
      'Cannot correlate the inputs so: no numbers go together in all these ways at once',
      'give numbers nearer to 0',
    ];
  const words = pairs.map(
    ({ between, asked, nearest }) =>
      `"${nameOf(between[0])}" and "${nameOf(between[1])}" ${nearest} rather than ${Number(asked.toFixed(2))}`,
  );
  const more = words.length > 4 ? ` and ${words.length - 4} more pairs by less` : '';
  const pair = first.between.map((place) => `"${nameOf(place)}"`).join(' and ');
  return [
    `Cannot correlate the inputs so: no numbers go together in all these ways at once; ${pair} stand out`,
    `the nearest that can be has ${words.slice(0, 4).join(', ')}${more}; a pair that is not named counts as 0`,
  ];
}
