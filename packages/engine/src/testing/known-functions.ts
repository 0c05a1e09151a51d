import type { Experiment } from '../analysis/experiment.ts';
import type { Distribution } from '../random/distribution.ts';

/** An experiment with a function in place of a model: one array of outputs a point. */
export function experimentWith(
  { inputs, outputs = ['y'] }: { inputs: readonly string[] | number; outputs?: readonly string[] },
  answer: (point: Float64Array) => readonly number[],
): Experiment & { readonly asked: number[] } {
  const names = typeof inputs === 'number' ? Array.from({ length: inputs }, (_, index) => `x${index + 1}`) : inputs;
  const asked: number[] = [];
  return {
    inputs: names,
    outputs,
    asked,
    run: (points, options = {}) => {
      options.signal?.throwIfAborted();
      const count = points.length / names.length;
      asked.push(count);
      const found = Array.from({ length: count }, (_, run) =>
        answer(points.subarray(run * names.length, (run + 1) * names.length)),
      );
      options.onProgress?.({ done: count, total: count });
      return Promise.resolve(Float64Array.from(found.flat()));
    },
  };
}

export const unitInterval: Distribution = { kind: 'uniform', low: 0, high: 1 };

/** The same distribution for every input. */
export function forEach(inputs: number, distribution: Distribution = unitInterval): readonly Distribution[] {
  return Array.from({ length: inputs }, () => distribution);
}

/** Ishigami and Homma 1990, with a = 7 and b = 0.1; inputs uniform from −π to π. */
export const ishigami = {
  experiment: () =>
    experimentWith({ inputs: 3 }, ([x1 = 0, x2 = 0, x3 = 0]) => [
      Math.sin(x1) + 7 * Math.sin(x2) ** 2 + 0.1 * x3 ** 4 * Math.sin(x1),
    ]),
  distributions: forEach(3, { kind: 'uniform', low: -Math.PI, high: Math.PI }),
  mean: 3.5,
  variance: 49 / 8 + (0.1 * Math.PI ** 4) / 5 + (0.01 * Math.PI ** 8) / 18 + 0.5,
  first: [0.3139, 0.4424, 0],
  total: [0.5576, 0.4424, 0.2437],
};

/** Sobol's g-function, product of (|4x − 2| + a) / (1 + a), with its indices in closed form (Saltelli et al. 2010). */
export function gFunction(a: readonly number[]) {
  const own = a.map((each) => 1 / (3 * (1 + each) ** 2));
  const variance = own.reduce((product, each) => product * (1 + each), 1) - 1;
  return {
    experiment: () =>
      experimentWith({ inputs: a.length }, (point) => [
        a.reduce((product, each, index) => (product * (Math.abs(4 * (point[index] ?? 0) - 2) + each)) / (1 + each), 1),
      ]),
    distributions: forEach(a.length),
    first: own.map((each) => each / variance),
    total: own.map((each) => (each * (variance + 1)) / (1 + each) / variance),
  };
}
