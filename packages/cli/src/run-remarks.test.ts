import { createProblem, interpreter, run } from '@weir/engine';
import { readXmile } from '@weir/engine/xmile';
import { expect, test } from 'vitest';
import { runRemarks } from './run-remarks.ts';

function linesOf(inflow: number, stock: string, more = ''): string[] {
  const { model } = readXmile(
    `<xmile><sim_specs><start>0</start><stop>3</stop><dt>1</dt></sim_specs><model><variables>
      <stock name="pool"><eqn>2</eqn><inflow>in</inflow>${stock}</stock><flow name="in"><eqn>${inflow}</eqn></flow>${more}
    </variables></model></xmile>`,
    { file: 'pool.stmx' },
  );
  if (model === undefined) throw new Error('the model was refused');
  return runRemarks(model, run(createProblem(model), interpreter));
}

test('runRemarks names a non-negative stock that a negative inflow brings below 0, and when', () => {
  expect(linesOf(-1, '<non_negative/>')).toEqual([
    expect.stringMatching(/^The non-negative stock "pool" is below 0 at time 3:/),
  ]);
});

test('runRemarks has nothing to say of stocks that stay, or may fall', () => {
  expect(linesOf(1, '<non_negative/>')).toEqual([]);
  expect(linesOf(-1, '')).toEqual([]);
});

test('runRemarks names what is not a finite number, and when it first is not', () => {
  expect(linesOf(1, '', '<aux name="ratio"><eqn>1 / (TIME - 2)</eqn></aux>')).toEqual([
    expect.stringMatching(/^Not every result is a finite number: "ratio" at time 2\. Usual causes/),
  ]);
});
