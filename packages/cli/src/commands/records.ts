import {
  careCounts,
  careHistory,
  careTables,
  checkEpisodes,
  readSsda903,
  type CareHistory,
  type Finding,
  type PublishedTable,
  type Ssda903,
} from '@weir/records';
import { toCsv } from '../csv.ts';
import { exitCodes } from '../failure.ts';
import { recordFiles } from '../records/record-files.ts';
import type { Terminal } from '../terminal.ts';
import { textTable } from '../text-table.ts';

/** The options of `weir records check`. */
export interface RecordsCheckOptions {
  readonly rows?: boolean;
  readonly format: 'table' | 'json';
}

/** The options of `weir records count`. */
export interface RecordsCountOptions {
  readonly format: 'table' | 'csv' | 'json';
}

/**
 * Prints what the files of returns are, and what is wrong with them in words.
 *
 * @returns the exit code: 1 where a file could not be read
 */
export async function recordsCheck(
  terminal: Terminal,
  paths: readonly string[],
  options: RecordsCheckOptions,
): Promise<number> {
  const { returns, findings } = await opened(paths);
  if (options.format === 'json') {
    const { files, faults } = returns;
    const places = (finding: Finding): object => (options.rows === true ? { places: finding.places } : {});
    const told = findings.map((finding) => ({ ...finding.rule, count: finding.count, ...places(finding) }));
    terminal.out(`${JSON.stringify({ files, faults, findings: told }, undefined, 2)}\n`);
  } else terminal.out(checkText(returns, { findings, rows: options.rows === true }));
  return returns.faults.length > 0 ? exitCodes.input : exitCodes.done;
}

/**
 * Prints the counts of returns by statistical year, small ones hidden.
 *
 * @returns the exit code: 1 where a file could not be read
 */
export async function recordsCount(
  terminal: Terminal,
  paths: readonly string[],
  options: RecordsCountOptions,
): Promise<number> {
  const { returns, history, findings } = await opened(paths);
  const tables = careTables(careCounts(history, returns.children));
  if (options.format === 'json') terminal.out(`${JSON.stringify({ tables }, undefined, 2)}\n`);
  else if (options.format === 'csv') terminal.out(toCsv(csvRows(tables)));
  else terminal.out(tables.map((table) => `${table.title}\n${tableText(table)}`).join('\n'));
  for (const { file, message } of returns.faults) terminal.err(`${file}: ${message}\n`);
  const problems = findings.reduce((sum, { count }) => sum + count, 0);
  if (problems > 0)
    terminal.err(
      `${problems} rows were mended or left out; weir records check says which rules and what was assumed\n`,
    );
  return returns.faults.length > 0 ? exitCodes.input : exitCodes.done;
}

interface Opened {
  readonly returns: Ssda903;
  readonly history: CareHistory;
  readonly findings: readonly Finding[];
}

async function opened(paths: readonly string[]): Promise<Opened> {
  const returns = await readSsda903(await recordFiles(paths));
  const history = careHistory(returns);
  return { returns, history, findings: [...returns.findings, ...checkEpisodes(returns), ...history.findings] };
}

function checkText(returns: Ssda903, { findings, rows }: { findings: readonly Finding[]; rows: boolean }): string {
  const files = returns.files.map(({ name, kind, rows: count, year }) => [
    name,
    kind,
    String(count),
    year === undefined ? '' : String(year),
  ]);
  const parts = [textTable([['file', 'what it is', 'rows', 'year to 31 March'], ...files], new Set([2, 3]))];
  for (const { file, message } of returns.faults) parts.push(`${file}: ${message}\n`);
  for (const { rule, count, places } of findings) {
    const shown = rows ? `  Rows: ${places.map(({ file, row }) => `${file}:${row}`).join(', ')}\n` : '';
    parts.push(
      `${count} x ${rule.id}\n  ${rule.title}.\n  Assumed: ${rule.assumed}.\n  Effect: ${rule.effect}.\n${shown}`,
    );
  }
  if (findings.length === 0) parts.push('No problem found by the rules that change a count.\n');
  return parts.join('\n');
}

function tableText({ columns, rows }: PublishedTable): string {
  const body = rows.map(({ year, counts }) => [
    String(year),
    ...counts.map((count) => (count === null ? '–' : String(count))),
  ]);
  return textTable([['year', ...columns], ...body], new Set(columns.map((_, place) => place + 1)));
}

function csvRows(tables: readonly PublishedTable[]): (string | number)[][] {
  const rows = tables.flatMap(({ title, columns, rows: own }) =>
    own.flatMap(({ year, counts }) => counts.map((count, place) => [title, year, columns[place] ?? '', count ?? ''])),
  );
  return [['table', 'year', 'group', 'count'], ...rows];
}
