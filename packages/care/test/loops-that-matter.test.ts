import { compileModel, wasmBackend } from '@weir/engine';
import { loopsThatMatter } from '@weir/engine/analysis';
import { expect, test } from 'vitest';
import { generalModel } from '../src/index.ts';

test('generalModel has a share for each loop that it names, over all its years', async () => {
  const { program } = compileModel(generalModel.model);
  if (program === undefined) throw new Error('the general model cannot be computed');
  const { loops: named } = generalModel.model;
  const { partitions, times, diagnostics } = await loopsThatMatter(program, {
    backend: wasmBackend,
    named,
    every: 128,
  });
  expect(diagnostics).toEqual([]);
  expect([times.at(0), times.at(-1)]).toEqual([2010, 2032]);
  const loops = partitions.flatMap((each) => each.loops);
  const found = loops.filter(({ name }) => name !== undefined);
  expect(new Set(found.map(({ name }) => name))).toEqual(new Set(named.map(({ name }) => name)));
  expect(found).toHaveLength(named.length);
  for (const { polarity } of found) expect(['reinforcing', 'balancing']).toContain(polarity);
  for (const [at] of times.entries()) {
    for (const partition of partitions) {
      const whole = partition.loops.reduce((sum, { shares }) => sum + Math.abs(shares[at] ?? 0), 0);
      expect(whole).toBeLessThan(1 + 1e-9);
    }
  }
});
