import { expect, test } from 'vitest';
import { shareBand } from './share-band.ts';

test.each([
  [0, 10, 0, 0.2775],
  [5, 10, 0.2366, 0.7634],
  [8, 10, 0.4902, 0.9433],
  [10, 10, 0.7225, 1],
  [81, 263, 0.2553, 0.3662],
])('shareBand of %d in %d is the published score interval', (reached, count, low, high) => {
  const band = shareBand(reached, count);
  expect(band.value).toBe(reached / count);
  expect(band.low).toBeCloseTo(low, 4);
  expect(band.high).toBeCloseTo(high, 4);
});
