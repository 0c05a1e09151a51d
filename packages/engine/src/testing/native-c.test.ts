import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { compileModel } from '../compile/compile-model.ts';
import type { Program } from '../compile/program.ts';
import { interpreter } from '../interpret/interpreter.ts';
import type { Model } from '../model/model.ts';
import { emitNativeC, type NativeOptions } from './native-c.ts';
import { memberFactor, nativeMainInC } from './native-main.ts';
import { model } from './model-notation.ts';

const hasGcc = spawnSync('gcc', ['--version']).status === 0;

const forms = [
  { loops: false, locals: false, watch: true },
  { loops: true, locals: false, watch: false },
  { loops: false, locals: true, watch: false },
  { loops: true, locals: true, watch: true },
];

const sir = model`stock Susceptible = 999 { -infecting }; stock Infectious = 1 { +infecting -recovering }; stock Recovered = 0 { +recovering }
  flow infecting = contacts * infectivity * Susceptible * Infectious / (Susceptible + Infectious + Recovered)
  flow recovering = Infectious / duration; contacts = 6; infectivity = 0.05; duration = 5; time 0 100 0.03125`;

/** Every operation, tables of every mode and spacing, arrays along one and two dimensions, memory that changes once a step. */
const everything = model`dim Age = a, b, c, d, e; dim Home = x, y, z; time 0 12 0.125
  stock S[Age] = 10 { +in -out }; flow in[Age] = SIN(TIME) + 2; flow out[Age] = S[Age] / life; life = 4
  weight[a] = 1; weight[b] = 2; weight[c] = 3; weight[d] = 5; weight[e] = 7; share[Age] = S[Age] * weight[Age] / SUM(S[*])
  stock T[Age, Home] = 1 { +grow }; flow grow[Age, Home] = rate[Home] * T[Age, Home] * share[Age] - MIN(T[Age, Home], 0.5)
  rate[x] = 0.1; rate[y] = 0.2; rate[z] = 0.3; most = MAX(T[*, *]); chosen = IF TIME > 3 AND most > 2 OR most < 1 THEN most ELSE -most
  even = TABLE(TIME) (0,0) (3,5) (6,1) (9,4); uneven = TABLE(TIME) (0,0) (1,5) (6,1); jumps = TABLE(TIME) DISCRETE (0,1) (2,5) (3,2)
  beyond = TABLE(TIME - 3) EXTRAPOLATE (0,1) (1,3) (4,2)
  many = TABLE(TIME) (0,0) (0.1,1) (0.3,2) (0.5,3) (1,4) (2,5) (3,4) (4,3) (5,2) (6,1) (6.5,0) (7,1) (8,2) (9,3) (9.5,4) (10,5) (11,6) (11.5,7)
  powers = 2 ^ SIN(TIME) + EXP(-TIME) + LN(TIME + 1) + SQRT(TIME) + ABS(COS(TIME)) + TAN(0.1 * TIME) + ARCTAN(TIME)
  wholes = INT(TIME * 3) + ROUND(TIME * 3) + MODULO(TIME - 3, 2); was = PREVIOUS(most, 7); late = DELAY3(most, 2); slow = SMTH1(was, 3)`;

const models = {
  SIR: sir,
  'a model of every operation': everything,
};

function compiled(source: Model): Program {
  const { program, diagnostics } = compileModel(source);
  if (program === undefined) throw new Error(diagnostics.map(({ message }) => message).join('\n'));
  return program;
}

function requestOf(program: Program, method: 'euler' | 'rk4') {
  const { start, stop, step } = program.time;
  const steps = Math.round((stop - start) / step);
  const parameters = Float64Array.from(program.parameters, ({ value }) => value);
  const save = program.layout.flatMap(({ base, size }) => Array.from({ length: size }, (_, index) => base + index));
  return { start, step, steps, saveEvery: 16, method, parameters, save };
}

