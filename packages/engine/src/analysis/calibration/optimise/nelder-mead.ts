import { at } from '../at.ts';
import { outOfRuns, type Search, type SearchResult, type SearchSettings } from './search.ts';

interface Corner {
  readonly point: Float64Array;
  readonly value: number;
}

/** Starts again from what it found, as a simplex that has gone flat stops short of the minimum (Gill, Murray and Wright 1981, section 4.2.2). */
const mostRounds = 6;

/**
 * The simplex method of Nelder and Mead 1965, with the coefficients of Gao and Han 2012 ("Implementing the Nelder–Mead simplex algorithm with adaptive
 * parameters"), which keep it from stalling in many dimensions. Needs no derivatives and few evaluations in up to some ten dimensions; one after another, so that more than one
 * thread helps only where several are started together. When a simplex has shrunk to a point it begins anew there, until that gains nothing.
 */
export function* nelderMead(settings: SearchSettings): Search {
  const { mostEvaluations, tolerance } = settings;
  let evaluations = 0;
  let from = settings.start;
  let before = Number.POSITIVE_INFINITY;
  for (let round = 0; ; round++) {
    const scale = settings.scale / 2 ** round;
    const found = yield* oneSimplex({
      ...settings,
      start: from,
      scale,
      mostEvaluations: mostEvaluations - evaluations,
    });
    evaluations += found.evaluations;
    const settled = before - found.value < tolerance || round + 1 === mostRounds;
    if (!found.converged || settled) return { ...found, evaluations };
    before = found.value;
    from = found.point;
  }
}

function* oneSimplex({ start, scale, mostEvaluations, tolerance }: SearchSettings): Search {
  const size = start.length;
  const expansion = size === 1 ? 2 : 1 + 2 / size;
  const contraction = size === 1 ? 0.5 : 0.75 - 1 / (2 * size);
  const shrinkage = size === 1 ? 0.5 : 1 - 1 / size;
  let evaluations = 0;
  const tried = function* (points: readonly Float64Array[]): Generator<Float64Array, Corner[], Float64Array> {
    const batch = new Float64Array(points.length * size);
    points.forEach((point, index) => batch.set(point, index * size));
    const values = yield batch;
    evaluations += points.length;
    return points.map((point, index) => ({ point, value: at(values, index) }));
  };
  const one = function* (point: Float64Array): Generator<Float64Array, Corner, Float64Array> {
    const [corner = { point, value: Number.POSITIVE_INFINITY }] = yield* tried([point]);
    return corner;
  };
  let corners = yield* tried(
    Array.from({ length: size + 1 }, (_, index) => start.map((each, i) => (i === index - 1 ? each + scale : each))),
  );
  for (;;) {
    corners = corners.toSorted((a, b) => a.value - b.value);
    const [best, worst, next] = [corners[0], corners[size], corners[size - 1]];
    if (best === undefined || worst === undefined || next === undefined)
      throw new RangeError('Cannot search in no dimension');
    const end = (stopped: string, converged: boolean): SearchResult => ({ ...best, evaluations, converged, stopped });
    const diameter = corners.reduce(
      (most, { point }) =>
        point.reduce((greater, each, i) => Math.max(greater, Math.abs(each - at(best.point, i))), most),
      0,
    );
    if (worst.value - best.value < tolerance && diameter < 1e-3 * scale)
      return end('the simplex has shrunk to a point', true);
    if (diameter < 1e-10 * scale) return end('the simplex has shrunk to a point', Number.isFinite(best.value));
    if (evaluations >= mostEvaluations) return end(outOfRuns, false);
    const centre = new Float64Array(size);
    for (const { point } of corners.slice(0, size))
      point.forEach((each, i) => (centre[i] = at(centre, i) + each / size));
    const along = (by: number): Float64Array => centre.map((each, i) => each + by * (each - at(worst.point, i)));
    const reflected = yield* one(along(1));
    if (reflected.value < best.value) {
      const expanded = yield* one(along(expansion));
      corners[size] = expanded.value < reflected.value ? expanded : reflected;
    } else if (reflected.value < next.value) {
      corners[size] = reflected;
    } else {
      const outside = reflected.value < worst.value;
      const contracted = yield* one(along(outside ? contraction : -contraction));
      if (outside ? contracted.value <= reflected.value : contracted.value < worst.value) corners[size] = contracted;
      else
        corners = [
          best,
          ...(yield* tried(
            corners
              .slice(1)
              .map(({ point }) => point.map((each, i) => at(best.point, i) + shrinkage * (each - at(best.point, i)))),
          )),
        ];
    }
  }
}
