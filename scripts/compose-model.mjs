// Composes packages/care/{model,evidence,history,strategies,indicators.yaml} into packages/care/src/generated/general-model.ts:
// plain data, so that the browser, Node and the tests import the general model without reading files. Needs the built engine.
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { pathToFileURL } from 'node:url';
import { node, root } from './lib/run.mjs';

const care = join(root, 'packages', 'care');

/** Every YAML file under a folder of the package, as the composer takes it. */
function filesUnder(folder) {
  return readdirSync(folder, { withFileTypes: true })
    .toSorted((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) return filesUnder(path);
      if (!entry.name.endsWith('.yaml')) return [];
      return [{ file: relative(care, path).split(sep).join('/'), text: readFileSync(path, 'utf8') }];
    });
}

const built = await node(['node_modules/typescript/bin/tsc', '-p', 'packages/care/tsconfig.compose.json'], {
  quiet: true,
});
if (built.code !== 0) {
  process.stderr.write(`Cannot build the composer:\n${built.output}\n`);
  process.exit(1);
}
const { composeModel } = await import(
  pathToFileURL(join(care, '.cache', 'compose', 'compose', 'compose-model.js')).href
);
const { formatDiagnostic } = await import(pathToFileURL(join(root, 'packages', 'engine', 'dist', 'index.js')).href);

const files = ['model', 'evidence', 'history', 'strategies']
  .flatMap((folder) => filesUnder(join(care, folder)))
  .concat({ file: 'indicators.yaml', text: readFileSync(join(care, 'indicators.yaml'), 'utf8') });
const { general, diagnostics } = composeModel(files);
for (const diagnostic of diagnostics) process.stderr.write(`${formatDiagnostic(diagnostic)}\n`);
if (general === undefined) process.exit(1);

const folder = join(care, 'src', 'generated');
mkdirSync(folder, { recursive: true });
// One line a value: the compiler takes two minutes over the source map of a single long line.
const text = `// Written by scripts/compose-model.mjs from the files in packages/care; changes here are lost.
import type { GeneralModel } from '../types.ts';

/** The general model of England with its evidence, indicators, strategies and published history. */
export const generalModel: GeneralModel = ${JSON.stringify(general, null, 1)};
`;
writeFileSync(join(folder, 'general-model.ts'), text);
