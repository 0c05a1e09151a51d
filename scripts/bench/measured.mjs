import { join } from 'node:path';
import { node, root } from '../lib/run.mjs';

const child = join(root, 'scripts', 'bench', 'measured-child.mjs');

/**
 * What a process of its own measures: see `measured-child.mjs`.
 *
 * @param {readonly string[]} parameters
 * @param {readonly string[]} [hostOptions] Node's own
 */
export async function measuredApart(parameters, hostOptions = []) {
  const { code, output } = await node([...hostOptions, child, ...parameters], { quiet: true });
  if (code !== 0) throw new Error(`Cannot measure ${parameters.join(' ')}: ${output}`);
  return JSON.parse(output.trim().split('\n').at(-1));
}
