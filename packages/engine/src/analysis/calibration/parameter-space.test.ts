import { describe, expect, test } from 'vitest';
import type { Distribution } from '../../random/distribution.ts';
import { farthest, parameterSpace } from './parameter-space.ts';

const priors: readonly Distribution[] = [
  { kind: 'uniform', low: 2, high: 5 },
  { kind: 'logUniform', low: 0.001, high: 10 },
  { kind: 'triangular', low: 0, mode: 1, high: 5 },
  { kind: 'normal', mean: 3, deviation: 2, low: 0 },
  { kind: 'logNormal', median: 0.2, deviation: 0.5 },
  { kind: 'beta', alpha: 2, beta: 5 },
  { kind: 'gamma', shape: 3, scale: 0.5 },
  { kind: 'pert', low: 0, mode: 1, high: 4 },
];
const space = parameterSpace(priors.map((prior, index) => ({ name: `p${index}`, prior })));

describe('parameterSpace', () => {
  test('takes the middle of every prior for a score of 0, and comes back', () => {
    const middle = space.valuesOf(new Float64Array(8));
    expect(middle[0]).toBeCloseTo(3.5, 14);
    expect(middle[1]).toBeCloseTo(0.1, 14);
    expect(middle[4]).toBeCloseTo(0.2, 14);
    const scores = Float64Array.of(-1.3, 0.4, 2.2, -0.5, 3.1, 1.2, -2, 0.3);
    space.scoresOf(space.valuesOf(scores)).forEach((each, place) => expect(each).toBeCloseTo(scores[place] ?? 0, 7));
  });

  test('stays within the range of every prior however far the scores go', () => {
    const high = space.valuesOf(new Float64Array(8).fill(1e6));
    expect(high[0]).toBeLessThanOrEqual(5);
    expect(high).toEqual(space.valuesOf(new Float64Array(8).fill(farthest)));
  });

  test('has densities that differ by the Jacobian of the map between them', () => {
    const scores = Float64Array.of(-0.7, 0.4, 1.1, -0.5, 0.9, 0.6, -1.4, 0.2);
    const step = 1e-5;
    let logJacobian = 0;
    for (let place = 0; place < 8; place++) {
      const moved = (by: number): number =>
        space.valuesOf(scores.map((each, other) => (other === place ? each + by : each)))[place] ?? 0;
      logJacobian += Math.log((moved(step) - moved(-step)) / (2 * step));
    }
    expect(space.logPriorOfScores(scores)).toBeCloseTo(space.logPriorOfValues(scores) + logJacobian, 6);
  });

  test('with correlation is the density of a joint normal distribution where the priors are normal', () => {
    const normal: Distribution = { kind: 'normal', mean: 0, deviation: 1 };
    const joint = parameterSpace(
      [
        { name: 'a', prior: normal },
        { name: 'b', prior: normal },
      ],
      {
        correlation: Float64Array.of(1, 0.8, 0.8, 1),
      },
    );
    const [x, y] = [0.5, -0.3];
    const wanted = -(x * x - 1.6 * x * y + y * y) / (2 * 0.36) - Math.log(2 * Math.PI) - 0.5 * Math.log(0.36);
    expect(joint.logPriorOfScores(Float64Array.of(x, y))).toBeCloseTo(wanted, 12);
    expect(joint.logPriorOfValues(Float64Array.of(x, y))).toBeCloseTo(wanted, 12);
    expect([...joint.priorScores(Float64Array.of(1, 1))]).toEqual([1, 0.8 + Math.sqrt(1 - 0.8 * 0.8)]);
  });

  test('refuses a correlation that none can have', () => {
    const correlation = Float64Array.of(1, 1.2, 1.2, 1);
    expect(() =>
      parameterSpace(
        [
          { name: 'a', prior: { kind: 'uniform', low: 0, high: 1 } },
          { name: 'b', prior: { kind: 'uniform', low: 0, high: 1 } },
        ],
        { correlation },
      ),
    ).toThrow('positive definite');
  });
});
