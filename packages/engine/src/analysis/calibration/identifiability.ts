import { kernel } from '../../numeric/kernel.ts';
import { at } from './at.ts';
import type { Calibration } from './calibration.ts';
import type { Posterior } from './posterior.ts';
import { symmetricEigen } from '../../numeric/symmetric-eigen.ts';

/** What the figures have told of each parameter and of their combinations. */
export interface Identifiability {
  /** By how much each range has narrowed, on the scale where the prior has width 1: 1 - deviation of the posterior's scores; about 0 where the figures say nothing. */
  readonly narrowing: readonly { readonly name: string; readonly share: number }[];
  /** Correlations of the scores, row-major. */
  readonly correlation: Float64Array;
  /** Pairs that can hardly be told apart, the most alike first. */
  readonly alike: readonly AlikePair[];
  /** Combinations of three or more parameters that the posterior holds far more tightly than any of them alone: their eigenvalue in the correlation is below 0.02. */
  readonly combinations: readonly {
    readonly parts: readonly { readonly name: string; readonly weight: number }[];
    readonly tightness: number;
  }[];
  /** All of it that a reader should know, in words. */
  readonly remarks: readonly string[];
}

/** Two parameters of which only a combination is known well: their ratio, product, difference or sum. */
export interface AlikePair {
  readonly names: readonly [string, string];
  readonly correlation: number;
  readonly known: 'ratio' | 'product' | 'difference' | 'sum' | 'combination';
}

const littleNews = 0.1;
const someNews = 0.3;
const alikeFrom = 0.9;
const tight = 0.02;

/**
 * What a posterior says about whether its parameters can be told from the figures: the narrowing from prior to posterior (Raue and others 2009 call those that do not narrow practically unidentifiable),
 * correlations, and eigenvectors of the correlation matrix with small eigenvalues, which are the combinations that are known. Based on draws: what it finds in fewer than some 400
 * independent ones is rough.
 */
export function identifiability(
  { space, parameters }: Pick<Calibration, 'space' | 'parameters'>,
  posterior: Posterior,
): Identifiability {
  const size = space.dimension;
  const { kept } = posterior.state;
  const count = kept.length / size;
  const column = (values: Float64Array, i: number): Float64Array =>
    Float64Array.from({ length: count }, (_, row) => at(values, row * size + i));
  const scores = parameters.map((_, i) => column(kept, i));
  const values = parameters.map((_, i) => column(posterior.draws, i));
  const nameOf = (i: number): string => parameters[i]?.name ?? '';
  const narrowing = scores.map((each, i) => ({ name: nameOf(i), share: 1 - deviationOf(each) }));
  const correlation = new Float64Array(size * size);
  for (let i = 0; i < size; i++)
    for (let j = 0; j < size; j++)
      correlation[i * size + j] = i === j ? 1 : correlationOf(scores[i] ?? kept, scores[j] ?? kept);
  const pairs: AlikePair[] = [];
  for (let i = 0; i < size; i++) {
    for (let j = 0; j < i; j++) {
      const found = at(correlation, i * size + j);
      if (Math.abs(found) < alikeFrom) continue;
      const known = combinationOf(values[j] ?? kept, values[i] ?? kept);
      pairs.push({ names: [nameOf(j), nameOf(i)], correlation: found, known });
    }
  }
  const alike = pairs.toSorted((a, b) => Math.abs(b.correlation) - Math.abs(a.correlation));
  const combinations = tightCombinations(
    correlation,
    parameters.map(({ name }) => name),
  );
  const remarks = [
    ...narrowing.flatMap(({ name, share }, i) => remarkOn(name, { share, scores: scores[i] ?? kept })),
    ...alike.map(wordsFor),
    ...combinations.map(
      ({ parts }) =>
        `Only a combination of ${parts.map(({ name }) => `"${name}"`).join(', ')} is known well; each of them alone is not: fix one of them from other evidence, or read them together`,
    ),
  ];
  return { narrowing, correlation, alike, combinations, remarks };
}

