import { openWorkbook, type OpenedWorkbook } from './open-workbook.ts';

/** Files of tables by the names under which a model asks for them; a name that is not there is a file that is missing. */
export type Tables = ReadonlyMap<string, OpenedWorkbook>;

/**
 * Opens the files that a model asks for. `read` gives the bytes of a file by its path from the model's folder, `/` between
 * folders, or undefined where there is none. Where an Excel file of a name is missing and one in the other format stands beside
 * it (`.xls`, `.xlsx`), that one is opened, with a warning.
 */
export async function openTables(
  names: readonly string[],
  read: (path: string) => Promise<Uint8Array | undefined> | Uint8Array | undefined,
): Promise<Tables> {
  const tables = new Map<string, OpenedWorkbook>();
  for (const name of new Set(names)) {
    const path = name.replaceAll('\\', '/');
    const bytes = await read(path);
    if (bytes !== undefined) tables.set(name, await openWorkbook(bytes, { file: path }));
    const other = bytes === undefined ? otherFormat(path) : undefined;
    const found = other === undefined ? undefined : await read(other);
    if (other === undefined || found === undefined) continue;
    const opened = await openWorkbook(found, { file: other });
    const message = `Cannot find "${path}": "${other}" is read instead`;
    const place = { file: path, line: 1, column: 1 };
    const warning = { code: 'other-format', severity: 'warning', message, place } as const;
    tables.set(name, { ...opened, diagnostics: [warning, ...opened.diagnostics] });
  }
  return tables;
}

function otherFormat(path: string): string | undefined {
  if (/\.xls$/i.test(path)) return `${path}x`;
  return /\.xlsx$/i.test(path) ? path.slice(0, -1) : undefined;
}
