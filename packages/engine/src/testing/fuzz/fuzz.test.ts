import { expect, test } from 'vitest';
import { fuzzSamples } from '../../../../../scripts/lib/fuzz-samples.mjs';
import { fuzz } from './fuzz.ts';
import { minimise } from './minimise.ts';
import { targets } from './targets.ts';

const files = fuzzSamples();

function clock(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

// A small part of what `npm run fuzz` does.
test.each([...targets])(
  'the engine gives a result or a reason for any input that %s is made of',
  async (_name, target) => {
    const found = await fuzz(target, { seed: 1, from: 0, to: 1500, samples: files, milliseconds: 4000, clock });
    expect(found.map(({ index, fault, input }) => ({ index, fault, input: new TextDecoder().decode(input) }))).toEqual(
      [],
    );
  },
);

test('Target makes the same input for the same seed and number, and others for others', () => {
  for (const target of targets.values()) {
    const make = (seed: number, index: number): string =>
      new TextDecoder().decode(target.make({ seed, index, samples: files }));
    expect(make(3, 14)).toBe(make(3, 14));
    expect(new Set(Array.from({ length: 20 }, (_, index) => make(3, index))).size).toBeGreaterThan(10);
  }
});

test('minimise leaves out all that the fault does not need', async () => {
  const bytes = new TextEncoder().encode('a long text with a needle in it');
  const holds = (shorter: Uint8Array): boolean => new TextDecoder().decode(shorter).includes('needle');
  expect(new TextDecoder().decode(await minimise(bytes, holds, { tries: 500 }))).toBe('needle');
});
