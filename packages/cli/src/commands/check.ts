import { checkReading, hasErrors } from '@weir/engine';
import { diagnosticLines } from '../diagnostics.ts';
import { exitCodes } from '../failure.ts';
import { readModelFile } from '../read-model.ts';
import type { Terminal } from '../terminal.ts';

/**
 * Prints all that is wrong with a model, one a line as `file:line:column code message`, and a count to standard error.
 *
 * @returns the exit code: 1 where any is an error
 */
export async function check(terminal: Terminal, path: string): Promise<number> {
  const { diagnostics } = checkReading(await readModelFile(path));
  terminal.out(diagnosticLines(diagnostics));
  const errors = diagnostics.filter(({ severity }) => severity === 'error').length;
  terminal.err(`${count(errors, 'error')}, ${count(diagnostics.length - errors, 'warning')}\n`);
  return hasErrors(diagnostics) ? exitCodes.input : exitCodes.done;
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
