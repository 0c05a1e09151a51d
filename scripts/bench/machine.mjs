import { spawnSync } from 'node:child_process';
import { availableParallelism, cpus, loadavg, totalmem } from 'node:os';
import { gccVersion } from './native.mjs';

/** What was measured on, and when. */
export function machine() {
  const emcc = spawnSync('emcc', ['--version'], { encoding: 'utf8' }).stdout?.split('\n')[0];
  return {
    date: new Date().toISOString().slice(0, 10),
    processor: cpus()[0]?.model ?? 'unknown',
    cores: availableParallelism(),
    memory: totalmem(),
    /** How many programs wanted a processor in the minute before. */
    load: loadavg()[0],
    node: process.versions.node,
    gcc: versionIn(gccVersion()),
    emcc: versionIn(emcc),
  };
}

const versionIn = (line) => /\d+\.\d+(?:\.\d+)?/.exec(line?.replace(/\(.*?\)/, '') ?? '')?.[0];
