import { compileModel } from '@weir/engine';
import { findLoops } from '@weir/engine/analysis';
import type { Loop } from '@weir/engine/analysis';
import { backends } from '../backends.ts';
import { toCsv } from '../csv.ts';
import { diagnosticLines, refuseErrors } from '../diagnostics.ts';
import { loadModel } from '../read-model.ts';
import type { Terminal } from '../terminal.ts';

/** The options of `weir loops`. */
export interface LoopsOptions {
  readonly format: 'table' | 'csv' | 'json';
}

/**
 * Prints a model's feedback loops with their signs; a named loop that the equations do not have is told to standard error.
 *
 * @throws Failure where the model has an error
 */
export async function loops(terminal: Terminal, path: string, options: LoopsOptions): Promise<void> {
  const model = await loadModel(terminal, path);
  const { program, diagnostics } = compileModel(model);
  refuseErrors(terminal, diagnostics);
  if (program === undefined) throw new Error('the compiler gave neither a program nor an error');
  const search = findLoops(program, { named: model.loops, backend: backends.interpreter });
  terminal.err(diagnosticLines(search.diagnostics));
  terminal.out(printers[options.format](search.loops));
}

const printers: Readonly<Record<LoopsOptions['format'], (found: readonly Loop[]) => string>> = {
  table: (found) => {
    if (found.length === 0) return 'The model has no feedback loop.\n';
    return found.map((loop, index) => `${heading(loop, index)}\n${round(loop)}\n`).join('\n');
  },
  csv: (found) =>
    toCsv([
      ['loop', 'name', 'sign', 'variables'],
      ...found.map((loop, index) => [index + 1, loop.name ?? '', loop.sign, round(loop).trim()]),
    ]),
  json: (found) =>
    `${JSON.stringify(
      found.map(({ name, story, switch: own, sign, variables, links }) => ({
        name: name ?? null,
        story: story ?? null,
        switch: own ?? null,
        sign,
        variables,
        links: links.map((link) => link.sign),
      })),
      null,
      2,
    )}\n`,
};

function heading({ name, sign, story }: Loop, index: number): string {
  return `${index + 1}. ${name === undefined ? '' : `${name}: `}${sign}${story === undefined || story === '' ? '' : `\n   ${story}`}`;
}

/** The variables round the loop, back to the first. */
function round({ variables }: Loop): string {
  return `   ${[...variables, variables[0] ?? ''].join(' → ')}`;
}
