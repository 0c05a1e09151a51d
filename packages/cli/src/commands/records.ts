import { careCounts, careTables, needTablesOf, readReturns, type PublishedTable, type Returns } from '@weir/records';
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
  const returns = await readReturns(await recordFiles(paths));
  if (options.format === 'json') {
    const told = returns.findings.map(({ rule, count, places }) => ({
      ...rule,
      count,
      ...(options.rows === true ? { places } : {}),
    }));
    terminal.out(
      `${JSON.stringify({ files: filesOf(returns), faults: returns.faults, findings: told }, undefined, 2)}\n`,
    );
  } else terminal.out(checkText(returns, options.rows === true));
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
  const returns = await readReturns(await recordFiles(paths));
  const care = returns.care.files.length === 0 ? [] : careTables(careCounts(returns.history, returns.care.children));
  const tables = [...care, ...needTablesOf(returns.need).filter(({ rows }) => rows.length > 0)];
  if (options.format === 'json') terminal.out(`${JSON.stringify({ tables }, undefined, 2)}\n`);
  else if (options.format === 'csv') terminal.out(toCsv(csvRows(tables)));
  else terminal.out(tables.map((table) => `${table.title}\n${tableText(table)}`).join('\n'));
  for (const { file, message } of returns.faults) terminal.err(`${file}: ${message}\n`);
  const problems = returns.findings.reduce((sum, { count }) => sum + count, 0);
  if (problems > 0)
    terminal.err(
      `${problems} rows were mended or left out; weir records check says which rules and what was assumed\n`,
    );
  return returns.faults.length > 0 ? exitCodes.input : exitCodes.done;
}

/** Every file that was read: what it is, how many rows or cases it has, and of which year. */
function filesOf({ care, need }: Returns): { name: string; kind: string; rows: number; year?: number }[] {
  const census = need.files.map(({ referrals, ...file }) => ({
    ...file,
    kind: 'children in need census',
    rows: referrals,
  }));
  return [...care.files, ...census];
}

function checkText(returns: Returns, rows: boolean): string {
  const files = filesOf(returns).map(({ name, kind, rows: count, year }) => [
    name,
    kind,
    String(count),
    year === undefined ? '' : String(year),
  ]);
  const parts = [textTable([['file', 'what it is', 'rows', 'year to 31 March'], ...files], new Set([2, 3]))];
  for (const { file, message } of returns.faults) parts.push(`${file}: ${message}\n`);
  for (const { rule, count, places } of returns.findings) {
    const shown = rows ? `  Rows: ${places.map(({ file, row }) => `${file}:${row}`).join(', ')}\n` : '';
    parts.push(
      `${count} x ${rule.id}\n  ${rule.title}.\n  Assumed: ${rule.assumed}.\n  Effect: ${rule.effect}.\n${shown}`,
    );
  }
  if (returns.findings.length === 0) parts.push('No problem found by the rules that change a count.\n');
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
