import { measuredApart } from './measured.mjs';

/** Members of the ensembles whose memory is compared. */
const sizes = [1000, 10_000, 100_000];

/** V8 takes up to tens of MiB for new objects before it collects them, the more the longer it runs, whatever a program keeps. */
const fewNewObjects = ['--max-semi-space-size=1'];

/**
 * Greatest resident memory in bytes, each in a process of its own: Node with the engine (`start`), one run of each model by each
 * contestant that runs in Node, and ensembles of SIR of growing size of which the means alone are kept.
 *
 * @param {readonly { key: string, names: readonly string[] }[]} wanted models, with the contestants that could run them
 * @param {{ quick: boolean, say: (text: string) => void }} options
 */
export async function measureMemory(wanted, { quick, say }) {
  say('Memory …');
  const start = await measuredApart(['start']);
  const runs = {};
  for (const { key, names } of wanted) {
    runs[key] = {};
    for (const name of names) runs[key][name] = await measuredApart(['run', name, key]);
  }
  const ensembles = [];
  for (const members of quick ? sizes.slice(0, 2) : sizes) {
    ensembles.push({ members, most: await measuredApart(['ensemble', 'sir', String(members)], fewNewObjects) });
  }
  return { start, runs, ensembles };
}
