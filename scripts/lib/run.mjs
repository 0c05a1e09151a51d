import { spawn } from 'node:child_process';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The repository's root folder. */
export const root = fileURLToPath(new URL('../../', import.meta.url)).replace(/[\\/]$/, '');

/**
 * Runs a program from the root, with node_modules/.bin on the path, and waits for it.
 *
 * @param {string} program
 * @param {readonly string[]} parameters
 * @param {{ quiet?: boolean, env?: Record<string, string>, shell?: boolean }} [options] `quiet` keeps the output back and returns it
 * @returns {Promise<{ code: number, output: string }>} `code` is 127 where the program is not there
 */
export function run(program, parameters, options = {}) {
  const path = `${join(root, 'node_modules', '.bin')}${delimiter}${process.env['PATH'] ?? ''}`;
  return new Promise((resolve) => {
    const child = spawn(program, [...parameters], {
      cwd: root,
      env: { ...process.env, ...options.env, PATH: path },
      stdio: ['ignore', options.quiet ? 'pipe' : 'inherit', options.quiet ? 'pipe' : 'inherit'],
      shell: options.shell ?? false,
    });
    const chunks = [];
    child.stdout?.on('data', (chunk) => chunks.push(chunk));
    child.stderr?.on('data', (chunk) => chunks.push(chunk));
    const output = () => Buffer.concat(chunks).toString('utf8');
    child.on('error', (error) => resolve({ code: error.code === 'ENOENT' ? 127 : 1, output: error.message }));
    child.on('close', (code) => resolve({ code: code ?? 1, output: output() }));
  });
}

/** Runs one of the project's own tools by the file that starts it, so that no shell and no `.bin` link is needed. */
export function node(parameters, options) {
  return run(process.execPath, parameters, options);
}
