import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { sharedPath, sharedReason } from '../../../../tests/shared.ts';
import { interpreter } from '../interpret/interpreter.ts';
import { describeResult, listCases, runCase } from './conformance.ts';

const root = sharedPath('conformance');

test.skipIf(root === undefined)(`x (${sharedReason})`, () => {
  const paths = readdirSync(root ?? '', { recursive: true, encoding: 'utf8' })
    .map((p) => p.replaceAll('\\', '/'))
    .filter((p) => /\.\w+$/.test(p));
  const counts: Record<string, number> = {};
  const lines: string[] = [];
  for (const each of listCases(paths)) {
    const result = runCase(each, { read: (path) => readFileSync(join(root ?? '', path)), backend: interpreter });
    counts[result.kind] = (counts[result.kind] ?? 0) + 1;
    if (result.kind !== 'passed') lines.push(`${result.kind} ${each.model} ${describeResult(result)}`);
  }
  console.log(lines.toSorted().join('\n'), JSON.stringify(counts));
  expect(counts['passed']).toBeGreaterThan(40);
});
