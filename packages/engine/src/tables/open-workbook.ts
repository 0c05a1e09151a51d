import { decodeText } from '../model/decode-text.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import { isCompoundFile } from './compound-file.ts';
import { textWorkbook } from './delimited.ts';
import { FileFault, tooMuch, unread } from './file-fault.ts';
import type { Workbook } from './workbook.ts';
import { readXls } from './xls.ts';
import { readXlsx } from './xlsx.ts';

/** What became of a file of tables: the workbook, or why there is none. */
export interface OpenedWorkbook {
  readonly workbook?: Workbook;
  readonly diagnostics: readonly Diagnostic[];
}

/** The largest file that is opened, in bytes; what may be inside is limited where each format is read. */
const mostBytes = 256 * 2 ** 20;

/**
 * Opens a file of tables by what is in it, whatever its name: an Excel workbook (`.xlsx`, `.xlsm`, `.xls` since 1997), or
 * else delimited text (`.csv`, `.tab`, `.dat`, `.txt`). Formulas count with the values that they had when the file was saved.
 * At most 256 MiB, and 2,000,000 cells of a workbook; never throws for what is in the file.
 *
 * @example
 * ```ts
 * const { workbook, diagnostics } = await openWorkbook(bytes, { file: 'data.xlsx' });
 * workbook?.sheet('Sheet1')?.cell(0, 1);
 * ```
 */
export async function openWorkbook(bytes: Uint8Array, options: { readonly file: string }): Promise<OpenedWorkbook> {
  const { file } = options;
  try {
    return { workbook: await open(bytes, file), diagnostics: [] };
  } catch (error) {
    if (!(error instanceof FileFault)) throw error;
    const { code, message, advice } = error;
    const place = { file, line: 1, column: 1 };
    return {
      diagnostics: [{ code, severity: 'error', message: `Cannot open "${file}": ${message}`, advice, place }],
    };
  }
}

async function open(bytes: Uint8Array, file: string): Promise<Workbook> {
  if (bytes.length > mostBytes) throw tooMuch(`${mostBytes} bytes`);
  if (bytes[0] === 0x50 && bytes[1] === 0x4b && bytes[2] === 3 && bytes[3] === 4) return await readXlsx(bytes, file);
  if (isCompoundFile(bytes)) return readXls(bytes, file);
  if (bytes.subarray(0, 4096).includes(0) && !isWideText(bytes)) {
    throw unread('a file that is neither an Excel workbook nor text', 'save the tables as .xlsx, .xls, .csv or .tab');
  }
  const text = decodeText(bytes);
  if (/^\s*<(?:\?xml|!doctype|html)/i.test(text)) {
    throw unread('a page or a workbook in XML', 'save the tables as .xlsx, .xls, .csv or .tab');
  }
  return textWorkbook(file, text);
}

/** Whether the bytes begin with the mark of UTF-16. */
function isWideText(bytes: Uint8Array): boolean {
  return (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff);
}
