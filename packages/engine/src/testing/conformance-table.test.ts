import { expect, test } from 'vitest';
import type { CaseResult } from './conformance.ts';
import { featureGroup } from './conformance-groups.ts';
import { bars, conformanceTable, judgeCase } from './conformance-table.ts';

const passed: CaseResult = { kind: 'passed', truth: undefined, compared: 1 };
const refused = (code: string): CaseResult => ({
  kind: 'refused',
  reason: { code, severity: 'error', message: 'Cannot' },
});
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const judge = (model: string, results: readonly CaseResult[], text = '') =>
  judgeCase(model, { bytes: bytes(text), results });

test('judgeCase takes the worse of the back ends', () => {
  expect(judge('a.mdl', [passed, refused('x')]).result.kind).toBe('refused');
  expect(judge('a.mdl', [{ kind: 'wrong', reason: 'it differs' }, refused('x')]).result.kind).toBe('wrong');
  expect(judge('a.mdl', [passed, passed]).result.kind).toBe('passed');
});

test('judgeCase sets apart what is not well-formed XML, has ??? for an equation or lacks a file, and wants it refused', () => {
  expect(judge('a.xmile', [refused('not-well-formed-xml')]).apart).toBe('not well-formed XML');
  const unwritten = '<eqn> ??? </eqn>';
  expect(judge('a.stmx', [refused('missing-equation')], unwritten).apart).toBe('an equation is "???"');
  expect(judge('a.stmx', [passed], unwritten).result.kind).toBe('wrong');
  expect(judge('a.mdl', [passed], unwritten)).toEqual({ model: 'a.mdl', result: passed });
  expect(judge('a.mdl', [refused('missing-file')]).apart).toBe('a file that it reads is not part of the material');
});

test('featureGroup knows a case by its folder and not by its name', () => {
  expect(featureGroup('test-models/tests/delays/test_delays.mdl')).toBe('delays, smooths and samples');
  expect(featureGroup('stella-pairs/Conveyor.stmx')).toBe('Stella pairs');
  expect(featureGroup('test-models/tests/zzz/lookups.mdl')).toBe('other');
});

test('conformanceTable leaves what is apart out of the shares, and fails below a floor or where one is wrong', () => {
  const enough = bars.flatMap(({ name, floor }) =>
    Array.from({ length: floor }, (_, index) =>
      judge(name.startsWith('.') ? `tests/abs/${index}${name}` : `stella-pairs/${index}.stmx`, [passed]),
    ),
  );
  const apart = judge('tests/abs/a.xmile', [refused('not-well-formed-xml')]);
  const { text, kept } = conformanceTable([...enough, apart]);
  expect(kept).toBe(true);
  expect(text).toMatch(/^\.xmile +(\d+) +\1 +100\.0 % +95\.0 % +\d+$/m);
  expect(text).toMatch(/^arithmetic and functions .* 1$/m);
  expect(conformanceTable(enough.slice(1)).kept).toBe(false);
  expect(conformanceTable([...enough, judge('tests/abs/a.mdl', [{ kind: 'wrong', reason: 'it differs' }])]).kept).toBe(
    false,
  );
});
