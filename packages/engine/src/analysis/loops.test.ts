import { describe, expect, test } from 'vitest';
import { compileModel } from '../compile/compile-model.ts';
import type { Program } from '../compile/program.ts';
import { interpreter } from '../interpret/interpreter.ts';
import type { NamedLoop } from '../model/model.ts';
import { model } from '../testing/model-notation.ts';
import { wholeLength, withConveyors } from '../testing/with-conveyors.ts';
import { withQueues } from '../testing/with-queues.ts';
import { causalLinks, runMoments } from './causal-links.ts';
import { shortestIndependentLoops } from './cycles.ts';
import { findLoops, signOfLoop } from './loops.ts';

const compile = (source: ReturnType<typeof model>): Program => {
  const { program, diagnostics } = compileModel(source);
  if (program === undefined) throw new Error(diagnostics.map(({ message }) => message).join('\n'));
  return program;
};

/** Links as `cause>effect sign`, sorted. */
const links = (program: Program): string[] =>
  causalLinks(program, runMoments(program, { backend: interpreter }))
    .map(({ from, to, sign }) => `${from}>${to} ${sign}`)
    .toSorted();

const find = (program: Program, named: readonly NamedLoop[] = []): ReturnType<typeof findLoops> =>
  findLoops(program, { named, backend: interpreter });

describe('causalLinks', () => {
  test('gives stocks, flows and converters the signs that the equations have', () => {
    const program = compile(model`stock S = 10 { +in -out }; flow in = S * r; flow out = S / life; r = 0.1; life = 5`);
    expect(links(program)).toEqual(['in>s +', 'life>out -', 'out>s -', 'r>in +', 's>in +', 's>out +']);
  });

  test('looks through delays and smooths to the variable behind them', () => {
    const program = compile(model`stock S = 10 { +in }; flow in = 20 - DELAY3(S, 2) - SMTH1(S, 3)`);
    expect(links(program)).toEqual(['in>s +', 's>in -']);
  });

  test('gives a conveyor its flows, and what leaves it what enters it', () => {
    const source = model`stock S = 8 { +in -out -leak }; flow in = 9 - S; flow out = 0; flow leak = share; share = 0.3; time 0 8 1`;
    const program = compile(withConveyors(source, { conveyors: { S: { length: '4' } }, flows: { leak: wholeLength } }));
    expect(links(program)).toEqual([
      'in>leak +',
      'in>out +',
      'in>s +',
      'leak>s -',
      'out>s -',
      's>in -',
      'share>leak +',
      'share>out -',
    ]);
  });

  test('gives a queue its flows, and what leaves it what enters it and what there is', () => {
    const source = model`stock Q = 5 { +in -on -over }; flow in = 4; flow on = 0; flow over = 0; stock S = 0 { +on -out }; flow out = 0
      room = 6; time 0 8 1`;
    const conveyors = { S: { length: '4', capacity: 'room', oneAtATime: false } } as const;
    const program = compile(withQueues(source, { queues: ['Q'], overflows: ['over'], conveyors }));
    expect(links(program)).toEqual([
      'in>on +',
      'in>over +',
      'in>q +',
      'on>out +',
      'on>q -',
      'on>s +',
      'out>on +',
      'out>over -',
      'out>s -',
      'over>q -',
      'q>on +',
      'q>over +',
      'room>on +',
      'room>over -',
      's>on -',
      's>over +',
    ]);
  });

  test('leaves out what acts at the start alone', () => {
    const program = compile(model`stock S = 10 { +in }; flow in = INIT(S) * 0.1`);
    expect(links(program)).toEqual(['in>s +']);
  });

  test('says that a sign varies where a table rises and falls, and that a lever at rest has none', () => {
    const program = compile(model`hump = TABLE(TIME + x) (0,0) (5,5) (10,0); x = 0; rest = off * x; off = 0`);
    expect(links(program)).toEqual(['off>rest none', 'x>hump varies', 'x>rest none']);
  });

  test('finds every operation to have the sign of a finite difference', () => {
    const program = compile(model`
      a = 2; b = 3
      sum = a + b; less = a - b; times = a * b; over = a / b; power = a ^ b; least = MIN(a, b); most = MAX(a, b)
      e = EXP(a - b); l = LN(b / a); root = SQRT(a * b); size = ABS(a - b); pick = IF a > 1 THEN b ELSE a`);
    expect(links(program)).toEqual([
      'a>e +',
      'a>l -',
      'a>least +',
      'a>less +',
      'a>most none',
      'a>over +',
      'a>pick none',
      'a>power +',
      'a>root +',
      'a>size -',
      'a>sum +',
      'a>times +',
      'b>e -',
      'b>l +',
      'b>least none',
      'b>less -',
      'b>most +',
      'b>over -',
      'b>pick +',
      'b>power +',
      'b>root +',
      'b>size +',
      'b>sum +',
      'b>times +',
    ]);
  });
});

describe('findLoops', () => {
  const growth = model`stock Fish = 10 { +births -deaths }; flow births = Fish * 0.3; flow deaths = Fish * crowding; crowding = Fish / 100; time 0 20 0.25`;

  test('finds a reinforcing loop and the balancing ones that limit it', () => {
    const { loops } = find(compile(growth));
    expect(loops.map(({ sign, variables }) => `${sign}: ${variables.join(' → ')}`)).toEqual([
      'reinforcing: Fish → births',
      'balancing: Fish → deaths',
      'balancing: Fish → crowding → deaths',
    ]);
  });

  test('finds the loop of a stock whose one rate depends on its own level', () => {
    const { loops } = find(compile(model`stock S = 10 { net: 0 - S / 4 }`));
    expect(loops.map(({ sign, variables }) => `${sign}: ${variables.join()}`)).toEqual(['balancing: S']);
  });

  test('puts named loops first and fills in what the author left out', () => {
    const named = { name: 'Crowding', story: 'Many fish leave little room.', variables: ['crowding', 'Fish'] };
    const { loops, diagnostics } = find(compile(growth), [named]);
    expect(diagnostics).toEqual([]);
    expect(loops).toHaveLength(3);
    expect(loops[0]).toMatchObject({ name: 'Crowding', sign: 'balancing', variables: ['crowding', 'deaths', 'Fish'] });
  });

  test('reports a named loop that the equations do not close, and one with a misspelt variable', () => {
    const { diagnostics } = find(compile(model`stock S = 1 { +in }; flow in = S * r; r = 2`), [
      { name: 'Imagined', story: '', variables: ['S', 'r'] },
      { name: 'Misspelt', story: '', variables: ['S', 'inn'] },
    ]);
    expect(diagnostics.map(({ code, message }) => `${code}: ${message}`)).toEqual([
      'loop-not-closed: Cannot close the loop "Imagined": "S" does not act on "r"',
      'loop-unknown-variable: Cannot find "inn", a variable of the loop "Misspelt"',
    ]);
  });
});

test('shortestIndependentLoops covers every link that lies on a loop', () => {
  const graph = new Map([
    ['a', ['b']],
    ['b', ['c', 'a']],
    ['c', ['a', 'd']],
    ['d', []],
  ]);
  expect(shortestIndependentLoops(graph)).toEqual([
    ['a', 'b'],
    ['a', 'b', 'c'],
  ]);
});

test('signOfLoop counts minus signs', () => {
  expect(signOfLoop(['+', '-', '-'])).toBe('reinforcing');
  expect(signOfLoop(['+', '-'])).toBe('balancing');
  expect(signOfLoop(['+', 'varies'])).toBe('varying');
  expect(signOfLoop(['varies', 'none'])).toBe('inactive');
});
