import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { sharedPath } from '../../../../../tests/shared.ts';
import { fuzz } from './fuzz.ts';
import { minimise } from './minimise.ts';
import type { Samples } from './target.ts';
import { targets } from './targets.ts';

/** Small files of the conformance material, where it is there. */
function samples(): Samples {
  const folder = sharedPath('conformance') ?? '';
  const paths = folder === '' ? [] : readdirSync(folder, { recursive: true, encoding: 'utf8' }).toSorted();
  const read = (pattern: RegExp): Uint8Array[] =>
    paths
      .filter((path) => pattern.test(path) && statSync(join(folder, path)).size < 8000)
      .map((path) => new Uint8Array(readFileSync(join(folder, path))));
  return {
    mdl: read(/\.mdl$/),
    xmile: read(/\.(?:xmile|stmx)$/),
    tables: read(/\.(?:xlsx?|csv|tab)$/),
  };
}

const files = samples();

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
