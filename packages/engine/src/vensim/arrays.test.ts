import { expect, test } from 'vitest';
import { compileModel } from '../compile/compile-model.ts';
import { interpreter } from '../interpret/interpreter.ts';
import { readDocument } from '../model/read-document.ts';
import { writeDocument } from '../model/write-document.ts';
import { createProblem } from '../run/problem.ts';
import { run } from '../run/run.ts';
import { writeXmile } from '../xmile/write-xmile.ts';
import { readVensim } from './read-vensim.ts';

const clock = 'INITIAL TIME = 0 ~~|\nFINAL TIME = 0 ~~|\nTIME STEP = 1 ~~|\nSAVEPER = 1 ~~|\n';

/** The values at the start of all variables whose names begin so, by their names. */
function values(text: string, start = ''): Record<string, number> {
  const { model, diagnostics } = readVensim(text + clock, { file: 'test.mdl' });
  if (model === undefined) throw new SyntaxError(diagnostics.map(({ message }) => message).join('\n'));
  const { columns } = run(createProblem(model), interpreter);
  return Object.fromEntries(
    columns.filter(({ name }) => name.startsWith(start)).map((each) => [each.name, each.values[0] ?? Number.NaN]),
  );
}
const codes = (text: string): string[] => {
  const { model, diagnostics } = readVensim(text + clock, { file: 'test.mdl' });
  return [...diagnostics, ...(model === undefined ? [] : compileModel(model).diagnostics)].map(({ code }) => code);
};

test('an array that is defined in part has only the elements that have an equation', () => {
  const text = `A: a1, a2, a3 ~~|\nB: b1, b2 ~~|
    x[A] :EXCEPT: [a1] = 7 ~~|\ny[a1, b1] = 1 ~~|\ny[a2, b2] = 2 ~~|\nz = y[a1, b1] + x[a2] ~~|
    S[a1, b1] = INTEG(1, 5) ~~|\nS[a3, b2] = INTEG(1, 6) ~~|\n`;
  expect(values(text)).toEqual({
    'x[a2]': 7,
    'x[a3]': 7,
    'y[a1,b1]': 1,
    'y[a2,b2]': 2,
    z: 8,
    'S[a1,b1]': 5,
    'S[a3,b2]': 6,
  });
  expect(codes(`${text}w = y[a1, b2] ~~|\n`)).toEqual(['absent-element']);
  expect(codes(`${text}w[B] = SUM(y[a1, B!]) ~~|\n`)).toEqual(['absent-element']);
});

test('a partial array survives the authoring layout, and is refused by XMILE', () => {
  const { model } = readVensim(`A: a1, a2 ~~|\nB: b1, b2 ~~|\ny[a1, b1] = 1 ~~|\ny[a2, b2] = 2 ~~|\n${clock}`, {
    file: 'test.mdl',
  });
  if (model === undefined) throw new Error('Cannot read the model');
  const again = readDocument([{ file: 'test.yaml', data: writeDocument(model) }]).model;
  expect(again?.variables.map(({ partial }) => partial)).toEqual([true]);
  expect(writeXmile(model).diagnostics.map(({ code }) => code)).toEqual(['not-in-xmile']);
});

test('blocks along a diagonal are defined over a range and its alias', () => {
  // Shortened from SDEverywhere's `same_family_179`; the figures follow from its equations.
  const text = `A: a1, a2 ~~|\nA' <-> A ~~|\nB: b1, b2 ~~|\nB' <-> B ~~|\nAll: a1, a2, b1, b2 ~~|
    rank[A] = 1, 2 ~~|\nrank[B] = 1, 2 ~~|\nd[A, A'] = 10 * rank[A] + rank[A'] ~~|\nd[B, B'] = rank[B'] - rank[B] ~~|\n`;
  expect(values(text, 'd')).toEqual({
    'd[a1,a1]': 11,
    'd[a1,a2]': 12,
    'd[a2,a1]': 21,
    'd[a2,a2]': 22,
    'd[b1,b1]': 0,
    'd[b1,b2]': 1,
    'd[b2,b1]': -1,
    'd[b2,b2]': 0,
  });
});

test('an alias that stands before its range means the other place all the same', () => {
  const text = `To <-> From ~~|\nFrom: a, b ~~|\nx[From] = 1, 2 ~~|\nm[From, To] = 10 * x[From] + x[To] ~~|
    above[From] = SUM(IF THEN ELSE(To! > From, x[To!], 0)) ~~|\n`;
  expect(values(text, 'm')).toEqual({ 'm[a,a]': 11, 'm[a,b]': 12, 'm[b,a]': 21, 'm[b,b]': 22 });
  expect(values(text, 'above')).toEqual({ 'above[a]': 2, 'above[b]': 0 });
});

test('a range as a number in an aggregate is refused where Vensim would count otherwise', () => {
  const text = 'A: a1, a2, a3 ~~|\nLate: a2, a3 ~~|\nx[A] = 1 ~~|\ny = SUM(x[Late!] * Late!) ~~|\n';
  expect(codes(text)).toEqual(['unsupported-construct']);
});

test('mappings lead to parts of a range, in another order, and to several ranges', () => {
  const text = `A: a1, a2, a3 -> (B: b3, b2, b1), C ~~|\nB: b1, b2, b3 ~~|\nC: c1, c2, c3 ~~|\nfirst: a1, a2 ~~|
    G: g1, g2 -> (A: first, a3) ~~|\na[A] = 1, 2, 3 ~~|\nb[B] = a[A] ~~|\nc[C] = a[A] ~~|\ng[G] = 4, 5 ~~|\nh[A] = g[G] ~~|\n`;
  // The first two are SDEverywhere's `multimap`, the third its `mapping`.
  expect(values(text, 'b')).toEqual({ 'b[b1]': 3, 'b[b2]': 2, 'b[b3]': 1 });
  expect(values(text, 'c')).toEqual({ 'c[c1]': 1, 'c[c2]': 2, 'c[c3]': 3 });
  expect(values(text, 'h')).toEqual({ 'h[a1]': 4, 'h[a2]': 4, 'h[a3]': 5 });
});

test('functions over arrays and tables are read under Vensim’s names', () => {
  const text = `A: a1, a2, a3 ~~|\nx[A] = 5, 3, 8 ~~|\nsel[A] = 1, 0, 1 ~~|\ntab((0,1),(1,1),(2,2)) ~~|
    order[A] = VECTOR SORT ORDER(x[A], 1) ~~|\nsum = VECTOR SELECT(sel[A!], x[A!], 0, 6, 0) ~~|
    fwd = LOOKUP FORWARD(tab, 1.5) ~~|\nnext[A] = VECTOR ELM MAP(x[a1], MIN(A, ELMCOUNT(A) - 1)) ~~|\n`;
  expect(values(text, 'order')).toEqual({ 'order[a1]': 1, 'order[a2]': 0, 'order[a3]': 2 });
  expect(values(text, 'next')).toEqual({ 'next[a1]': 3, 'next[a2]': 8, 'next[a3]': 8 });
  expect([values(text)['sum'], values(text)['fwd']]).toEqual([13, 2]);
});
