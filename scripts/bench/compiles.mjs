import { measuredApart } from './measured.mjs';
import { median, warmUp } from './turns.mjs';

/**
 * How long a document takes until it is ready to run: checked and compiled to a program, then emitted as WebAssembly. The median and the least
 * of some rounds once it gets no faster, and the first time in a process of its own, with its first run.
 *
 * @param {string} key of the model
 * @param {{ opened: Map<string, object>, rounds: number }} options `opened` of `measureRuns`
 * @returns {Promise<{ compile: object, prepare: object, both: object, firstRun: number }>} milliseconds as `{ median, least, first }`
 */
export async function measureCompiles(key, { opened, rounds }) {
  const { compile } = opened.get('weir');
  const first = await measuredApart(['first', key]);
  await warmUp(compile);
  const times = Array.from({ length: rounds }, compile);
  const of = (pick) => ({ median: median(times.map(pick)), least: Math.min(...times.map(pick)), first: pick(first) });
  return {
    compile: of((each) => each.compile),
    prepare: of((each) => each.prepare),
    both: of((each) => each.compile + each.prepare),
    firstRun: first.run,
  };
}
