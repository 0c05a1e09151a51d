import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { sharedPath, sharedReason } from '../../../../tests/shared.ts';
import { interpreter } from '../interpret/interpreter.ts';
import { wasmBackend } from '../wasm/backend.ts';
import { agrees, describeResult, foldName, listCases, runCase } from './conformance.ts';
import { featureGroup } from './conformance-groups.ts';
import { conformanceTable, judgeCase } from './conformance-table.ts';
import { readTruth } from './truth.ts';

const folder = sharedPath('conformance') ?? '';
const paths =
  folder === ''
    ? []
    : readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((path) => path.replaceAll('\\', '/'));
const cases = listCases(paths);
const read = (path: string): Uint8Array | undefined =>
  existsSync(join(folder, path)) ? readFileSync(join(folder, path)) : undefined;

describe.skipIf(folder === '')(`runCase (${sharedReason})`, async () => {
  const results = await Promise.all(
    cases.map(async (each) => {
      const ran = [interpreter, wasmBackend].map((backend) => runCase(each, { read, backend }));
      return judgeCase(each.model, { bytes: read(each.model) ?? new Uint8Array(), results: await Promise.all(ran) });
    }),
  );

  test('runCase gives no result that differs from what other tools computed', () => {
    const wrong = results.filter(({ result }) => result.kind === 'wrong');
    expect(wrong.map(({ model, result }) => `${model}: ${describeResult(result)}`)).toEqual([]);
  });

  test('runCase refuses with the place of what it refuses', () => {
    const vague = results.filter(({ result }) => result.kind === 'refused' && result.reason.place?.file === undefined);
    expect(vague.map(({ model }) => model)).toEqual([]);
  });

  test('runCase passes as many cases of each format as the bars ask for, with both back ends', () => {
    const { text, kept } = conformanceTable(results);
    expect(kept, text).toBe(true);
  });

  test('featureGroup has a row for every case', () => {
    expect(cases.filter(({ model }) => featureGroup(model) === 'other')).toEqual([]);
  });

  test('runCase meets every model file of the folder', () => {
    const models = paths.filter((path) => /\.(?:mdl|xmile|stmx)$/.test(path));
    expect(results.map(({ model }) => model)).toEqual(models.toSorted());
    expect(models.length).toBeGreaterThan(200);
  });
});

test('listCases finds the truth beside a model, and for XMILE also that of Stella', () => {
  const files = ['t/output.tab', 't/output_stella.csv', 't/a.mdl', 't/a.xmile', 't/b.csv', 't/b.stmx', 'u/output.csv'];
  expect(listCases(files)).toEqual([
    { model: 't/a.mdl', truths: ['t/output.tab'] },
    { model: 't/a.xmile', truths: ['t/output.tab', 't/output_stella.csv'] },
    { model: 't/b.stmx', truths: ['t/b.csv', 't/output.tab', 't/output_stella.csv'] },
  ]);
});

test('readTruth reads tabs and commas, quotes, blanks after a constant, and any line end', () => {
  const bytes = (text: string) => new TextEncoder().encode(text);
  expect(readTruth(bytes('Time\tx\tc\r0\t1\t2\r1\t3\t\r'))).toEqual({
    times: [0, 1],
    columns: [
      { name: 'x', values: [1, 3] },
      { name: 'c', values: [2, undefined] },
    ],
  });
  expect(readTruth(bytes('Months,"a[1, B]","""#"""\r\n0,1,2\r\n')).columns.map(({ name }) => name)).toEqual([
    'a[1, B]',
    '"#"',
  ]);
});

test('foldName folds case, blanks, underscores and quotes', () => {
  expect(foldName('"Level_1[da1, DB 1]"')).toBe(foldName('level 1[DA1,db_1]'));
});

test('agrees uses the tolerance of the material', () => {
  expect(agrees(1, 1.0001)).toBe(true);
  expect(agrees(1, 1.0003)).toBe(false);
  expect(agrees(Number.NaN, 1)).toBe(false);
});
