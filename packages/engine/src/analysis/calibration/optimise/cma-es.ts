import { kernel } from '../../../numeric/kernel.ts';
import { Draws } from '../../../random/draws.ts';
import { normalQuantile } from '../../../random/normal-quantile.ts';
import { at } from '../at.ts';
import { symmetricEigen, type Eigen } from '../../../numeric/symmetric-eigen.ts';
import { outOfRuns, type Search, type SearchResult, type SearchSettings } from './search.ts';

/** What the covariance matrix adaptation needs beside. */
export interface EvolutionSettings extends SearchSettings {
  readonly seed: number;
  /** Tells searches of one seed apart. */
  readonly stream: number;
  /** By default 4 + 3 ln n. */
  readonly population?: number;
}

const key = 0x434d4145;

/**
 * Evolution strategy with covariance matrix adaptation (CMA-ES): Hansen 2016, "The CMA evolution strategy: a tutorial", with its default
 * settings and positive weights alone. Draws a population about a mean, and moves mean, step length and covariance towards the better half. Knows ranks alone, so
 * that failed points and kinks do not matter; finds its way along narrow curved valleys, and past small local minima.
 */
export function* evolutionStrategy(settings: EvolutionSettings): Search {
  const { start, scale, mostEvaluations, tolerance, seed, stream } = settings;
  const size = start.length;
  const count = settings.population ?? 4 + Math.floor(3 * kernel.ln(size));
  const c = constants(size, count);
  const mean = start.slice();
  const [path, stepPath] = [new Float64Array(size), new Float64Array(size)];
  const covariance = identity(size);
  let eigen: Eigen = symmetricEigen(covariance, size);
  let step = scale;
  let best: { point: Float64Array; value: number } = { point: start.slice(), value: Number.POSITIVE_INFINITY };
  const bests: number[] = [];
  const remembered = 10 + Math.ceil((30 * size) / count);
  let evaluations = 0;
  const end = (stopped: string, converged: boolean): SearchResult => ({ ...best, evaluations, converged, stopped });
  for (let generation = 1; ; generation++) {
    const roots = eigen.values.map((value) => Math.sqrt(Math.max(value, 0)));
    const points = new Float64Array(count * size);
    for (let k = 0; k < count; k++) {
      const draws = new Draws({ key: [seed, key], member: k, stream, step: generation });
      const normals = Float64Array.from(roots, (root) => root * normalQuantile(draws.next()));
      for (let i = 0; i < size; i++) points[k * size + i] = at(mean, i) + step * turned(eigen, normals, i);
    }
    const values = yield points;
    evaluations += count;
    const order = Array.from({ length: count }, (_, k) => k).toSorted((a, b) => at(values, a) - at(values, b) || a - b);
    const first = order[0] ?? 0;
    if (at(values, first) < best.value)
      best = { point: points.slice(first * size, (first + 1) * size), value: at(values, first) };
    const shift = new Float64Array(size);
    c.weights.forEach((weight, rank) => {
      const k = order[rank] ?? 0;
      for (let i = 0; i < size; i++)
        shift[i] = at(shift, i) + (weight * (at(points, k * size + i) - at(mean, i))) / step;
    });
    const steps = order
      .slice(0, c.weights.length)
      .map((k) => Float64Array.from({ length: size }, (_, i) => (at(points, k * size + i) - at(mean, i)) / step));
    for (let i = 0; i < size; i++) mean[i] = at(mean, i) + step * at(shift, i);
    const whitened = whiten(eigen, roots, shift);
    const pathGain = Math.sqrt(c.stepRate * (2 - c.stepRate) * c.effective);
    for (let i = 0; i < size; i++) stepPath[i] = (1 - c.stepRate) * at(stepPath, i) + pathGain * at(whitened, i);
    const length = Math.sqrt(stepPath.reduce((sum, each) => sum + each * each, 0));
    const expected = Math.sqrt(1 - kernel.power(1 - c.stepRate, 2 * generation)) * c.normalLength;
    const slow = length / expected < 1.4 + 2 / (size + 1) ? 1 : 0;
    const gain = slow * Math.sqrt(c.pathRate * (2 - c.pathRate) * c.effective);
    for (let i = 0; i < size; i++) path[i] = (1 - c.pathRate) * at(path, i) + gain * at(shift, i);
    adapt(covariance, {
      path,
      steps,
      c,
      kept: 1 - c.one - c.many + (1 - slow) * c.one * c.pathRate * (2 - c.pathRate),
    });
    step *= kernel.exp((c.stepRate / c.damping) * (length / c.normalLength - 1));
    eigen = symmetricEigen(covariance, size);
    bests.push(at(values, first));
    const recent = bests.slice(-remembered);
    const middle = at(values, order[Math.floor(count / 2)] ?? 0);
    const flat = Math.max(...recent, middle) - Math.min(...recent) < tolerance;
    if (flat && recent.length === remembered) return end('values no longer differ', true);
    const widest = step * Math.sqrt(at(eigen.values, 0));
    if (widest < 1e-9 * scale) return end('points no longer differ', Number.isFinite(best.value));
    if (!(at(eigen.values, 0) < 1e14 * at(eigen.values, size - 1)))
      return end('the valley is too narrow for its length to be told', false);
    if (!Number.isFinite(step) || step > 1e6 * scale)
      return end('it went away without end: values fall in some direction for ever', false);
    if (evaluations + count > mostEvaluations) return end(outOfRuns, false);
  }
}

