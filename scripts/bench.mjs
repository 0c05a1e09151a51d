// npm run bench: how long the engine takes against the same programs compiled by gcc and against other engines, all in one run on one machine.
// docs/performance.md says how it is measured.
//   --peers          also measure the other engines, whose packages are installed under bench/ where they are not
//   --quick          fewer rounds, smaller ensembles: for a look while working
//   --models a,b     only these: sir, general, arrayed, real
//   --only a,b       only these parts, beside runs and compiling: ensembles, memory, growth
//   --members 10000  members of an ensemble
//   --format json    the figures alone
//   --write PAGE     also write them down: the page up to "## Workbench", and the picture of the growth beside it
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { basename } from 'node:path';
import { parseArgs } from 'node:util';
import { ensureBuilt } from './lib/build.mjs';
import { ensureInstalled, ensurePeersInstalled } from './lib/install.mjs';
import { giveUp, say } from './lib/say.mjs';

const { values } = parseArgs({
  options: {
    peers: { type: 'boolean', default: false },
    quick: { type: 'boolean', default: false },
    models: { type: 'string' },
    only: { type: 'string' },
    members: { type: 'string' },
    format: { type: 'string', default: 'table' },
    write: { type: 'string' },
  },
});
const parts = values.only?.split(',') ?? ['ensembles', 'memory', 'growth'];
const members = Number(values.members ?? (values.quick ? 320 : 10_000));
const rounds = values.quick ? 5 : 25;
if (!Number.isInteger(members) || members < 32)
  giveUp(`Cannot run an ensemble of "${values.members}" members: give a whole number from 32`, 2);
await ensureInstalled();
await ensureBuilt();
if (values.peers) await ensurePeersInstalled();

const { benchModel, modelKeys } = await import('./bench/models.mjs');
const { measureCompiles } = await import('./bench/compiles.mjs');
const { measureEnsembles } = await import('./bench/ensembles.mjs');
const { measureGrowth } = await import('./bench/growth.mjs');
const { measureMemory } = await import('./bench/memory.mjs');
const { measureRuns } = await import('./bench/runs.mjs');
const { growthPlot } = await import('./bench/plot.mjs');
const { judge } = await import('./bench/targets.mjs');
const { machine } = await import('./bench/machine.mjs');
const { page } = await import('./bench/page.mjs');

const described = machine();
const missing = [];
const models = [];
for (const wanted of values.models?.split(',') ?? modelKeys) {
  if (!modelKeys.includes(wanted)) giveUp(`Cannot measure "${wanted}": the models are ${modelKeys.join(', ')}`, 2);
  const entry = await benchModel(wanted);
  if (entry.missing !== undefined) {
    missing.push(entry.missing);
    continue;
  }
  const { runs, missing: absent, opened } = await measureRuns(entry, { rounds, withPeers: values.peers, say });
  for (const each of absent) if (!missing.includes(each)) missing.push(each);
  const compiles = await measureCompiles(wanted, { opened, rounds });
  const ensembles = parts.includes('ensembles')
    ? await measureEnsembles(entry, { members, runTime: runs.weir.median, opened, say })
    : undefined;
  const nativeMemory = opened.get('native')?.native.mostMemory();
  for (const each of opened.values()) each.end();
  const { key, title, program, request } = entry;
  models.push({ key, title, slots: program.slotCount, steps: request.steps, runs, compiles, ensembles, nativeMemory });
}
if (!values.peers) missing.push('Other engines: `--peers` installs and measures them');
const measured = {
  machine: described,
  models,
  memory: parts.includes('memory')
    ? await measureMemory(
        models.map(({ key, runs }) => ({
          key,
          names: Object.keys(runs).filter((name) => !/native|interpreter|pysd/i.test(name)),
        })),
        { quick: values.quick, say },
      )
    : undefined,
  growth: parts.includes('growth') ? await measureGrowth({ rounds: values.quick ? 3 : 9, say }) : undefined,
  missing,
};
const figures = { ...measured, targets: judge(measured) };

if (values.write !== undefined) {
  const plot = values.write.replace(/(?:\.md)?$/, '-growth.svg');
  if (figures.growth !== undefined) writeFileSync(plot, growthPlot(figures.growth));
  const before = existsSync(values.write) ? readFileSync(values.write, 'utf8') : '';
  const byHand = /^## Workbench$[^]*/m.exec(before)?.[0] ?? '';
  const own = page(figures, figures.growth === undefined ? {} : { plot: basename(plot) });
  writeFileSync(values.write, byHand === '' ? own : `${own}\n${byHand}`);
}
process.stdout.write(values.format === 'json' ? `${JSON.stringify(figures, null, 2)}\n` : page(figures));