describe.skipIf(!hasGcc)(`emitNativeC${hasGcc ? '' : ': there is no gcc on the path'}`, () => {
  let folder = '';
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'weir-native-'));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  function build(program: Program, options: NativeOptions): (commands: string) => number[][] {
    const [source, binary] = [join(folder, 'run.c'), join(folder, 'run')];
    writeFileSync(source, `${emitNativeC(program, options)}\n${nativeMainInC(options.save.length)}`);
    execFileSync('gcc', ['-O1', '-ffp-contract=off', '-Wall', '-Werror', '-o', binary, source, '-lm', '-lpthread']);
    return (commands) => {
      const output = execFileSync(binary, { input: commands, encoding: 'utf8', maxBuffer: 2 ** 28 });
      return output
        .trim()
        .split('\n')
        .map((line) => line.split(' ').map(Number));
    };
  }

  function commandsOf({ start, step, steps, saveEvery, parameters }: ReturnType<typeof requestOf>): string {
    return `clock ${start} ${step} ${steps} ${saveEvery}\nparameters ${parameters.length} ${[...parameters].join(' ')}\n`;
  }

  test.each([
    ['SIR', 'euler'],
    ['SIR', 'rk4'],
    ['a model of every operation', 'euler'],
    ['a model of every operation', 'rk4'],
  ] as const)('emitNativeC of %s by %s agrees with the interpreter to 1e-9', (name, method) => {
    const program = compiled(models[name]);
    const request = requestOf(program, method);
    const meant = interpreter.prepare(program).run(request).rows;
    for (const form of forms) {
      const [found = []] = build(program, { method, save: request.save, ...form })(`${commandsOf(request)}rows\n`);
      expect(found.length).toBe(meant.length);
      expect(greatestDifference(found, meant)).toBeLessThan(1e-9);
    }
  });

  test('nativeMainInC runs the same members on one thread and on two, each as memberFactor says', () => {
    const program = compiled(sir);
    const request = requestOf(program, 'euler');
    const [one = [], two = []] = build(program, {
      method: 'euler',
      save: request.save,
      loops: true,
      locals: true,
      watch: false,
    })(`${commandsOf(request)}vary 2 0 2\nensemble 7 1\nensemble 7 2\n`);
    const prepared = interpreter.prepare(program);
    const means = request.save.map(() => 0);
    for (let member = 0; member < 7; member++) {
      const parameters = request.parameters.slice();
      for (const [place, index] of [0, 2].entries()) {
        parameters[index] = (parameters[index] ?? Number.NaN) * memberFactor(member, place);
      }
      const last = prepared.run({ ...request, parameters }).rows.slice(-means.length);
      last.forEach((value, index) => {
        means[index] = (means[index] ?? 0) + value / 7;
      });
    }
    expect(greatestDifference(one.slice(1), means)).toBeLessThan(1e-9);
    expect(greatestDifference(two.slice(1), means)).toBeLessThan(1e-9);
  });

  test('emitNativeC ends a run that it watches at the step at which the interpreter says that it diverged', () => {
    const program = compiled(model`stock S = 1 { +in }; flow in = S ^ 3; time 0 9 0.5`);
    const request = { ...requestOf(program, 'euler'), saveEvery: 1 };
    const { rows } = interpreter.prepare(program).run(request);
    const [found = []] = build(program, {
      method: 'euler',
      save: request.save,
      loops: true,
      locals: true,
      watch: true,
    })(`${commandsOf(request)}rows\n`);
    expect(found.map(Number.isNaN)).toEqual([...rows].map(Number.isNaN));
    expect(found.some(Number.isNaN)).toBe(true);
  });
});

test('emitNativeC refuses by name what the host does', () => {
  const program = compiled(model`dim Age = a, b; x[Age] = 1; y[Age] = VECTOR SORT ORDER(x[Age], 1)`);
  expect(() => emitNativeC(program, { method: 'euler', save: [], loops: true, locals: true, watch: true })).toThrow(
    '"sortOrder"',
  );
});

/** Of the differences, relative to the greater of the two or 1e-6; infinite where one alone is NaN. */
function greatestDifference(found: readonly number[], meant: ArrayLike<number>): number {
  return found.reduce((greatest, value, index) => {
    const other = meant[index] ?? Number.NaN;
    if (Number.isNaN(value) && Number.isNaN(other)) return greatest;
    const difference = Math.abs(value - other) / Math.max(Math.abs(value), Math.abs(other), 1e-6);
    return Math.max(greatest, Number.isNaN(difference) ? Infinity : difference);
  }, 0);
}
