import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compileModel } from '../compile/compile-model.ts';
import { interpreter } from '../interpret/interpreter.ts';
import { integrationMethods } from '../model/model.ts';
import { readDocument } from '../model/read-document.ts';
import { createProblem } from '../run/problem.ts';
import { run } from '../run/run.ts';
import { wasmBackend } from './backend.ts';

const stockNames = ['level one', 'level two', 'level three'];

/** Equations over these names, with delays, tables, choices and functions in them. */
function equation(names: readonly string[]): fc.Arbitrary<string> {
  const { text } = fc.letrec<{ text: string }>((tie) => {
    const of = (...parts: number[]): fc.Arbitrary<string[]> => fc.tuple(...parts.map(() => tie('text')));
    return {
      text: fc.oneof(
        { maxDepth: 3 },
        fc.oneof(fc.integer({ min: -9, max: 9 }).map(String), fc.constantFrom(...names, 'TIME')),
        fc.tuple(of(1, 2), fc.constantFrom('+', '-', '*', '/')).map(([[a, b], sign]) => `(${a} ${sign} (${b}))`),
        of(1, 2).map(([a, b]) => `MIN(${a}, MAX(${b}, -5))`),
        of(1, 2, 3).map(([a, b, c]) => `(IF ${a} > 1 THEN ${b} ELSE ${c})`),
        of(1).map(([a]) => `SMTH1(${a}, 2)`),
        of(1).map(([a]) => `DELAY3(${a}, 3)`),
        of(1).map(([a]) => `PREVIOUS(${a}, 1)`),
        of(1).map(([a]) => `UNIFORM(0, ${a})`),
        of(1).map(([a]) => `SIN(${a}) * EXP(-ABS(${a}))`),
        of(1, 2).map(([a, b]) => `(ABS(${a}) + 0.1) ^ SIN(${b})`),
        of(1).map(([a]) => `shape(${a})`),
      ),
    };
  });
  return text;
}

/** Models of three levels and four converters, each of which may use the levels and the converters before it. */
const models = fc
  .tuple(
    fc.tuple(...[0, 1, 2, 3].map((count) => equation([...stockNames, ...converters(count)]))),
    fc.tuple(...stockNames.map(() => equation([...stockNames, ...converters(4)]))),
    fc.constantFrom(...integrationMethods),
  )
  .map(([auxiliaries, rates, method]) => ({
    model: { name: 'generated', time: { start: 0, stop: 6, step: 0.25, method } },
    lookups: { shape: { x: [-4, 0, 1, 5], y: [2, -1, 3, 0] } },
    stocks: Object.fromEntries(
      stockNames.map((name, index) => [name, { initial: index + 1, inflows: [`rate ${index}`] }]),
    ),
    flows: Object.fromEntries(rates.map((text, index) => [`rate ${index}`, { equation: text }])),
    variables: Object.fromEntries(auxiliaries.map((text, index) => [`converter ${index}`, { equation: text }])),
  }));

function converters(count: number): string[] {
  return Array.from({ length: count }, (_, index) => `converter ${index}`);
}

test('wasmBackend gives the same bits as the interpreter for generated models', () => {
  let ran = 0;
  fc.assert(
    fc.property(models, (data) => {
      const { model, diagnostics } = readDocument([{ file: 'generated', data }]);
      if (model === undefined) throw new Error(diagnostics.map(({ message }) => message).join('\n'));
      const { program, diagnostics: problems } = compileModel(model);
      if (program === undefined) throw new Error(problems.map(({ message }) => message).join('\n'));
      const problem = createProblem(program);
      const meant = run(problem, interpreter);
      if (meant.status.kind === 'done') ran += 1;
      expect(run(problem, wasmBackend)).toEqual(meant);
    }),
    { numRuns: 200, seed: 7 },
  );
  // Models that diverge are compared too, but not they alone.
  expect(ran).toBeGreaterThan(60);
});