function remarkOn(name: string, { share, scores }: { share: number; scores: Float64Array }): string[] {
  const middle = scores.reduce((sum, each) => sum + each / scores.length, 0);
  if (Math.abs(middle) > 2)
    return [
      `The figures press "${name}" against the ${middle > 0 ? 'upper' : 'lower'} end of its range: either the range is too narrow, or the model needs something else to explain them`,
    ];
  if (share < littleNews)
    return [
      `The figures say ${share < 0.03 ? 'nothing' : 'next to nothing'} of "${name}": its range is as wide as before`,
    ];
  if (share < someNews)
    return [`The figures say little of "${name}": its range has narrowed by ${Math.round(100 * share)} % only`];
  return [];
}

function wordsFor({ names: [one, other], known, correlation }: AlikePair): string {
  const what = {
    ratio: `Only the ratio of "${one}" and "${other}" is known well`,
    product: `Only the product of "${one}" and "${other}" is known well`,
    difference: `Only the difference of "${one}" and "${other}" is known well`,
    sum: `Only the sum of "${one}" and "${other}" is known well`,
    combination: `"${one}" and "${other}" can hardly be told apart: a higher value of the one goes with a ${correlation > 0 ? 'higher' : 'lower'} value of the other`,
  }[known];
  return `${what} (correlation ${correlation.toFixed(2)}): they must be read, and drawn, together`;
}

/** Which simple combination of two varies least, relative to its middle, against the two alone. */
function combinationOf(a: Float64Array, b: Float64Array): AlikePair['known'] {
  const candidates: { known: AlikePair['known']; share: number }[] = [];
  if (a.every((each) => each > 0) && b.every((each) => each > 0)) {
    const [logA, logB] = [a.map((each) => kernel.ln(each)), b.map((each) => kernel.ln(each))];
    const alone = Math.min(deviationOf(logA), deviationOf(logB));
    candidates.push({ known: 'ratio', share: deviationOf(logA.map((each, i) => each - at(logB, i))) / alone });
    candidates.push({ known: 'product', share: deviationOf(logA.map((each, i) => each + at(logB, i))) / alone });
  }
  const alone = Math.min(deviationOf(a), deviationOf(b));
  candidates.push({ known: 'difference', share: deviationOf(a.map((each, i) => each - at(b, i))) / alone });
  candidates.push({ known: 'sum', share: deviationOf(a.map((each, i) => each + at(b, i))) / alone });
  const best = candidates.reduce((least, each) => (each.share < least.share ? each : least));
  return best.share < 0.5 ? best.known : 'combination';
}

function tightCombinations(correlation: Float64Array, names: readonly string[]): Identifiability['combinations'] {
  const size = names.length;
  const { values, vectors } = symmetricEigen(correlation, size);
  return Array.from(values).flatMap((tightness, k) => {
    if (tightness > tight) return [];
    const parts = names
      .map((name, i) => ({ name, weight: at(vectors, k * size + i) }))
      .filter(({ weight }) => Math.abs(weight) > 0.25)
      .toSorted((a, b) => Math.abs(b.weight) - Math.abs(a.weight));
    return parts.length < 3 ? [] : [{ parts, tightness }];
  });
}

function deviationOf(values: Float64Array): number {
  const mean = values.reduce((sum, each) => sum + each / values.length, 0);
  return Math.sqrt(values.reduce((sum, each) => sum + (each - mean) * (each - mean), 0) / (values.length - 1));
}

function correlationOf(a: Float64Array, b: Float64Array): number {
  const [meanA, meanB] = [a, b].map((each) => each.reduce((sum, value) => sum + value / each.length, 0));
  const product =
    a.reduce((sum, each, i) => sum + (each - (meanA ?? 0)) * (at(b, i) - (meanB ?? 0)), 0) / (a.length - 1);
  return product / (deviationOf(a) * deviationOf(b));
}
