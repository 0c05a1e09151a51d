/** The most that one run may take, as a multiple of native C. */
const runBounds = { sir: 1.15, general: 1.3, arrayed: 1.5 };
/** The fewest runs a second of an ensemble on one thread, as a multiple of native C without vectors. */
const ensembleBounds = { sir: 3, general: 1.2 };
/** How much faster than a peer one run is at least, on every model. */
const peerBounds = { sdeWasm: 2, sdeJavaScript: 15 };
/** Compiling the general model, in milliseconds. */
const compileBound = 20;
/** Cost grows as size to this power at most: measured, 1 is not exactly 1. */
const exponentBound = 1.1;
/** Memory counts as flat where the largest ensemble takes at most this share more than the next smaller one. */
const memoryBound = 1.1;

/**
 * What was aimed at, what was found, and whether that is reached. What was not measured is left out.
 *
 * @param {object} figures as `npm run bench -- --format json` prints them
 * @returns {{ aim: string, found: string, reached: boolean }[]}
 */
export function judge({ models, memory, growth }) {
  const judged = [];
  const add = (aim, found, { at, suffix = '', most = false }) => {
    if (found === undefined) return;
    judged.push({ aim, found: `${shortNumber(found)}${suffix}`, reached: most ? found <= at : found >= at });
  };
  const named = Object.fromEntries(models.map((each) => [each.key, each]));
  for (const [key, at] of Object.entries(runBounds)) {
    const entry = named[key];
    add(`One run of ${entry?.title}: at most ${at} × native C`, entry?.runs.weir.overNative, {
      at,
      suffix: ' ×',
      most: true,
    });
  }
  for (const [key, at] of Object.entries(ensembleBounds)) {
    const rates = named[key]?.ensembles?.perSecond;
    const found = rates?.native1 === undefined ? undefined : rates.weir1 / rates.native1;
    add(`Ensemble of ${named[key]?.title}, a thread: at least ${at} × native C`, found, { at, suffix: ' ×' });
  }
  const compile = named['general']?.compiles.both.median;
  add(`Compile the general model, ready to run: at most ${compileBound} ms`, compile, {
    at: compileBound,
    suffix: ' ms',
    most: true,
  });
  for (const [name, at] of Object.entries(peerBounds)) {
    const [closest] = models
      .filter(({ runs }) => runs[name] !== undefined)
      .toSorted((one, other) => one.runs[name].overWeir - other.runs[name].overWeir);
    const found = closest?.runs[name];
    const limit = found?.overNative === undefined ? '' : `; native C itself is ${shortNumber(found.overNative)} ×`;
    add(`One run: at least ${at} × as fast as ${found?.title}, on every model`, found?.overWeir, {
      at,
      suffix: ` × on the closest, ${closest?.title}${limit}`,
    });
  }
  const [before, last] = memory?.ensembles.slice(-2) ?? [];
  if (last !== undefined) {
    const [aim, found] = ['Memory of an ensemble flat in its members', last.most / before.most];
    add(aim, found, { at: memoryBound, suffix: ` × from ${before.members} to ${last.members} members`, most: true });
  }
  for (const { title, unit, exponent } of growth ?? []) {
    add(`${title}: cost linear in ${unit}`, exponent, { at: exponentBound, suffix: ' is the power', most: true });
  }
  return judged;
}

/** Three significant digits, without an exponent. */
export function shortNumber(value) {
  if (value >= 1000) return Math.round(value).toLocaleString('en-GB');
  return Number(value.toPrecision(3)).toString();
}
