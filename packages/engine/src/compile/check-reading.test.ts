import { expect, test } from 'vitest';
import { hasErrors } from '../model/diagnostic.ts';
import { readDocument } from '../model/read-document.ts';
import type { Reading } from '../model/reading.ts';
import { readVensim } from '../vensim/read-vensim.ts';
import { readXmile } from '../xmile/read-xmile.ts';
import { checkReading } from './check-reading.ts';

/** What is wrong, as `code variable`. */
function found(reading: Reading): string[] {
  const { compilation, diagnostics } = checkReading(reading);
  expect(hasErrors(diagnostics)).toBe(true);
  expect(reading.model === undefined || compilation?.program === undefined).toBe(true);
  return diagnostics.map(({ code, variable }) => (variable === undefined ? code : `${code} ${variable}`)).toSorted();
}

const document = {
  model: { name: 'Ten', time: { start: 0, stop: 10, step: 1 }, colour: 'red' },
  dimensions: { Age: ['young', 'old'] },
  stocks: {
    Waiting: { initial: 5, outflows: ['leaving'], units: 'people' },
    Gone: { inflows: ['arriving'] },
  },
  flows: { leaving: { equation: 'Waiting', units: 'people' }, arriving: 'Wating / 2' },
  variables: {
    odd: '2 * (3 + 4',
    older: { dimensions: ['Age'], equation: { young: 1 } },
    first: 'second',
    second: 'first',
    root: 'SQRT(1, 2)',
    last: { equation: 'Gone + odd + 1', dimension: ['Age'] },
    total: 'older + 1',
    guess: { equation: 3, range: [1, 2, 3] },
  },
};

test('checkReading finds all ten faults of a document in one pass, and nothing that only follows from one', () => {
  expect(found(readDocument([{ file: 'ten.yaml', data: document }]))).toEqual([
    'circular-definition first',
    'missing-elements older',
    'missing-key Gone',
    'missing-subscripts total',
    'unbalanced-bracket odd',
    'unit-mismatch Waiting',
    'unknown-key',
    'unknown-key last',
    'unknown-name arriving',
    'wrong-arguments root',
    'wrong-type guess',
  ]);
});

const mdl = `{UTF-8}
Age: young, old ~~|
Waiting = INTEG(-leaving, 5) ~ people ~|
leaving = Waiting ~ people ~|
arriving = Wating / 2 ~~|
odd = 2 * (3 + 4 ~~|
older[Age] = 1, 2, 3 ~~|
first = second ~~|
second = first ~~|
root = SQRT(1, 2) ~~|
strange = UNHEARD OF(1) + unknown thing ~~|
twice = 1 ~~|
twice = 2 ~~|
data var ~~|
check :THE CONDITION: leaving > 1 :IMPLIES: leaving < 2 ~~|
last = odd + twice + data var + older[young] ~~|
INITIAL TIME = 0 ~~|
FINAL TIME = ten ~~|
TIME STEP = 1 ~ Month ~|
`;

test('checkReading finds all faults of a Vensim model in one pass, and nothing that only follows from one', () => {
  const codes = found(readVensim(mdl, { file: 'ten.mdl' }));
  expect(codes).toEqual(
    expect.arrayContaining([
      'circular-definition first',
      'two-definitions twice',
      'unexpected-text odd',
      'unit-mismatch Waiting',
      'unknown-name arriving',
      'unknown-name strange',
      'unsupported-construct FINAL TIME',
      'unsupported-function strange',
      'wrong-arguments root',
      'wrong-count older',
    ]),
  );
  expect(codes.filter((each) => each.endsWith(' last') || each.startsWith('bad-time'))).toEqual([]);
});

const xmile = `<xmile><sim_specs time_units="Months"><start>0</start><stop>ten</stop><dt>1</dt></sim_specs>
<dimensions><dim name="Age"><elem name="young"/><elem name="old"/></dim></dimensions>
<model><variables>
<stock name="Waiting"><eqn>5</eqn><outflow>leaving</outflow><units>people</units></stock>
<stock name="Gone"><eqn>0</eqn><inflow>arriving</inflow><unheard_of/></stock>
<flow name="leaving"><eqn>Waiting</eqn><units>people</units></flow>
<flow name="arriving"><eqn>Wating / 2</eqn></flow>
<aux name="odd"><eqn>2 * (3 + 4</eqn></aux>
<aux name="older"><dimensions><dim name="Age"/></dimensions><element subscript="young"><eqn>1</eqn></element></aux>
<aux name="first"><eqn>second</eqn></aux>
<aux name="second"><eqn>first</eqn></aux>
<aux name="root"><eqn>SQRT(1, 2)</eqn></aux>
<aux name="unwritten"><eqn>???</eqn></aux>
<aux name="table"><eqn>TIME</eqn><gf><xpts>0,1</xpts><ypts>0,1,2</ypts></gf></aux>
<aux name="twice"><eqn>1</eqn></aux>
<aux name="Twice"><eqn>2</eqn></aux>
<aux name="last"><eqn>odd + unwritten + twice</eqn></aux>
</variables></model></xmile>`;

test('checkReading finds all faults of an XMILE model in one pass, and nothing that only follows from one', () => {
  const codes = found(readXmile(xmile, { file: 'ten.xmile' }));
  expect(codes).toEqual(
    expect.arrayContaining([
      'circular-definition first',
      'duplicate-name Twice',
      'missing-elements older',
      'missing-equation unwritten',
      'not-a-number',
      'table-points table',
      'unbalanced-bracket odd',
      'unit-mismatch Waiting',
      'unknown-name arriving',
      'unsupported-construct Gone',
      'wrong-arguments root',
    ]),
  );
  expect(codes.filter((each) => each.endsWith(' last') || each.startsWith('bad-time'))).toEqual([]);
});

test('checkReading gives the model and its program where nothing is wrong', () => {
  const { model, compilation, diagnostics } = checkReading(
    readVensim('x = 1 ~~|\nINITIAL TIME = 0 ~~|\nFINAL TIME = 9 ~~|\nTIME STEP = 1 ~~|\n', { file: 'a.mdl' }),
  );
  expect(diagnostics).toEqual([]);
  expect(compilation?.program?.name).toBe(model?.name);
});
