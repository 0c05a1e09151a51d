import { extname } from 'node:path';
import { readYaml } from '@weir/care';
import type { Diagnostic } from '@weir/engine';
import type { InputCorrelation } from '@weir/engine/analysis';
import { openWorkbook } from '@weir/engine/tables';
import { InvalidArgumentError } from 'commander';
import { refuseErrors } from '../diagnostics.ts';
import { Failure } from '../failure.ts';
import { readInput } from '../read-file.ts';
import { varied, type Varied } from '../sensitivity/varied-inputs.ts';
import type { Terminal } from '../terminal.ts';
import { correlation } from './ensemble-arguments.ts';

/** What a file says is uncertain. */
export interface InputsFile {
  readonly inputs: readonly Varied[];
  readonly correlations: readonly InputCorrelation[];
}

/**
 * Reads uncertain inputs from a file: YAML with `inputs`, names with distributions as `--vary` takes them, and `correlations`, a list as `--correlate`
 * takes them; or CSV with a heading and then a name and a distribution a row.
 *
 * @throws Failure where the file is not there or holds something else, with the line
 */
export async function readInputs(terminal: Terminal, file: string): Promise<InputsFile> {
  const content = await readInput(file);
  return extname(file).toLowerCase() === '.csv' ? fromCsv(terminal, file, content) : fromYaml(terminal, file, content);
}

async function fromCsv(terminal: Terminal, file: string, content: Uint8Array): Promise<InputsFile> {
  const { workbook, diagnostics } = await openWorkbook(content, { file });
  refuseErrors(terminal, diagnostics);
  const sheet = workbook?.sheet(',');
  let inputs: Varied[] = [];
  for (let row = 1; row < (sheet?.rows ?? 0); row++) {
    const [name, distribution] = [0, 1].map((column) => String(sheet?.cell(row, column) ?? '').trim());
    if (name === '') continue;
    inputs = placed({ file, line: row + 1 }, () =>
      varied(distribution === '' ? (name ?? '') : `${name}=${distribution}`, inputs),
    );
  }
  return { inputs, correlations: [] };
}

function fromYaml(terminal: Terminal, file: string, content: Uint8Array): InputsFile {
  const { document, diagnostics } = readYaml({ file, text: new TextDecoder().decode(content) });
  refuseErrors(terminal, diagnostics);
  const data: unknown = document.data;
  const lineOf = (path: readonly (string | number)[]): number => document.locate?.([...path])?.line ?? 1;
  const unreadable = (what: string): never => {
    const fault: Diagnostic = {
      code: 'bad-yaml',
      severity: 'error',
      message: `Cannot read ${what}`,
      advice:
        'give "inputs:" with a line "name: uniform(0.1, 0.3)" each, and "correlations:" with a line "- one, other = 0.5" each',
      place: { file, line: 1, column: 1 },
    };
    return refuse(fault);
  };
  if (!isRecord(data)) return unreadable('the file as uncertain inputs');
  if (typeof data['format'] === 'string' && data['format'].startsWith('weir-posterior'))
    throw new Failure(`Cannot read "${file}" as uncertain inputs: it is a posterior; give it as --posterior "${file}"`);
  const stray = Object.keys(data).find((key) => key !== 'inputs' && key !== 'correlations');
  if (stray !== undefined) return unreadable(`"${stray}"`);
  const { inputs: named = {}, correlations: listed = [] } = data;
  if (!isRecord(named)) return unreadable('"inputs"');
  if (!Array.isArray(listed)) return unreadable('"correlations"');
  let inputs: Varied[] = [];
  for (const [name, distribution] of Object.entries(named)) {
    const text =
      distribution === null
        ? name
        : `${name}=${typeof distribution === 'string' ? distribution : JSON.stringify(distribution)}`;
    inputs = placed({ file, line: lineOf(['inputs', name]) }, () => varied(text, inputs));
  }
  let correlations: InputCorrelation[] = [];
  for (const [index, text] of listed.entries()) {
    correlations = placed({ file, line: lineOf(['correlations', index]) }, () =>
      correlation(String(text), correlations),
    );
  }
  return { inputs, correlations };
}

function refuse({ message, advice, place }: Diagnostic): never {
  throw new Failure(`${place?.file}:${place?.line} ${message}; ${advice}`);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** What is wrong usage in an option is a fault of the input in a file, with its place. */
function placed<Result>({ file, line }: { file: string; line: number }, read: () => Result): Result {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof InvalidArgumentError)) throw error;
    throw new Failure(`${file}:${line} Cannot read what is uncertain: ${error.message}`, undefined, { cause: error });
  }
}
