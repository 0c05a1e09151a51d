import { native, watchedNative } from './contestants/native.mjs';
import { pysd } from './contestants/pysd.mjs';
import { sdeJavaScript, sdeWasm } from './contestants/sdeverywhere.mjs';
import { simulation } from './contestants/simulation.mjs';
import { interpreted, weir } from './contestants/weir.mjs';
import { shortNumber } from './targets.mjs';
import { inTurn, median, ratio } from './turns.mjs';

const own = [weir, interpreted, native, watchedNative];
const peers = [sdeWasm, sdeJavaScript, simulation, pysd];

/** Everybody, by `name`. */
export const contestants = [...own, ...peers];

/**
 * One run of a model by every contestant that is there, in turn, after their results have been found to agree.
 *
 * @param {object} entry of `benchModels`
 * @param {{ rounds: number, withPeers: boolean, say: (text: string) => void }} options
 * @returns {Promise<{ runs: object, missing: string[], opened: Map<string, object> }>} `runs` by name: milliseconds and ratios; `missing`:
 *   who is not there, and why; `opened`: contestants that are still open
 */
export async function measureRuns(entry, { rounds, withPeers, say }) {
  const opened = new Map();
  const missing = [];
  for (const contestant of withPeers ? contestants : own) {
    const { name, title } = contestant;
    const reason = contestant.reason?.();
    if (reason !== undefined) {
      missing.push(`${title}: ${reason}`);
      continue;
    }
    say(`${entry.title}: ${title} …`);
    try {
      opened.set(name, { ...(await contestant.open(entry, { say })), contestant });
    } catch (error) {
      missing.push(`${title}: ${error.message}`);
    }
  }
  const meant = opened.get('interpreter').rows;
  const runs = {};
  for (const [name, { rows, first, form, share, contestant }] of opened) {
    const apart = furthestApart(rows, meant);
    if (!(apart <= contestant.tolerance)) {
      const found = `${contestant.title} gives other results than the interpreter for ${entry.title}: ${shortNumber(apart)} apart`;
      if (!peers.includes(contestant)) throw new Error(found);
      missing.push(found);
      opened.delete(name);
      continue;
    }
    runs[name] = { title: contestant.title, first, furthestApart: apart, tolerance: contestant.tolerance, form, share };
  }
  say(`${entry.title}: in turn …`);
  for (const each of opened.values()) await each.warm();
  const turns = [...opened].map(([name, { time, contestant }]) => ({ name, time, rounds: contestant.rounds }));
  const times = await inTurn(turns, { rounds });
  for (const [name, list] of times) {
    Object.assign(runs[name], { median: median(list), least: Math.min(...list) });
    if (times.has('native')) {
      runs[name].overNative = ratio(list, times.get('native'));
      runs[name].leastOverNative = Math.min(...list) / Math.min(...times.get('native'));
    }
    runs[name].overWeir = ratio(list, times.get('weir'));
  }
  return { runs, missing, opened };
}

/** The greatest difference, relative to the greater of the two values or 1e-6. A contestant that ran the first steps alone has fewer rows. */
function furthestApart(found, meant) {
  let most = 0;
  for (let index = 0; index < found.length; index++) {
    const [value, other] = [found[index], meant[index]];
    const apart = Math.abs(value - other) / Math.max(Math.abs(value), Math.abs(other), 1e-6);
    if (!(apart <= most)) most = apart;
  }
  return most;
}
