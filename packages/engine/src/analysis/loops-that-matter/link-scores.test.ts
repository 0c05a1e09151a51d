import { describe, expect, test } from 'vitest';
import { compileModel } from '../../compile/compile-model.ts';
import { interpreter } from '../../interpret/interpreter.ts';
import type { Model } from '../../model/model.ts';
import { model } from '../../testing/model-notation.ts';
import { runIntervals } from './intervals.ts';
import { linkScorer, type FlowScores } from './link-scores.ts';
import { slotStructure } from './targets.ts';

/** The scores of all links into a variable over the first interval, by cause, to twelve digits. */
function scoresInto(effect: string, source: Model, flowScores: FlowScores = 'change'): Record<string, number> {
  const { program } = compileModel(source);
  if (program === undefined) throw new Error('the model has errors');
  const { targets, memories, owner } = slotStructure(program);
  const scorer = linkScorer(program, { targets: [...targets.values()], memories, counts: () => true, flowScores });
  const scores = scorer.score(runIntervals(program, { backend: interpreter, every: 1 }).interval(0));
  const rounded = (score: number): number => Number(score.toPrecision(12));
  return Object.fromEntries(
    scorer.links.flatMap(({ from, to }, place) =>
      owner.get(to)?.name === effect ? [[owner.get(from)?.name ?? '', rounded(scores[place] ?? Number.NaN)]] : [],
    ),
  );
}

describe('linkScorer', () => {
  // Schoenberg, Davidsen and Eberlein 2020, table 1.
  test('gives z = 2x + y the published scores 0.8 and 0.2', () => {
    const source = model`x = TABLE(TIME) (0,5) (1,7); y = TABLE(TIME) (0,4) (1,5); z = 2 * x + y`;
    expect(scoresInto('z', source)).toEqual({ x: 0.8, y: 0.2 });
  });

  // The same, table 2.
  test('gives z = (w + x) / y the published scores 5, 3.33 and -6', () => {
    const source = model`w = TABLE(TIME) (0,7) (1,10); x = TABLE(TIME) (0,2) (1,4); y = TABLE(TIME) (0,3) (1,5); z = (w + x) / y`;
    expect(scoresInto('z', source)).toEqual({ w: 5, x: 3.33333333333, y: -6 });
  });

  // Schoenberg, Hayward and Eberlein 2023: an inflow that goes from 5 to 10 and an outflow from 4 to 5.
  test('scores flows by their change: 1.25 and -0.25 as published, and the same from one net flow', () => {
    const flows = `in = TABLE(TIME) (0,5) (1,10); flow out = TABLE(TIME) (0,4) (1,5)`;
    expect(scoresInto('S', model`stock S = 100 { +in -out }; flow ${flows}`)).toEqual({ in: 1.25, out: -0.25 });
    const joined = model`stock S = 100 { +net }; flow net = in - out; ${flows.replace('flow ', '')}`;
    expect(scoresInto('net', joined)).toEqual({ in: 1.25, out: -0.25 });
    expect(scoresInto('S', joined)).toEqual({ net: 1 });
  });

  test('scores flows by their value where asked: 2 and -1, as in the first publication', () => {
    const source = model`stock S = 101 { +in -out }; flow in = TABLE(TIME) (0,10) (1,11); flow out = TABLE(TIME) (0,5) (1,7)`;
    expect(scoresInto('S', source, 'value')).toEqual({ in: 2, out: -1 });
  });

  test('gives 0 where the cause or the effect does not change, and follows the branch that counts', () => {
    const x = 'x = TABLE(TIME) (0,1) (1,2); y = TABLE(TIME) (0,5) (1,3); c = 4';
    expect(scoresInto('z', model`${x}; z = MIN(x, y) + c`)).toEqual({ x: 1, y: 0 });
    expect(scoresInto('z', model`${x}; z = IF x > 1.5 THEN y ELSE 5`)).toEqual({ x: 0, y: 0 });
    expect(scoresInto('z', model`${x}; z = MAX(x, 8)`)).toEqual({ x: 0 });
  });
});
