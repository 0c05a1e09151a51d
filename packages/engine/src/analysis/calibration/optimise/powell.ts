import { at } from '../at.ts';
import { lineSearch } from './line-search.ts';
import { outOfRuns, type Search, type SearchResult, type SearchSettings } from './search.ts';

const mostRounds = 200;

/**
 * The method of conjugate directions of Powell 1964, with the rule of Acton (1970; Press and others 2007, section 10.7) for when the direction of a round takes the place of
 * that along which values fell most: without it directions become alike. Each line is searched by Brent's method. Fast where the function is smooth; one evaluation after another.
 */
export function* powell({ start, scale, mostEvaluations, tolerance }: SearchSettings): Search {
  const size = start.length;
  let evaluations = 0;
  const counted = function* <Result>(
    inner: Generator<Float64Array, Result, Float64Array>,
  ): Generator<Float64Array, Result, Float64Array> {
    let step = inner.next();
    while (step.done !== true) {
      evaluations += step.value.length / size;
      step = inner.next(yield step.value);
    }
    return step.value;
  };
  const directions = Array.from({ length: size }, (_, index) => unit(size, index));
  let point: Float64Array = start;
  let value = at(yield point, 0);
  evaluations++;
  const end = (stopped: string, converged: boolean): SearchResult => ({
    point,
    value,
    evaluations,
    converged,
    stopped,
  });
  for (let round = 0; round < mostRounds; round++) {
    const from: Float64Array = point;
    const fromValue = value;
    const first = Math.max(scale / 2 ** round, 0.01 * scale);
    let [most, mostAlong] = [0, 0];
    for (const [index, direction] of directions.entries()) {
      const before = value;
      const found = yield* counted(lineSearch(point, { direction, value, first, tolerance: 1e-5 * scale }));
      if (found.value < value) {
        point = moved(point, direction, found.at);
        value = found.value;
      }
      if (before - value > most) [most, mostAlong] = [before - value, index];
      if (evaluations >= mostEvaluations) return end(outOfRuns, false);
    }
    if (fromValue - value < tolerance)
      return end('a round along every direction gained nothing', Number.isFinite(value));
    const way = point.map((each, i) => each - at(from, i));
    const values = yield moved(point, way, 1);
    evaluations++;
    const beyond = at(values, 0);
    if (beyond >= fromValue) continue;
    const bend = 2 * (fromValue - 2 * value + beyond) * (fromValue - value - most) ** 2;
    if (bend >= most * (fromValue - beyond) ** 2) continue;
    const found = yield* counted(lineSearch(point, { direction: way, value, first: 0.5, tolerance: 1e-5 }));
    if (found.value < value) {
      point = moved(point, way, found.at);
      value = found.value;
    }
    const length = Math.sqrt(way.reduce((sum, each) => sum + each * each, 0));
    directions[mostAlong] = directions[size - 1] ?? way;
    directions[size - 1] = way.map((each) => each / length);
  }
  return end('it had used the rounds that it has', false);
}

function moved(point: Float64Array, direction: Float64Array, by: number): Float64Array {
  return Float64Array.from(point, (each, i) => each + by * at(direction, i));
}

function unit(size: number, index: number): Float64Array {
  return Float64Array.from({ length: size }, (_, i) => (i === index ? 1 : 0));
}
