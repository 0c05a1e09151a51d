import { expect, test } from 'vitest';
import { formatDiagnostic } from '../model/diagnostic.ts';
import { readVensim } from './read-vensim.ts';

const times = (changed: Readonly<Record<string, string>> = {}): string =>
  Object.entries({ 'INITIAL TIME': '0', 'FINAL TIME': '10', 'TIME STEP': '1', SAVEPER: 'TIME STEP', ...changed })
    .map(([name, equation]) => `${name} = ${equation} ~~|\n`)
    .join('');

const read = (text: string, changed: Readonly<Record<string, string>>) =>
  readVensim(text + times(changed), { file: 'm.mdl' });

const halves = { 'TIME STEP': 'IF THEN ELSE(Time < 4, 1, 0.5)' };

test('readVensim reaches all times of a changing step by the shortest, where nothing depends on the steps', () => {
  const { model, diagnostics } = read('x = MAX(Time, 2) + t(Time) ~~|\nt((0,1),(9,2)) ~~|\n', halves);
  expect(model?.time).toMatchObject({ start: 0, stop: 10, step: 0.5 });
  expect(diagnostics.map(formatDiagnostic)).toEqual([
    'm.mdl:5:1 changing-times Cannot change "TIME STEP" during the run: it goes from 0 to 10 in steps of 0.5, and every step is saved',
  ]);
});

test('readVensim ends a run when its changing final time is reached, whatever the model holds', () => {
  const later = { 'FINAL TIME': 'IF THEN ELSE(Time < 5, 10, 12.5)', SAVEPER: 'IF THEN ELSE(Time < 5, 1, 2)' };
  const { model } = read('x = INTEG(SMOOTH(Time, 3), 0) ~~|\n', later);
  expect(model?.time).toMatchObject({ start: 0, stop: 12, step: 1 });
});

test.each([
  ['a level', 'x = INTEG(1, 0) ~~|\n', halves],
  ['a function that remembers', 'x = SMOOTH(Time, 2) ~~|\n', halves],
  ['a use of the step', 'x = 1 / TIME STEP ~~|\n', halves],
  ['steps without a common part', 'x = 1 ~~|\n', { 'TIME STEP': 'IF THEN ELSE(Time < 4, 1, 0.3)' }],
  ['a step of nothing', 'x = 1 ~~|\n', { 'TIME STEP': 'IF THEN ELSE(Time < 4, 1, 0)' }],
  ['a start that moves away', 'x = 1 ~~|\n', { 'INITIAL TIME': 'Time + 1' }],
])('readVensim refuses a changing control variable with %s', (_what, text, changed) => {
  const { model, diagnostics } = read(text, changed);
  expect(model).toBeUndefined();
  expect(diagnostics[0]?.message).toMatch(/^Cannot run with "(?:TIME STEP|INITIAL TIME)" as it is/);
});
