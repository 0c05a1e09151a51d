import { Command, InvalidArgumentError } from 'commander';
import { serve } from './commands/serve.ts';
import type { ServeOptions } from './commands/serve.ts';
import type { Terminal } from './terminal.ts';

/** What a command leaves as its exit code when nothing is thrown. */
export interface Outcome {
  code: number;
}

/** The program with its commands, options and help; nothing is run until its arguments are parsed. */
export function createProgram(terminal: Terminal, _outcome: Outcome): Command {
  const program = new Command('weir')
    .description("An open workbench for the system dynamics of children's social care.")
    .version('0.1.0')
    .exitOverride()
    .configureOutput({ writeOut: (text) => terminal.out(text), writeErr: (text) => terminal.err(text) })
    .showHelpAfterError('(weir --help, or weir COMMAND --help, lists what can be typed)');

  program
    .command('serve')
    .summary('the workbench, in a browser')
    .description('Serves the workbench to browsers on this machine and prints its address.')
    .option('--port <number>', 'the port (default: 4173, or the next free one)', portNumber)
    .option('--host <address>', 'the address to listen on; other machines can reach any but the default', '127.0.0.1')
    .action((options: ServeOptions) => serve(terminal, options));

  return program;
}

function portNumber(text: string): number {
  const port = Number(text);
  if (!/^\d+$/.test(text) || port > 65_535) throw new InvalidArgumentError('A port is a whole number up to 65535.');
  return port;
}
