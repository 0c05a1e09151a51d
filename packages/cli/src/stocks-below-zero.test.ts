import { createProblem, interpreter, run } from '@weir/engine';
import { readXmile } from '@weir/engine/xmile';
import { expect, test } from 'vitest';
import { stocksBelowZero } from './stocks-below-zero.ts';

function linesOf(inflow: number, stock: string): string[] {
  const { model } = readXmile(
    `<xmile><sim_specs><start>0</start><stop>3</stop><dt>1</dt></sim_specs><model><variables>
      <stock name="pool"><eqn>2</eqn><inflow>in</inflow>${stock}</stock><flow name="in"><eqn>${inflow}</eqn></flow>
    </variables></model></xmile>`,
    { file: 'pool.stmx' },
  );
  if (model === undefined) throw new Error('the model was refused');
  return stocksBelowZero(model, run(createProblem(model), interpreter));
}

test('stocksBelowZero names a non-negative stock that a negative inflow brings below 0, and when', () => {
  expect(linesOf(-1, '<non_negative/>')).toEqual([
    expect.stringMatching(/^The non-negative stock "pool" is below 0 at time 3:/),
  ]);
});

test('stocksBelowZero says nothing of stocks that stay, or may fall', () => {
  expect(linesOf(1, '<non_negative/>')).toEqual([]);
  expect(linesOf(-1, '')).toEqual([]);
});
