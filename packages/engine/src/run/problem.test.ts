import { expect, test } from 'vitest';
import { compileModel } from '../compile/compile-model.ts';
import { interpreter } from '../interpret/interpreter.ts';
import { model } from '../testing/model-notation.ts';
import { InputError } from './input-error.ts';
import { overrideVariables } from './override-variables.ts';
import { columnNames, createProblem, type Problem, type ProblemOptions } from './problem.ts';
import { columnOf, run, runPrepared } from './run.ts';

const tank = model`stock Water = 10 { +in -out }; flow in = rate; flow out = Water / stay; rate = 2; stay = 4; time 2010 2012 0.5
  dim Home = foster, residential; price[foster] = 1; price[residential] = 5; cost[Home] = price[Home] * Water`;

const last = (problem: Problem, name: string): number =>
  columnOf(run(problem, interpreter), name)?.at(-1) ?? Number.NaN;
const faults = (options: ProblemOptions): unknown => {
  try {
    createProblem(tank, options);
  } catch (error) {
    if (error instanceof InputError)
      return error.diagnostics.map(({ code, message, advice }) => `${code}: ${message}; ${advice ?? ''}`);
    throw error;
  }
  return 'none';
};

test('createProblem takes times and method from the model and lets options replace them', () => {
  expect(createProblem(tank)).toMatchObject({
    start: 2010,
    stop: 2012,
    step: 0.5,
    saveEvery: 0.5,
    method: 'euler',
    parameters: {},
  });
  const results = run(createProblem(tank, { start: 2011, stop: 2014, step: 0.25, saveEvery: 1 }), interpreter);
  expect([...results.times]).toEqual([2011, 2012, 2013, 2014]);
});

test('createProblem names columns as name and name[element]', () => {
  const { program } = compileModel(tank);
  expect(program && columnNames(program)).toEqual([
    'Water',
    'in',
    'out',
    'rate',
    'stay',
    'price[foster]',
    'price[residential]',
    'cost[foster]',
    'cost[residential]',
  ]);
  const saved = run(createProblem(tank, { save: ['cost[ Residential ]', 'water'] }), interpreter);
  expect(saved.columns.map((each) => each.name)).toEqual(['cost[residential]', 'Water']);
});

test('createProblem sets constants, elements, whole arrays and initial values by name', () => {
  const cost = (parameters: Record<string, number>): number =>
    last(createProblem(tank, { stop: 2010, parameters }), 'cost[foster]');
  expect(cost({})).toBe(10);
  expect(cost({ 'price[foster]': 3 })).toBe(30);
  expect(cost({ price: 7 })).toBe(70);
  expect(cost({ 'price[foster]': 3, price: 7 })).toBe(30);
  expect(cost({ WATER: 20 })).toBe(20);
});

test('createProblem keeps a problem as it is when a copy is changed', () => {
  const problem = createProblem(tank);
  const { program } = problem;
  const prepared = interpreter.prepare(program);
  const before = runPrepared(problem, prepared);
  const changed = runPrepared({ ...problem, parameters: { rate: 100 } }, prepared);
  const after = runPrepared(problem, prepared);
  expect(after).toEqual(before);
  expect(columnOf(changed, 'Water')?.at(-1)).toBeGreaterThan(columnOf(before, 'Water')?.at(-1) ?? 0);
});

test('createProblem replaces a computed variable by a number, and keeps the other constants settable', () => {
  const problem = createProblem(tank, { parameters: { out: 0, rate: 1 } });
  expect(last(problem, 'Water')).toBe(12);
});

test('createProblem throws what is wrong with the options, with near names', () => {
  expect(faults({ parameters: { rat: 3 } })).toEqual([
    'unknown-name: Cannot set "rat": the model has no such variable; did you mean "rate"',
  ]);
  expect(faults({ parameters: { 'price[fostr]': 3 } })).toEqual([
    'unknown-name: Cannot set "price[fostr]": the model has no such variable; did you mean "price[foster]"',
  ]);
  expect(faults({ save: ['wter'] })).toEqual([
    'unknown-name: Cannot save "wter": the model has no such variable; did you mean "Water"',
  ]);
  expect(faults({ parameters: { rate: Number.NaN } })).toEqual([
    'not-a-number: Cannot set "rate" to NaN; give a finite number',
  ]);
  expect(faults({ saveEvery: 0.3 })).toEqual([
    'bad-time: Cannot save every 0.3: it is not a whole number of steps of 0.5; give a multiple of the step',
  ]);
  expect(faults({ step: 0 })).toEqual(['bad-time: Cannot run with a step of 0; give a step above 0']);
  expect(faults({ stop: 2000 })).toEqual([
    'bad-time: Cannot run from 2010 to 2000; give a stop that is not before the start',
  ]);
});

test('createProblem with a program refuses to set what is computed', () => {
  const { program } = compileModel(tank);
  expect(() => program && createProblem(program, { parameters: { out: 1 } })).toThrow(
    'Cannot set "out": it is not a constant',
  );
});

test('createProblem counts steps as whole numbers', () => {
  const steps = run(createProblem(model`x = TIME; time 0 1 0.1`), interpreter);
  expect(steps.times.length).toBe(11);
  expect(steps.times.at(-1)).toBe(1);
});

test('overrideVariables replaces an element and leaves the others', () => {
  const changed = overrideVariables(tank, { 'cost[foster]': 1 });
  const problem = createProblem(changed, { stop: 2010 });
  expect(last(problem, 'cost[foster]')).toBe(1);
  expect(last(problem, 'cost[residential]')).toBe(50);
  expect(() => overrideVariables(tank, { cots: 1 })).toThrow('did you mean "cost"');
});
