import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { node, root } from './run.mjs';
import { giveUp, say } from './say.mjs';
import { clearStamp, hashOf, isFresh, setStamp } from './stamp.mjs';

const inputs = [
  'package-lock.json',
  'tsconfig.base.json',
  'tsconfig.json',
  'packages',
  'scripts/compose-model.mjs',
  'scripts/lib/build.mjs',
];
const results = [
  'packages/care/src/generated/general-model.ts',
  'packages/studio/dist/app/index.html',
  'packages/engine/dist/index.js',
  'packages/care/dist/index.js',
  'packages/cli/dist/main.js',
];

/** Tests are not built, so a change to one asks for no build. */
const isTest = (path) => /\.test\.tsx?$|\.md$/.test(path);

/** The steps of a build, in order. Each is `node` with these parameters. */
const steps = [
  { name: 'the engine', parameters: ['node_modules/typescript/bin/tsc', '-b', 'packages/engine'] },
  { name: 'the general model', parameters: ['scripts/compose-model.mjs'], needs: 'scripts/compose-model.mjs' },
  { name: 'the packages', parameters: ['node_modules/typescript/bin/tsc', '-b', 'packages/cli', 'packages/studio'] },
  {
    name: 'the workbench',
    parameters: ['node_modules/vite/bin/vite.js', 'build', 'packages/studio', '--logLevel', 'warn'],
    needs: 'packages/studio/index.html',
  },
];

/**
 * Builds what is not built, or not built from the sources that are there now.
 *
 * @param {{ force?: boolean }} [options]
 * @returns {Promise<boolean>} whether anything was built
 */
export async function ensureBuilt(options = {}) {
  const hash = hashOf(inputs, isTest);
  const complete = results.every((path) => existsSync(join(root, path)));
  if (!options.force && complete && isFresh('build', hash)) return false;
  clearStamp('build');
  for (const step of steps) {
    if (step.needs !== undefined && !existsSync(join(root, step.needs))) continue;
    const start = Date.now();
    const parameters = complete || !step.parameters.includes('-b') ? step.parameters : [...step.parameters, '--force'];
    const { code, output } = await node(parameters, { quiet: true });
    if (code !== 0) giveUp(`Cannot build ${step.name}:\n${output.trim()}`);
    say(`Built ${step.name} in ${((Date.now() - start) / 1000).toFixed(1)} s`);
  }
  setStamp('build', hash);
  return true;
}
