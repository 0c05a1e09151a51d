import { CommanderError } from 'commander';
import { exitCodes, Failure } from './failure.ts';
import { createProgram } from './program.ts';
import { processTerminal } from './terminal.ts';
import type { Terminal } from './terminal.ts';

/**
 * Runs the command line.
 *
 * @param argv what stands after the program's name
 * @returns the exit code: 0 done, 1 the input is at fault, 2 wrong usage, 70 our fault, 130 interrupted
 * @example
 * ```ts
 * process.exitCode = await main(['simulate', 'model.yaml', '--stop', '2030']);
 * ```
 */
export async function main(argv: readonly string[], terminal: Terminal = processTerminal()): Promise<number> {
  process.stdout.on('error', stopAtClosedPipe);
  const outcome = { code: exitCodes.done as number };
  try {
    await createProgram(terminal, outcome).parseAsync([...argv], { from: 'user' });
    return outcome.code;
  } catch (error) {
    return exitCodeOf(error, terminal);
  }
}

function exitCodeOf(error: unknown, terminal: Terminal): number {
  // Commander has printed its message already; help that was asked for ends with 0.
  if (error instanceof CommanderError) return error.exitCode === 0 ? exitCodes.done : exitCodes.usage;
  if (error instanceof Failure) {
    terminal.err(`${error.message}\n`);
    return error.exitCode;
  }
  const message = error instanceof Error ? error.message : String(error);
  terminal.err(`Weir met a fault of its own: ${message}\n`);
  terminal.err('Please report it with the command that you typed and, if you may share it, the file;\n');
  terminal.err('WEIR_DEBUG=1 before the command prints where it happened.\n');
  if (process.env['WEIR_DEBUG'] === '1' && error instanceof Error) terminal.err(`${error.stack ?? ''}\n`);
  return exitCodes.fault;
}

/** The reader of a pipe (`weir … | head`) has had enough: that is no fault. */
function stopAtClosedPipe(error: NodeJS.ErrnoException): void {
  if (error.code === 'EPIPE') process.exit(exitCodes.done);
  throw error;
}
