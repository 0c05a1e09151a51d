import { expect, test } from 'vitest';
import type { Model } from '../model/model.ts';
import { model } from '../testing/model-notation.ts';
import { withQueues } from '../testing/with-queues.ts';
import { listed } from '../testing/same-values.ts';
import { checkXmile } from '../testing/xmile-rules.ts';
import { readXmile } from './read-xmile.ts';
import { writeXmile } from './write-xmile.ts';

function written(given: Model): string {
  const { text, diagnostics } = writeXmile(given);
  if (text === undefined) throw new Error(diagnostics.map(({ message }) => message).join('\n'));
  return text;
}

function back(given: Model): Model {
  const { model: found, diagnostics } = readXmile(written(given), { file: 'test.xmile' });
  if (found === undefined) throw new Error(diagnostics.map(({ message }) => message).join('\n'));
  return found;
}

test.each([
  'ZIDZ(1, x)',
  'XIDZ(1, x, 7)',
  'INTEGER(x)',
  'QUANTUM(x, 0.4)',
  'QUANTUM(x, -1)',
  'MODULO(x, 2)',
  'MODULO(x, -2)',
  'CEILING(x)',
  'POWER(TIME, 2)',
  'LOG(TIME + 1, 3)',
  'INITIAL(x)',
  'SMOOTHI(x, 3, 1)',
  'VENSIM PULSE(2, 1.5)',
  'VENSIM PULSE(2, 0)',
  'VENSIM PULSE(2.2, 0.4)',
  'VENSIM STEP(3, 2.2)',
  'VENSIM STEP(3, late)',
  'PULSE TRAIN(1, 1, 3, 8)',
  'PULSE TRAIN(1.2, 0.3, 1.9, 8)',
  'PULSE TRAIN(1, 3, 2, 8)',
  'SAMPLE IF TRUE(x > 0, x, 9)',
  'DELAY FIXED(x, late, 5)',
  'DELAY FIXED(x, 0.1, 5)',
  'DELAY FIXED(x, 0, 5)',
  'DELAY FIXED(x, late - 3, 5)',
  'TIME STEP + INITIAL TIME + FINAL TIME',
  'SUM(a[*:Part])',
  'PROD(a[*:Part])',
  'MEAN(a[*:Part] * a[*:Part])',
  'MAX(a[*:Part]) + MIN(a[*:Part])',
  'SUM(ABS(a[*:Part]) - 2) + SIZE(a[*:Part])',
  'SUM(a[*:D])',
])('writeXmile says %s in standard XMILE with the same numbers', (equation) => {
  const given = model`dim D = p, q, r; dim Part < D = p, r; a[D] = D * TIME; x = TIME - 4.5; late = 3; y = ${equation}; time 0 9 0.5`;
  expect(writeXmile(given).diagnostics).toEqual([]);
  expect(checkXmile(written(given))).toEqual([]);
  expect(listed(back(given), ['y'])).toEqual(listed(given, ['y']));
});

test.each([
  ['a function that it lacks', 'x = FORECAST(TIME, 2, 3)', '"FORECAST" of "x"'],
  ['a fixed delay whose time changes', 'x = DELAY FIXED(TIME, TIME, 1)', '"DELAY FIXED" of "x"'],
  ['a draw that would be written twice', 'x = INTEGER(RANDOM UNIFORM(0, 9, 1))', '"INTEGER" of "x"'],
])('writeXmile warns of %s and writes it as it is', (_, text, what) => {
  const { diagnostics } = writeXmile(model`${text}`);
  expect(diagnostics.find(({ message }) => message.includes(what))?.code).toBe('not-standard-xmile');
});

test('writeXmile keeps STEP for a step of Vensim’s at the time of a step, and names a test input that RK4 would follow', () => {
  expect(written(model`x = VENSIM STEP(3, 2) + VENSIM STEP(3, late); late = 4; time 0 9 0.5`)).toContain(
    '<eqn>STEP(3, 2) + STEP(3, late)</eqn>',
  );
  const given = model`x = VENSIM PULSE(2.2, 1); time 0 9 0.5`;
  const { diagnostics } = writeXmile({ ...given, time: { ...given.time, method: 'rk4', testInputs: 'held' } });
  expect(diagnostics).toMatchObject([{ code: 'not-standard-xmile', variable: 'x' }]);
});

test('writeXmile refuses an aggregate over part of a dimension that cannot be written out', () => {
  const { text, diagnostics } = writeXmile(model`dim D = p, q; dim Part < D = p; a[D] = 1; x = STDDEV(a[*:Part])`);
  expect(text).toBeUndefined();
  expect(diagnostics[0]).toMatchObject({ code: 'not-in-xmile', severity: 'error', variable: 'x' });
});

test('writeXmile lists in the header what it uses, and declares the prefix of the interval of saving', () => {
  const given = model`dim D = p, q; a[D] = 1`;
  const text = written({ ...given, time: { ...given.time, saveEvery: 2 } });
  expect(text).toContain('<uses_arrays maximum_dimensions="1" invalid_index_value="NaN"/>');
  expect(text).toMatch(/xmlns:isee="[^"]+"/);
  expect(text).toContain('isee:save_interval="2"');
  expect(back({ ...given, time: { ...given.time, saveEvery: 2 } }).time.saveEvery).toBe(2);
});

test('writeXmile keeps the documentation of the model and of a dimension, and names what it leaves out', () => {
  const given = model`dim D = p, q; a[D] = 1`;
  const documented: Model = {
    ...given,
    documentation: 'All about it',
    dimensions: given.dimensions.map((each) => ({ ...each, documentation: 'Two of them' })),
    loops: [{ name: 'L', story: 'Round', variables: ['a'] }],
  };
  const { documentation, dimensions } = back(documented);
  expect([documentation, dimensions[0]?.documentation]).toEqual(['All about it', 'Two of them']);
  expect(writeXmile(documented).diagnostics.map(({ message }) => message)).toEqual([
    'Cannot keep everything in a file for XMILE, though its numbers are the same: named loops (1)',
  ]);
});

test('writeXmile gives a table that equations call an element of its own, and an array of them converters', () => {
  const given = model`lookup f = (0,1) (5,2); lookup g = EXTRAPOLATE (0,1) (5,2); y = f(TIME) + g(TIME)`;
  const text = written(given);
  expect(text).toMatch(/<gf name="f">\s*<xpts>0,5<\/xpts>/);
  expect(text).toContain('<gf name="g" type="extrapolate">');
  expect(checkXmile(text)).toEqual([]);
  expect(listed(back(given), ['y'])).toEqual(listed(given, ['y']));
});

test('writeXmile writes queues, overflows and the conveyors after them as the standard has them, with the same numbers', () => {
  const given = withQueues(
    model`stock Q = 2 { +in -on -over }; flow in = 5; flow! on = 0; flow over = 0; stock S = 0 { +on -out }; flow out = 0; time 0 9 1`,
    {
      queues: ['Q'],
      overflows: ['over'],
      conveyors: { S: { length: '2', capacity: '6', oneAtATime: false, batchIntegrity: true } },
    },
  );
  const text = written(given);
  expect(text).toContain('<uses_queue overflow="true"/>');
  expect(text).toMatch(/<flow name="over">\s*<overflow\/>/);
  expect(text).toContain('<conveyor discrete="true" batch_integrity="true" one_at_a_time="false">');
  expect(checkXmile(text)).toEqual([]);
  expect(listed(back(given), ['Q', 'S', 'on', 'over', 'out'])).toEqual(listed(given, ['Q', 'S', 'on', 'over', 'out']));
});
