import { describe, expect, test } from 'vitest';
import { evolutionStrategy, restartedEvolution } from './cma-es.ts';
import { lowestOf, minimise } from './minimise.ts';
import { nelderMead } from './nelder-mead.ts';
import { powell } from './powell.ts';
import type { Search, SearchResult, SearchSettings } from './search.ts';

type Known = (x: Float64Array) => number;

const part = (x: Float64Array, i: number): number => x[i] ?? Number.NaN;
const sum = (x: Float64Array, term: (each: number, i: number) => number): number =>
  x.reduce((total, each, i) => total + term(each, i), 0);

/** Turned by a reflection that mixes all coordinates, so that no axis is an axis of the function. */
const reflected = (x: Float64Array): Float64Array => {
  const along = sum(x, (each, i) => each * Math.sin(i + 1));
  const square = sum(x, (_, i) => Math.sin(i + 1) ** 2);
  return x.map((each, i) => each - (2 * along * Math.sin(i + 1)) / square);
};

const sphere: Known = (x) => sum(x, (each) => (each - 1) ** 2);
const ellipsoid: Known = (x) => sum(x, (each, i) => 1e4 ** (i / Math.max(1, x.length - 1)) * each * each);
const rotated: Known = (x) => ellipsoid(reflected(x));
const rosenbrock: Known = (x) =>
  sum(x.subarray(1), (each, i) => 100 * (each - part(x, i) ** 2) ** 2 + (1 - part(x, i)) ** 2);
const rastrigin: Known = (x) => sum(x, (each) => each * each - 10 * Math.cos(2 * Math.PI * each) + 10);

const settings = (dimension: number, more: Partial<SearchSettings> = {}): SearchSettings => ({
  start: Float64Array.from({ length: dimension }, (_, i) => (i % 2 === 0 ? -1.2 : 1.5)),
  scale: 1,
  mostEvaluations: 60_000,
  tolerance: 1e-10,
  ...more,
});

async function lowest(search: Search, known: Known, dimension: number): Promise<SearchResult> {
  const objective = async (points: Float64Array): Promise<Float64Array> =>
    Float64Array.from({ length: points.length / dimension }, (_, k) =>
      known(points.subarray(k * dimension, (k + 1) * dimension)),
    );
  return lowestOf(await minimise([search], objective, { dimension, expected: 1 }));
}

const methods: Record<string, (settings: SearchSettings) => Search> = {
  'CMA-ES': (each) => evolutionStrategy({ ...each, seed: 1, stream: 0 }),
  'Nelder–Mead': nelderMead,
  Powell: powell,
};

describe.each(Object.entries(methods))('%s', (_, method) => {
  test.each<[string, Known, number]>([
    ['sphere', sphere, 2],
    ['sphere', sphere, 10],
    ['ellipsoid', ellipsoid, 6],
    ['rotated ellipsoid', rotated, 6],
    ['Rosenbrock', rosenbrock, 2],
    ['Rosenbrock', rosenbrock, 5],
    ['sphere', sphere, 1],
  ])('finds the minimum of the %s function in %3$i dimensions', async (_name, known, dimension) => {
    const found = await lowest(method(settings(dimension)), known, dimension);
    expect(found.value).toBeLessThan(1e-6);
    expect(found.converged).toBe(true);
  });

  test('goes round where the function fails', async () => {
    const failing: Known = (x) => (part(x, 0) < -1.3 || part(x, 1) > 1.6 ? Number.NaN : sphere(x));
    expect((await lowest(method(settings(3)), failing, 3)).value).toBeLessThan(1e-6);
  });

  test('stops when its evaluations are spent, and says so', async () => {
    const found = await lowest(method(settings(5, { mostEvaluations: 100 })), rosenbrock, 5);
    expect(found.converged).toBe(false);
    expect(found.stopped).toContain('evaluations');
    expect(found.evaluations).toBeLessThan(200);
  });

  test('gives the same to the bit again', async () => {
    const [one, other] = await Promise.all([1, 2].map(() => lowest(method(settings(4)), rosenbrock, 4)));
    expect(one).toEqual(other);
  });
});

describe('CMA-ES', () => {
  test('finds the minimum of the Rosenbrock function in 10 dimensions', async () => {
    const found = await lowest(evolutionStrategy({ ...settings(10), seed: 3, stream: 0 }), rosenbrock, 10);
    expect(found.value).toBeLessThan(1e-6);
  });

  test('with a growing population finds the lowest of the many minima of the Rastrigin function', async () => {
    const starts = Array.from({ length: 8 }, () => Float64Array.of(2.2, -3.1, 4.2, 3.3));
    const { start: _, ...rest } = settings(4);
    const found = await lowest(restartedEvolution({ ...rest, scale: 2, starts, seed: 1, stream: 0 }), rastrigin, 4);
    expect(found.value).toBeLessThan(1e-6);
  });

  test('does not end at the first minimum that it falls into when it starts in a narrow one', async () => {
    const found = await lowest(
      evolutionStrategy({ ...settings(2), start: Float64Array.of(2, 2), scale: 0.05, seed: 1, stream: 0 }),
      rastrigin,
      2,
    );
    expect(found.value).toBeGreaterThan(1);
  });
});

test('minimise joins what several searches ask for, and gives each its own', async () => {
  const sizes: number[] = [];
  const objective = async (points: Float64Array): Promise<Float64Array> => {
    sizes.push(points.length / 2);
    return Float64Array.from({ length: points.length / 2 }, (_, k) => sphere(points.subarray(k * 2, k * 2 + 2)));
  };
  const alone = await lowest(nelderMead(settings(2)), sphere, 2);
  const found = await minimise([nelderMead(settings(2)), powell(settings(2))], objective, {
    dimension: 2,
    expected: 1,
  });
  expect(sizes[0]).toBe(4);
  expect(found[0]).toEqual(alone);
});

test('minimise stops when it is told to, having told of the best so far', async () => {
  const control = new AbortController();
  let best = Number.POSITIVE_INFINITY;
  const objective = async (points: Float64Array): Promise<Float64Array> =>
    Float64Array.from({ length: points.length / 2 }, (_, k) => sphere(points.subarray(k * 2, k * 2 + 2)));
  const work = minimise([nelderMead(settings(2))], objective, {
    dimension: 2,
    expected: 100,
    signal: control.signal,
    onBest: ({ value }) => (best = value),
    onProgress: ({ done }) => {
      if (done > 20) control.abort();
    },
  });
  await expect(work).rejects.toThrow('abort');
  expect(best).toBeLessThan(2);
});
