import { compileModel, createProblem, interpreter, run, type Model } from '@weir/engine';
import { readVensim, writeVensim } from '@weir/engine/vensim';
import { readXmile, writeXmile } from '@weir/engine/xmile';
import { describe, expect, it } from 'vitest';
import { checkXmile } from '../../engine/src/testing/xmile-rules.ts';
import { generalModel } from '../src/index.ts';

const { model } = generalModel;
const short = { stop: model.time.start + 2 };

function valuesOf(source: Model): Map<string, Float64Array> {
  const { program, diagnostics } = compileModel(source);
  if (program === undefined) throw new Error(diagnostics.map(({ message }) => message).join('\n'));
  const { columns } = run(createProblem(program, short), interpreter);
  return new Map(columns.map(({ name, values }) => [name.toLowerCase().replace(/[\s_]+/g, '_'), values]));
}

/** The names of variables whose values are not those of the general model, to nine figures. */
function differing(found: Model): string[] {
  const own = valuesOf(found);
  return [...valuesOf(model)].flatMap(([name, values]) => {
    const others = own.get(name);
    const same = values.every((value, row) => {
      const other = others?.[row] ?? Number.NaN;
      return Math.abs(value - other) <= 1e-9 * Math.max(1, Math.abs(value));
    });
    return same ? [] : [name];
  });
}

describe('exports of the general model', () => {
  it('keep the rules of XMILE 1.0 and the numbers', () => {
    const { text = '', diagnostics } = writeXmile(model);
    expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
    expect(checkXmile(text)).toEqual([]);
    const { model: back } = readXmile(text, { file: 'general.xmile' });
    expect(back === undefined ? ['not read'] : differing(back)).toEqual([]);
  });

  it('keep the numbers in Vensim’s format', () => {
    const { text = '', diagnostics } = writeVensim(model);
    expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
    const { model: back } = readVensim(text, { file: 'general.mdl' });
    expect(back === undefined ? ['not read'] : differing(back)).toEqual([]);
  });
});
