import { compileModel } from '@weir/engine';
import { expect, test } from 'vitest';
import { generalModel } from '../src/index.ts';

const workingDays = 253;

/** Share of assessments complete by a time: a wait of mean 1 / a, then two steps of mean 1 / b, each leaving at a constant rate. */
function completeBy(time: number, { a, b }: { readonly a: number; readonly b: number }): number {
  const apart = b - a;
  const waited = (1 - Math.exp(-a * time)) / a;
  const stepped = (1 - Math.exp(-b * time)) / b;
  const steppedTwice = (1 - (1 + b * time) * Math.exp(-b * time)) / b ** 2;
  return a * b ** 2 * ((waited - stepped) / apart ** 2 - steppedTwice / apart);
}

test('generalModel lets assessments last about as long as published: quartiles of 17, 32 and 43 working days', () => {
  const { program } = compileModel(generalModel.model);
  const constant = (name: string): number =>
    program?.parameters.find((each) => each.name === name)?.value ?? Number.NaN;
  const rates = { a: 1 / constant('referral waiting time'), b: 1 / constant('assessment step time') };
  const quantile = (share: number): number => {
    let [low, high] = [0, 2];
    for (let halving = 0; halving < 60; halving++) {
      const middle = (low + high) / 2;
      if (completeBy(middle, rates) < share) low = middle;
      else high = middle;
    }
    return low * workingDays;
  };
  const published = [17, 32, 43];
  const quartiles = [0.25, 0.5, 0.75].map(quantile);
  // One step of the same mean would give 9, 23 and 46: eight days and nine from the first two.
  for (const [index, days] of quartiles.entries()) expect(Math.abs(days - (published[index] ?? 0))).toBeLessThan(3.5);
});