/**
 * CMA-ES started again and again with twice the population (IPOP: Auger and Hansen 2005), each time from the next start, until its evaluations are spent or the starts are: a greater
 * population sees past local minima that a small one stops in.
 */
export function* restartedEvolution(
  settings: Omit<EvolutionSettings, 'start'> & { readonly starts: readonly Float64Array[] },
): Search {
  const { starts, mostEvaluations, ...rest } = settings;
  let best: SearchResult | undefined;
  let evaluations = 0;
  for (const [restart, start] of starts.entries()) {
    const base = settings.population ?? 4 + Math.floor(3 * kernel.ln(start.length));
    const population = base * 2 ** restart;
    if (best !== undefined && mostEvaluations - evaluations < 20 * population) break;
    const found = yield* evolutionStrategy({
      ...rest,
      start,
      population,
      mostEvaluations: mostEvaluations - evaluations,
      stream: settings.stream + restart,
    });
    evaluations += found.evaluations;
    if (best === undefined || found.value < best.value) best = found;
  }
  if (best === undefined) throw new RangeError('Cannot search without a start');
  return { ...best, evaluations };
}

/** Hansen 2016, table 1. */
function constants(size: number, count: number) {
  const raw = Array.from(
    { length: Math.floor(count / 2) },
    (_, rank) => kernel.ln((count + 1) / 2) - kernel.ln(rank + 1),
  );
  const total = raw.reduce((sum, each) => sum + each, 0);
  const weights = raw.map((each) => each / total);
  const effective = 1 / weights.reduce((sum, each) => sum + each * each, 0);
  const stepRate = (effective + 2) / (size + effective + 5);
  const one = 2 / ((size + 1.3) ** 2 + effective);
  return {
    weights,
    effective,
    stepRate,
    damping: 1 + 2 * Math.max(0, Math.sqrt((effective - 1) / (size + 1)) - 1) + stepRate,
    pathRate: (4 + effective / size) / (size + 4 + (2 * effective) / size),
    one,
    many: Math.min(1 - one, (2 * (effective - 2 + 1 / effective)) / ((size + 2) ** 2 + effective)),
    normalLength: Math.sqrt(size) * (1 - 1 / (4 * size) + 1 / (21 * size * size)),
  };
}

function adapt(
  covariance: Float64Array,
  {
    path,
    steps,
    c,
    kept,
  }: {
    path: Float64Array;
    steps: readonly Float64Array[];
    c: ReturnType<typeof constants>;
    kept: number;
  },
): void {
  const size = path.length;
  for (let row = 0; row < size; row++) {
    for (let column = 0; column <= row; column++) {
      let many = 0;
      steps.forEach((each, rank) => (many += at(c.weights, rank) * at(each, row) * at(each, column)));
      const value =
        kept * at(covariance, row * size + column) + c.one * at(path, row) * at(path, column) + c.many * many;
      covariance[row * size + column] = value;
      covariance[column * size + row] = value;
    }
  }
}

/** Element `i` of the vector with these coordinates along the eigenvectors. */
function turned({ vectors }: Eigen, coordinates: Float64Array, i: number): number {
  const size = coordinates.length;
  let sum = 0;
  for (let k = 0; k < size; k++) sum += at(coordinates, k) * at(vectors, k * size + i);
  return sum;
}

/** C^(-1/2) times a vector. */
function whiten(eigen: Eigen, roots: Float64Array, vector: Float64Array): Float64Array {
  const size = vector.length;
  const coordinates = Float64Array.from({ length: size }, (_, k) => {
    let sum = 0;
    for (let i = 0; i < size; i++) sum += at(eigen.vectors, k * size + i) * at(vector, i);
    return at(roots, k) > 0 ? sum / at(roots, k) : 0;
  });
  return Float64Array.from({ length: size }, (_, i) => turned(eigen, coordinates, i));
}

function identity(size: number): Float64Array {
  return Float64Array.from({ length: size * size }, (_, place) => (place % (size + 1) === 0 ? 1 : 0));
}
