import { decodeText } from '../model/decode-text.ts';
import type { CaseResult } from './conformance.ts';
import { featureGroup, featureGroups } from './conformance-groups.ts';

/** A case with what became of it and, where no engine could run the file, why it is counted apart. */
export interface JudgedCase {
  readonly model: string;
  readonly result: CaseResult;
  readonly apart?: Apart;
}

/** Files that are listed apart from the shares. They must be refused all the same; anything else is wrong. */
export type Apart = 'not well-formed XML' | 'an equation is "???"' | 'a file that it reads is not part of the material';

/**
 * A share of the material that has to pass. A file that is not well-formed XML, that holds `???` in place of an equation, or
 * that reads a file which the material does not have, counts towards no share: it is `apart`.
 */
export interface Bar {
  readonly name: string;
  readonly models: RegExp;
  /** The share to reach, from 0 to 1. */
  readonly share: number;
  /** So many passed when this was last raised; fewer is a step back and fails the command. */
  readonly floor: number;
}

/** What has to pass, and what does so far. Raise `floor` with every case that is won. */
export const bars: readonly Bar[] = [
  { name: '.mdl', models: /\.mdl$/i, share: 0.98, floor: 96 },
  { name: '.xmile', models: /\.xmile$/i, share: 0.95, floor: 40 },
  { name: '.stmx', models: /\.stmx$/i, share: 0.95, floor: 52 },
  { name: 'Stella pairs', models: /^stella-pairs\//, share: 1, floor: 21 },
];

/**
 * The results of one case on each back end as one: the worst of them. `bytes` is the model file; a file that is set apart and
 * was not refused is wrong.
 */
export function judgeCase(model: string, given: { bytes: Uint8Array; results: readonly CaseResult[] }): JudgedCase {
  const worst = (['wrong', 'refused', 'passed'] as const)
    .map((kind) => given.results.find((result) => result.kind === kind))
    .find((result) => result !== undefined) ?? { kind: 'wrong', reason: 'it was run on no back end' };
  const apart = apartFor({ model, bytes: given.bytes, result: worst });
  if (apart === undefined) return { model, result: worst };
  if (worst.kind !== 'passed') return { model, result: worst, apart };
  return { model, result: { kind: 'wrong', reason: `it ran although ${apart}` }, apart };
}

function apartFor({
  model,
  bytes,
  result,
}: {
  model: string;
  bytes: Uint8Array;
  result: CaseResult;
}): Apart | undefined {
  const code = result.kind === 'refused' ? result.reason.code : undefined;
  if (code === 'missing-file') return 'a file that it reads is not part of the material';
  if (/\.mdl$/i.test(model)) return undefined;
  if (code === 'not-well-formed-xml') return 'not well-formed XML';
  return /<eqn[^>]*>\s*\?\?\?\s*<\/eqn>/i.test(decodeText(bytes)) ? 'an equation is "???"' : undefined;
}

/** How far the material passes: a line for each feature group and each bar, and whether every bar is reached and floor kept. */
export function conformanceTable(cases: readonly JudgedCase[]): { readonly text: string; readonly kept: boolean } {
  const names = [...featureGroups.map(({ name }) => name), 'other'];
  const groups = names.map((name) =>
    groupLine(
      name,
      cases.filter(({ model }) => featureGroup(model) === name),
    ),
  );
  const standings = bars.map((bar) => ({ bar, ...standing(cases, bar) }));
  const text = [
    row('feature group', ['files', 'passed', 'refused', 'wrong', 'apart']),
    ...groups,
    groupLine('all', cases),
    '',
    row('bar', ['counted', 'passed', 'share', 'needed', 'floor']),
    ...standings.map(({ bar, counted, passed, reached }) =>
      row(bar.name, [
        counted,
        passed,
        percent(passed / counted),
        percent(bar.share),
        bar.floor,
        reached ? '' : 'below',
      ]),
    ),
    '',
    'counted: files that are well-formed XML (or Vensim models), hold no "???" for an equation and find the files that they read;',
    'the others are apart',
  ];
  const kept =
    standings.every(({ bar, passed, reached }) => reached && passed >= bar.floor) &&
    cases.every(({ result }) => result.kind !== 'wrong');
  return { text: text.join('\n'), kept };
}

function standing(
  cases: readonly JudgedCase[],
  { models, share }: Bar,
): { counted: number; passed: number; reached: boolean } {
  const counted = cases.filter(({ model, apart }) => models.test(model) && apart === undefined);
  const passed = counted.filter(({ result }) => result.kind === 'passed').length;
  return { counted: counted.length, passed, reached: passed >= share * counted.length - 1e-9 };
}

function groupLine(name: string, cases: readonly JudgedCase[]): string {
  const count = (kind: CaseResult['kind']): number =>
    cases.filter(({ result, apart }) => result.kind === kind && (kind === 'wrong' || apart === undefined)).length;
  const apart = cases.filter((each) => each.apart !== undefined && each.result.kind !== 'wrong').length;
  return row(name, [cases.length, count('passed'), count('refused'), count('wrong'), apart]);
}

function row(name: string, cells: readonly (number | string)[]): string {
  return `${name.padEnd(36)}${cells.map((cell) => String(cell).padStart(9)).join('')}`.trimEnd();
}

function percent(share: number): string {
  // Rounded down, so that a share below its bar never looks as if it were at it.
  return Number.isNaN(share) ? '-' : `${(Math.floor(1000 * share + 1e-9) / 10).toFixed(1)} %`;
}
