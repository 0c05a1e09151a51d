import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { root } from '../lib/run.mjs';

const testing = join(root, 'packages', 'engine', 'dist', 'testing');

/**
 * Strict arithmetic: no sum is reordered and no product fused with a sum, so that results are the program's. The last two only say that
 * nobody reads `errno` or the flags of exceptions.
 */
export const gccFlags = ['-O3', '-march=native', '-ffp-contract=off', '-fno-math-errno', '-fno-trapping-math'];

/** The forms in which a program is written in C; which is fastest depends on the model. */
const forms = [false, true].flatMap((loops) => [false, true].map((locals) => ({ loops, locals })));

/** @returns {string | undefined} the version of gcc, or nothing where there is none */
export function gccVersion() {
  const { status, stdout } = spawnSync('gcc', ['--version'], { encoding: 'utf8' });
  return status === 0 ? stdout.split('\n')[0] : undefined;
}

/** A program in C, compiled and waiting for commands; see `testing/native-main.ts`. */
export class Native {
  #child;
  #lines;

  constructor(binary) {
    this.#child = spawn(binary, [], { stdio: ['pipe', 'pipe', 'inherit'] });
    this.#lines = createInterface({ input: this.#child.stdout })[Symbol.asyncIterator]();
  }

  /** Sends commands without an answer. */
  tell(text) {
    this.#child.stdin.write(`${text}\n`);
  }

  /** @returns {Promise<number[]>} the numbers of the answer's line */
  async ask(text) {
    this.tell(text);
    const { value, done } = await this.#lines.next();
    if (done) throw new Error(`Cannot go on: the program in C ended at "${text}"`);
    return value.split(' ').map(Number);
  }

  /** @returns {Promise<number>} milliseconds a run */
  async timeOfRun(times) {
    const [nanoseconds = Number.NaN] = await this.ask(`run ${times}`);
    return nanoseconds / times / 1e6;
  }

  /** @returns {number | undefined} its greatest resident memory in bytes, where the system tells */
  mostMemory() {
    const file = `/proc/${this.#child.pid}/status`;
    const found = existsSync(file) ? /VmHWM:\s*(\d+) kB/.exec(readFileSync(file, 'utf8')) : null;
    return found === null ? undefined : Number(found[1]) * 1024;
  }

  end() {
    this.#child.stdin.end();
  }
}

/**
 * Writes a program in C, compiles it with gcc and starts it.
 *
 * @param {object} program
 * @param {{ request: object, form: { loops: boolean, locals: boolean }, vary?: readonly number[], watch?: boolean, flags?: readonly string[] }} options `request` as
 *   for a back end; `vary`: which parameters an ensemble varies; `watch`: whether runs that diverge are noticed; `flags`: gcc's
 */
export async function buildNative(program, { request, form, vary = [], watch = false, flags = gccFlags }) {
  const { emitNativeC } = await import(join(testing, 'native-c.js'));
  const { nativeMainInC } = await import(join(testing, 'native-main.js'));
  const folder = mkdtempSync(join(tmpdir(), 'weir-bench-'));
  try {
    const [source, binary] = [join(folder, 'run.c'), join(folder, 'run')];
    const text = emitNativeC(program, { method: request.method, save: request.save, watch, ...form });
    writeFileSync(source, `${text}\n${nativeMainInC(request.save.length)}`);
    const parameters = [...flags, '-o', binary, source, '-lm', '-lpthread'];
    const { status, stderr } = spawnSync('gcc', parameters, { encoding: 'utf8' });
    if (status !== 0) throw new Error(`gcc cannot compile the program in C: ${stderr}`);
    const native = new Native(binary);
    native.tell(`clock ${request.start} ${request.step} ${request.steps} ${request.saveEvery}`);
    native.tell(`parameters ${request.parameters.length} ${[...request.parameters].join(' ')}`);
    native.tell(`vary ${vary.length} ${vary.join(' ')}`);
    // The file may go once the process has begun to answer.
    await native.timeOfRun(1);
    return native;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * Builds a program in every form and keeps the one with the fastest run.
 *
 * @param {object} program
 * @param {object} options as for `buildNative` without `form`; `say` is told the time of each form
 * @returns {Promise<{ native: Native, form: { loops: boolean, locals: boolean }, time: number }>} milliseconds a run
 */
export async function fastestNative(program, { say = () => undefined, ...options }) {
  let best;
  for (const form of forms) {
    const native = await buildNative(program, { ...options, form });
    const time = await fastest(native);
    say(
      `  C, ${form.loops ? 'loops' : 'lines'}, ${form.locals ? 'local variables' : 'one array'}: ${time.toPrecision(3)} ms`,
    );
    if (best !== undefined && best.time <= time) native.end();
    else {
      best?.native.end();
      best = { native, form, time };
    }
  }
  return best;
}

async function fastest(native) {
  const times = Math.max(1, Math.ceil(10 / (await native.timeOfRun(3))));
  let least = Infinity;
  for (let round = 0; round < 7; round++) least = Math.min(least, await native.timeOfRun(times));
  return least;
}
