import { expect, test } from 'vitest';
import type { Model } from '../model/model.ts';
import { model } from '../testing/model-notation.ts';
import { withQueues } from '../testing/with-queues.ts';
import { listed } from '../testing/same-values.ts';
import { readVensim } from './read-vensim.ts';
import { writeVensim } from './write-vensim.ts';

function written(given: Model): string {
  const { text, diagnostics } = writeVensim(given);
  if (text === undefined) throw new Error(diagnostics.map(({ message }) => message).join('\n'));
  return text;
}

function back(given: Model): Model {
  const { model: found, diagnostics } = readVensim(written(given), { file: 'test.mdl' });
  if (found === undefined) throw new Error(diagnostics.map(({ message }) => message).join('\n'));
  return found;
}

const messages = (given: Model): string[] => writeVensim(given).diagnostics.map(({ message }) => message);

test('writeVensim holds back the outflows of a non-negative stock in their order, with the same numbers', () => {
  const tank = model`stock! S = 10 { +in -first -second }; flow in = 1; flow! first = TIME; flow second = 3; time 0 8 0.5`;
  const text = written(tank);
  expect(text).toContain('first =\n\tMIN(MAX(0, Time), MAX(0, S / TIME STEP + in))');
  expect(text).toContain('second =\n\tMIN(3, MAX(0, S / TIME STEP + in) - first)');
  const names = ['S', 'first', 'second'];
  expect(listed(back(tank), names)).toEqual(listed(tank, names));
});

test.each([
  ['an inflow that reads the outflow', 'stock! S = 4 { +in -out }; flow in = out / 2; flow out = 3'],
  ['an outflow that reads a later one', 'stock! S = 4 { -one -two }; flow one = two / 2; flow two = 3'],
  ['an outflow of two stocks', 'stock! S = 4 { -one -two }; stock! T = 9 { -one }; flow one = 2; flow two = 3'],
  ['no outflow', 'stock! S = 4 { +in }; flow in = -2'],
])('writeVensim says a non-negative stock with %s, with the same numbers', (_, text) => {
  const tank = model`${text}`;
  expect(listed(back(tank), ['S'])).toEqual(listed(tank, ['S']));
});

test('writeVensim holds back each element of an array', () => {
  const tanks = model`dim D = a, b; stock! S[D] = 4 { -out }; flow out[a] = 3; flow out[b] = TIME`;
  const names = ['S[a]', 'S[b]', 'out[a]', 'out[b]'];
  expect(listed(back(tanks), names)).toEqual(listed(tanks, names));
});

test('writeVensim sums a flow over the dimensions that its stock lacks', () => {
  const given = model`dim Age = young, old; dim Sex = f, m; flow move[Sex, Age] = Age + 10 * Sex
stock all = 0 { +move }; stock by age[Age] = 1 { -move }; time 0 2 1`;
  expect(written(given)).toContain('SUM(move[Sex!, Age])');
  const names = ['all', 'by age[young]', 'by age[old]'];
  expect(listed(back(given), names)).toEqual(listed(given, names));
});

test('writeVensim gives a table of its own to a flow that is more than a table', () => {
  const tank = model`stock S = 9 { -out }; flow! out = TABLE(TIME) (0,-1) (4,3)`;
  expect(written(tank)).toContain('out table(\n\t(0,-1),(4,3))\n\t~~|\nout =\n\tMAX(0, out table(Time))');
  expect(listed(back(tank), ['S', 'out'])).toEqual(listed(tank, ['S', 'out']));
});

test.each([
  'CEILING(x)',
  'INT(x)',
  'ROUND(x)',
  'x MOD 2',
  'MOD(x, -2)',
  'SAFEDIV(1, x, 7)',
  'SAFEDIV(1, x)',
  'LOG10(TIME + 1)',
  'RAMP(2, 3)',
  'RAMP(2, 3, 5)',
  'PULSE(3)',
  'PULSE(3, 2)',
  'PULSE(3, 2, 4)',
  'PULSE(3, 2.2)',
  'PULSE(3, late)',
  'PULSE(3, 2.2, 3.3)',
  'STEP(3, 2)',
  'STEP(3, 2.2)',
  'STEP(3, x)',
  'VENSIM STEP(3, 2.2)',
  'VENSIM PULSE(2.2, 0.6)',
  'PULSE TRAIN(1.2, 0.3, 1.9, 8)',
  'DELAY(x, 2)',
  'DELAY(x, late, 5)',
  'PREVIOUS(x, 9)',
  'TREND(TIME, 4)',
  'FORECAST(TIME, 4, 2)',
  'SMTHN(x, 4, 2)',
  'DELAYN(x, 4, 3, 1)',
  'MEAN(a[*])',
  'SIZE(a[*])',
  'MAX(a[*]) - MIN(a[*])',
  'SUM(a[*:Part])',
])('writeVensim says %s with the same numbers', (equation) => {
  const given = model`dim D = p, q, r; dim Part < D = p, r; a[D] = D * TIME; x = TIME - 4.5; late = 3; y = ${equation}; time 0 9 0.5`;
  expect(listed(back(given), ['y'])).toEqual(listed(given, ['y']));
});

