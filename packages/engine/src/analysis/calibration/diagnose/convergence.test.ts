import { describe, expect, test } from 'vitest';
import type { Posterior } from '../posterior.ts';
import { convergenceOf, effectiveSize } from './convergence.ts';
import { rankNormalised } from './rank-normalise.ts';
import { samplingWarnings } from './settled.ts';

/** First-order autoregressive chains of near-normal numbers from a plain congruential generator, as the reference was computed with. */
function chainsOf([length, count, kept, apart]: readonly [number, number, number, number]): Float64Array[] {
  let state = 12345;
  return Array.from({ length: count }, (_, chain) => {
    let value = 0;
    return Float64Array.from({ length }, () => {
      let sum = 0;
      for (let k = 0; k < 4; k++) {
        state = (Math.imul(state, 1103515245) + 12345) & 0x7fffffff;
        sum += state / 2147483648;
      }
      value = kept * value + (sum - 2) * Math.sqrt(3);
      return value + apart * chain;
    });
  });
}

describe('convergenceOf', () => {
  // rhat, ess (bulk, tail) and mcse of the mean as ArviZ 0.23.4 gives them for the same chains.
  test.each([
    [
      [100, 4, 0.5, 0],
      [1.0108752881836995, 165.76174433013077, 278.7249231590652, 0.08499416419640293],
    ],
    [
      [101, 4, 0.9, 0.3],
      [1.2164473933011009, 15.739438309437958, 61.633171052590754, 0.5115618334820182],
    ],
    [
      [50, 2, -0.4, 0],
      [0.9934369635009483, 200.0, 110.44794486832399, 0.07938301275390265],
    ],
    [
      [200, 8, 0.3, 0.5],
      [1.5173104827840331, 15.202561989460165, 84.75815452349256, 0.3953592558351041],
    ],
  ] as const)(
    'gives R-hat, sizes and errors of chains %o as a published implementation does',
    (how, [rHat, bulk, tail, error]) => {
      const found = convergenceOf(chainsOf(how));
      expect(found.rHat).toBeCloseTo(rHat, 9);
      expect(found.bulkSize / bulk).toBeCloseTo(1, 9);
      expect(found.tailSize / tail).toBeCloseTo(1, 9);
      expect(found.meanError / error).toBeCloseTo(1, 9);
    },
  );

  test('gives NaN where nothing varies', () => {
    expect(convergenceOf([new Float64Array(20), new Float64Array(20)]).rHat).toBeNaN();
  });
});

test('effectiveSize of an autoregression is near (1 - φ) / (1 + φ) of its length', () => {
  for (const kept of [0, 0.5, 0.8])
    expect(effectiveSize(chainsOf([5000, 4, kept, 0])) / (20_000 * ((1 - kept) / (1 + kept)))).toBeCloseTo(1, 0.7);
});

test('rankNormalised shares ranks among ties', () => {
  const [one = new Float64Array(0), other] = rankNormalised([Float64Array.of(1, 2), Float64Array.of(2, 3)]);
  expect(one[1]).toBe(other?.[0]);
  expect(one[1]).toBeCloseTo(0, 14);
  expect(one[0]).toBeLessThan(0);
});

test('samplingWarnings says which chains disagree, and that too little was drawn', () => {
  const chains = chainsOf([200, 4, 0.3, 2]);
  const draws = Float64Array.from({ length: 800 }, (_, place) => chains[place % 4]?.[Math.floor(place / 4)] ?? 0);
  const posterior = {
    parameters: [{ name: 'rate of return', prior: { kind: 'uniform', low: 0, high: 1 } }],
    draws,
    state: { settings: { seed: 1, chains: 4, warmUp: 10, draws: 200, thin: 1 }, updates: 210 },
  } as unknown as Posterior;
  const words = samplingWarnings(posterior).join('\n');
  expect(words).toContain('has not settled: the chains disagree on "rate of return" (R-hat ');
  expect(words).toContain('The sample is small');
  const stopped = { ...posterior, state: { ...posterior.state, updates: 100 } };
  expect(samplingWarnings(stopped)[0]).toBe('The sampling was stopped after 100 of 210 moves: resume it for the rest');
});
