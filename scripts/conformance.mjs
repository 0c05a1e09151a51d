// npm run conformance: runs every model of the conformance material with each back end and compares it with what
// other tools computed. Exit 1 if any case is wrong without having been refused, or fewer pass than the floor.
// Options: --all lists the cases that pass too; other words choose cases by a part of their path.
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
const dist = join(root, 'packages', 'engine', 'dist');
const { conformanceFloor, describeResult, listCases, runCase } = await import(join(dist, 'testing', 'conformance.js'));
const engine = await import(join(dist, 'index.js'));
const backends = Object.values(engine).filter(
  (value) => typeof value === 'object' && value !== null && typeof value.prepare === 'function' && 'name' in value,
);

const words = process.argv.slice(2).filter((word) => !word.startsWith('-'));
const all = process.argv.includes('--all');
const paths = readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((path) => path.replaceAll('\\', '/'));
const cases = listCases(paths).filter(({ model }) => words.length === 0 || words.some((word) => model.includes(word)));
const read = (path) => readFileSync(join(folder, path));

let bad = false;
for (const backend of backends) {
  const results = cases.map((each) => ({ each, result: runCase(each, { read, backend }) }));
  const of = (kind) => results.filter(({ result }) => result.kind === kind);
  for (const kind of all ? ['passed', 'refused', 'wrong'] : ['refused', 'wrong']) {
    if (of(kind).length > 0) process.stdout.write(`\n${kind}\n`);
    for (const { each, result } of of(kind)) process.stdout.write(`  ${each.model}\n    ${describeResult(result)}\n`);
  }
  process.stdout.write(
    `\n${backend.name}\n${'format'.padEnd(10)}${['files', 'passed', 'refused', 'wrong'].map((name) => name.padStart(9)).join('')}\n`,
  );
  for (const format of ['.mdl', '.xmile', '.stmx', '']) {
    const chosen = results.filter(({ each }) => each.model.toLowerCase().endsWith(format));
    const counts = ['passed', 'refused', 'wrong'].map(
      (kind) => chosen.filter(({ result }) => result.kind === kind).length,
    );
    process.stdout.write(
      `${(format || 'all').padEnd(10)}${[chosen.length, ...counts].map((count) => String(count).padStart(9)).join('')}\n`,
    );
  }
  bad ||= of('wrong').length > 0 || (words.length === 0 && of('passed').length < conformanceFloor);
  if (words.length === 0 && of('passed').length < conformanceFloor) {
    process.stdout.write(`Fewer than ${conformanceFloor} cases pass\n`);
  }
}
process.exit(bad ? 1 : 0);
