import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const program = fileURLToPath(new URL('../bin/weir.mjs', import.meta.url));

/** What a run of the program left. */
export interface Outcome {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** Runs the built program as a process of its own. */
export function weir(parameters: readonly string[], options: { readonly cwd?: string } = {}): Promise<Outcome> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [program, ...parameters], {
      cwd: options.cwd,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let out = '';
    let err = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => (out += text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => (err += text));
    child.on('error', reject);
    child.on('close', (code) => resolve({ code: code ?? -1, out, err }));
  });
}

/** Starts the program and leaves it running; `until` waits for a text on standard output. */
export function startWeir(parameters: readonly string[]): {
  until(pattern: RegExp): Promise<string>;
  stop(): Promise<number>;
} {
  const child = spawn(process.execPath, [program, ...parameters], { stdio: ['ignore', 'pipe', 'ignore'] });
  let out = '';
  const closed = new Promise<number>((resolve) => child.on('close', (code) => resolve(code ?? -1)));
  child.stdout.setEncoding('utf8').on('data', (text: string) => (out += text));
  return {
    until: (pattern) =>
      new Promise((resolve, reject) => {
        const look = (): void => {
          const found = pattern.exec(out)?.[0];
          if (found !== undefined) resolve(found);
        };
        child.stdout.on('data', look);
        child.on('close', () =>
          reject(new Error(`the program ended before ${String(pattern)}; it had printed: ${out}`)),
        );
        look();
      }),
    stop: () => {
      child.kill('SIGINT');
      return closed;
    },
  };
}

/**
 * What becomes of long work that Ctrl+C meets so many milliseconds after its start. A process that is not yet as far as its work is ended by the
 * signal itself, which leaves no code: then it is started again and given longer.
 */
export async function interruptWeir(
  parameters: readonly string[],
  { after, cwd }: { readonly after: number; readonly cwd?: string },
): Promise<{ readonly code: number | null; readonly err: string }> {
  const child = spawn(process.execPath, [program, ...parameters], { cwd, stdio: ['ignore', 'ignore', 'pipe'] });
  let err = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (err += text));
  const closed = new Promise<number | null>((resolve) => child.on('close', resolve));
  await new Promise((resolve) => setTimeout(resolve, after));
  child.kill('SIGINT');
  const code = await closed;
  if (code !== null || after >= 15_000) return { code, err };
  return interruptWeir(parameters, { after: 2 * after, ...(cwd === undefined ? {} : { cwd }) });
}

/** A folder of files for one test. */
export function folderOf(files: Readonly<Record<string, string>>): { readonly path: string; remove(): void } {
  const path = mkdtempSync(join(tmpdir(), 'weir-cli-'));
  for (const [name, text] of Object.entries(files)) writeFileSync(join(path, name), text);
  return { path, remove: () => rmSync(path, { recursive: true }) };
}

/** A bath that fills: a stock, a flow, a constant, an array. */
export const bath = `
model: {name: Bath, time: {start: 0, stop: 2, step: 1, units: minute}}
dimensions: {Tap: [hot, cold]}
stocks:
  Water: {initial: 10, inflows: [filling], units: litres}
flows:
  filling: {equation: 'SUM(tap rate[*])', units: litres/minute}
variables:
  tap rate: {dimensions: [Tap], equation: {hot: 2, cold: 'twice * 1.5'}, units: litres/minute}
  twice: {equation: 2, units: litres/minute}
`;
