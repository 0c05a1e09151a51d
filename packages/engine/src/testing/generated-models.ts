import fc from 'fast-check';
import { integrationMethods } from '../model/model.ts';

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

/** Documents of models of three levels and four converters, run by any method, each of which may use the levels and the converters before it. */
export const generatedModels = fc
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
