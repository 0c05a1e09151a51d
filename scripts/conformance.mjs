// npm run conformance: runs every model of the conformance material with each back end, compares it with what other tools
// computed, and shows how far it passes: by feature group, and against the bars that have to be reached. Exit 1 if any case is
// wrong without having been refused, or fewer pass than the floor of a bar (packages/engine/src/testing/conformance-table.ts).
// Options: --all lists the cases that pass too; other words choose cases by a part of their path, and no floor is held.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ensureInstalled } from './lib/install.mjs';
import { node, root } from './lib/run.mjs';

await ensureInstalled();
// Only the engine is needed, so a fault elsewhere does not hide what this shows.
const build = await node(['node_modules/typescript/bin/tsc', '-b', 'packages/engine'], { quiet: true });
if (build.code !== 0) {
  process.stderr.write(`Cannot build the engine\n${build.output}`);
  process.exit(1);
}

const folder = join(process.env['WEIR_SHARED'] ?? join(root, '..', 'shared'), 'conformance');
if (!existsSync(folder)) {
  process.stderr.write(`Cannot find the conformance material: WEIR_SHARED names the folder that holds "conformance"\n`);
  process.exit(1);
}
const testing = join(root, 'packages', 'engine', 'dist', 'testing');
const { describeResult, listCases, runCase } = await import(join(testing, 'conformance.js'));
const { conformanceTable, judgeCase } = await import(join(testing, 'conformance-table.js'));
const engine = await import(join(root, 'packages', 'engine', 'dist', 'index.js'));
const backends = [engine.interpreter, engine.wasmBackend];

const words = process.argv.slice(2).filter((word) => !word.startsWith('-'));
const all = process.argv.includes('--all');
const paths = readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((path) => path.replaceAll('\\', '/'));
const cases = listCases(paths).filter(({ model }) => words.length === 0 || words.some((word) => model.includes(word)));
const read = (path) => (existsSync(join(folder, path)) ? readFileSync(join(folder, path)) : undefined);

const judged = [];
for (const each of cases) {
  const results = [];
  for (const backend of backends) results.push(await runCase(each, { read, backend }));
  judged.push(judgeCase(each.model, { bytes: read(each.model), results }));
}
const list = (title, chosen) => {
  if (chosen.length > 0) process.stdout.write(`\n${title}\n`);
  for (const { model, result } of chosen) process.stdout.write(`  ${model}\n    ${describeResult(result)}\n`);
};
const of = (kind) => judged.filter(({ result, apart }) => result.kind === kind && (kind === 'wrong' || !apart));
if (all) list('passed', of('passed'));
for (const reason of new Set(judged.flatMap(({ apart }) => apart ?? []))) {
  list(
    `apart: ${reason}`,
    judged.filter(({ apart, result }) => apart === reason && result.kind !== 'wrong'),
  );
}
list('refused', of('refused'));
list('wrong', of('wrong'));

const { text, kept } = conformanceTable(judged);
process.stdout.write(`\nBoth back ends: ${backends.map(({ name }) => name).join(', ')}\n${text}\n`);
const bad = words.length === 0 ? !kept : of('wrong').length > 0;
if (words.length === 0 && bad) process.stdout.write('A case is wrong, or fewer pass than a floor\n');
process.exit(bad ? 1 : 0);
