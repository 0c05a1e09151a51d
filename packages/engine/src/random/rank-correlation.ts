import { cholesky } from '../numeric/cholesky.ts';
import { kernel } from '../numeric/kernel.ts';
import { nearestCorrelation } from './nearest-correlation.ts';

/** That two of several numbers go together: their ranks are correlated so (Spearman), from above -1 to below 1. */
export interface RankCorrelation {
  readonly between: readonly [number, number];
  readonly rank: number;
}

/** A pair whose correlation must be another for all of them to be possible at once. */
export interface ImpossiblePair {
  readonly between: readonly [number, number];
  readonly asked: number;
  /** The nearest that is possible, to two digits. */
  readonly nearest: number;
}

/** The triangle that makes independent normal numbers correlated, row-major; or why there is none, the greatest change first. */
export type CorrelationFactor =
  | { readonly factor: Float64Array; readonly impossible?: undefined }
  | { readonly factor?: undefined; readonly impossible: readonly ImpossiblePair[] };

/**
 * What makes `size` normal numbers correlated by rank as asked, pairs that are not named being independent. For normal numbers a rank correlation of ρ is a
 * plain one of 2 sin(π ρ / 6) (Pearson 1907).
 */
export function correlationFactor(size: number, correlations: readonly RankCorrelation[]): CorrelationFactor {
  const asked = matrixOf(size, correlations);
  const factor = cholesky(asked, size);
  return factor === undefined ? { impossible: changes(asked, size) } : { factor };
}

function matrixOf(size: number, correlations: readonly RankCorrelation[]): Float64Array {
  const matrix = Float64Array.from({ length: size * size }, (_, place) => (place % (size + 1) === 0 ? 1 : 0));
  for (const { between, rank } of correlations) {
    const [one, other] = between;
    matrix[one * size + other] = plain(rank);
    matrix[other * size + one] = plain(rank);
  }
  return matrix;
}

function plain(rank: number): number {
  return 2 * kernel.sin((Math.PI * rank) / 6);
}

function rankOf(correlation: number): number {
  return (6 / Math.PI) * kernel.arcsin(correlation / 2);
}

/** The pairs that the nearest possible matrix has otherwise, drawn towards 0 until the rounded numbers are possible too. */
function changes(asked: Float64Array, size: number): ImpossiblePair[] {
  const nearest = nearestCorrelation(asked, size);
  for (let share = 1; share > 0; share -= 0.02) {
    const rounded: RankCorrelation[] = [];
    for (let one = 0; one < size; one++) {
      for (let other = one + 1; other < size; other++) {
        const rank = Math.round(100 * share * rankOf(nearest[one * size + other] ?? 0)) / 100;
        rounded.push({ between: [one, other], rank });
      }
    }
    if (cholesky(matrixOf(size, rounded), size) === undefined) continue;
    return rounded
      .map(({ between, rank }) => ({
        between,
        asked: rankOf(asked[between[0] * size + between[1]] ?? 0),
        nearest: rank,
      }))
      .filter(({ asked: before, nearest: after }) => Math.abs(before - after) > 0.005)
      .toSorted((a, b) => Math.abs(b.asked - b.nearest) - Math.abs(a.asked - a.nearest));
  }
  return [];
}
