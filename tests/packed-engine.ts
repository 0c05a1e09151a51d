import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { run, root } from '../scripts/lib/run.mjs';

/** A folder in which the engine is installed from what `npm pack` makes of it, beside its one dependency and nothing else. */
export interface PackedEngine {
  readonly folder: string;
  /** The files of the package, from its own root. */
  readonly files: readonly string[];
  remove(): void;
}

/**
 * Builds, packs and installs the engine into a new folder, without the network.
 *
 * @throws Error with what the program said that failed
 */
export async function packEngine(): Promise<PackedEngine> {
  const folder = mkdtempSync(join(tmpdir(), 'weir-engine-'));
  const engine = join(folder, 'node_modules', '@weir', 'engine');
  mkdirSync(engine, { recursive: true });
  await done(process.execPath, [
    join(root, 'node_modules', 'typescript', 'bin', 'tsc'),
    '-b',
    join(root, 'packages', 'engine'),
  ]);
  await done('npm', [
    'pack',
    join(root, 'packages', 'engine'),
    '--ignore-scripts',
    '--offline',
    '--pack-destination',
    folder,
  ]);
  const archive = readdirSync(folder).find((name) => name.endsWith('.tgz')) ?? '';
  await done('tar', ['-xzf', join(folder, archive), '-C', engine, '--strip-components=1']);
  for (const name of ['saxes', 'xmlchars']) {
    cpSync(join(root, 'node_modules', name), join(folder, 'node_modules', name), { recursive: true });
  }
  return {
    folder,
    files: readdirSync(engine, { recursive: true, encoding: 'utf8' }).map((path) => path.replaceAll('\\', '/')),
    remove: () => rmSync(folder, { recursive: true }),
  };
}

async function done(program: string, parameters: readonly string[]): Promise<void> {
  const { code, output } = await run(program, parameters, { quiet: true });
  if (code !== 0) throw new Error(`${program} ${parameters.join(' ')} ended with ${code}: ${output}`);
}

/** A Vensim model and a Stella one that a program can read in a line; the level at the end is 5.63 in both. */
export const tanks = {
  mdl: 'Level = INTEG(-draining, 100) ~~|\ndraining = Level / 4 ~~|\nINITIAL TIME = 0 ~~|\nFINAL TIME = 10 ~~|\nTIME STEP = 1 ~~|\n',
  xmile:
    '<xmile><sim_specs><start>0</start><stop>10</stop><dt>1</dt></sim_specs><model><variables><stock name="Level"><eqn>100</eqn><outflow>draining</outflow></stock><flow name="draining"><eqn>Level / 4</eqn></flow></variables></model></xmile>',
} as const;