test.each([
  ['a draw that would be written twice', 'x = INT(RANDOM UNIFORM(0, 9, 1))', 'INT of a random number'],
  [
    'an order of flows that hangs on a memory',
    'stock! S = 1 { +in -out }; flow in = SMTH1(out, 2); flow out = 1',
    '"in"',
  ],
  ['a fixed delay whose time changes', 'x = DELAY(TIME, TIME)', 'the function DELAY'],
  ['a name of the settings with another value', 'TIME STEP = 2', 'a variable of this name beside the setting'],
  ['an outflow that is no flow', 'stock! S = 1 { -x }; x = 1', 'a stock that is held at zero or above'],
  ['a table in an initial value', 'f = 1; stock S = TABLE(1) (0,1)', 'a table in an initial value'],
])('writeVensim refuses %s by name', (_, text, what) => {
  expect(messages(model`${text}`).join('\n')).toContain(what);
});

test('writeVensim names what it leaves out though no number depends on it', () => {
  const given: Model = {
    ...model`x = 1`,
    documentation: 'All about it',
    loops: [{ name: 'L', story: 'Round', variables: ['x'] }],
    variables: model`x = 1`.variables.map((each) => ({ ...each, documentation: 'a | b' })),
  };
  expect(messages(given)).toEqual([
    'Cannot keep everything in a file for Vensim, though its numbers are the same: named loops (1), the documentation of the model, bars and tildes in comments (1)',
  ]);
});

test('writeVensim keeps a variable whose group is not among the groups', () => {
  const given = model`x = 1`;
  const grouped = { ...given, variables: given.variables.map((each) => ({ ...each, group: 'elsewhere' })) };
  expect(written(grouped)).toContain('x =\n\t1');
});

test('writeVensim reads tables of other kinds than Vensim’s by functions of its own, with the same numbers', () => {
  const given = model`lookup f = DISCRETE (0,1) (4,2) (6,5); lookup g = EXTRAPOLATE (2,1) (5,4); x = f(TIME) + g(TIME)
y = TABLE(TIME) DISCRETE (1,1) (3,2); z = TABLE(TIME / 2) EXTRAPOLATE (1,1) (3,2); time 0 9 0.5`;
  const text = written(given);
  expect(text).toContain('LOOKUP BACKWARD(f, Time) + LOOKUP EXTRAPOLATE(g, Time)');
  expect(text).toContain('y table(\n\t(1,1),(3,2))');
  expect(listed(back(given), ['x', 'y', 'z'])).toEqual(listed(given, ['x', 'y', 'z']));
});

test('writeVensim warns of functions that mean something else in Vensim', () => {
  const stepped = model`x = STEP(1, 2); time 0 4 1`;
  expect(messages(stepped)).toEqual([]);
  expect(messages({ ...stepped, time: { ...stepped.time, method: 'rk4' } })).toEqual([
    'Cannot write STEP of "x" for Vensim with quite its meaning: Vensim holds it over each step of Runge–Kutta',
  ]);
  expect(messages({ ...stepped, time: { ...stepped.time, method: 'rk4', testInputs: 'held' } })).toEqual([]);
  expect(messages(model`y = SMTHN(TIME, 4, 5); time 0 4 1`)).toEqual([
    'Cannot write SMTHN of "y" for Vensim with quite its meaning: Vensim’s SMOOTH N changes once a step, and no stage of it is shorter than a step',
  ]);
});

test('writeVensim refuses a queue by name', () => {
  const given = withQueues(model`stock Q = 1 { -out }; flow out = 0`, { queues: ['Q'] });
  expect(messages(given)[0]).toContain('Cannot write "Q" for Vensim, which cannot say a queue');
});
