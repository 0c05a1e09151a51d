import { expect, test } from 'vitest';
import { interpreter } from '../interpret/interpreter.ts';
import { formatDiagnostic } from '../model/diagnostic.ts';
import { createProblem } from '../run/problem.ts';
import { columnOf, run } from '../run/run.ts';
import { readXmile } from './read-xmile.ts';

/** The values of `x` in a model of steps of a half, from 1 to 3, that a vendor wrote. */
function valuesOfX(content: string, header = ''): number[] {
  const text = `<xmile>${header}<sim_specs><start>1</start><stop>3</stop><dt reciprocal="true">2</dt></sim_specs>${content}</xmile>`;
  const { model, diagnostics } = readXmile(text, { file: 'x.stmx' });
  if (model === undefined) throw new Error(diagnostics.map(formatDiagnostic).join('\n'));
  return [...(columnOf(run(createProblem(model), interpreter), 'x') ?? [])];
}

const aux = (equation: string): string =>
  `<model><variables><aux name="x"><eqn>${equation}</eqn></aux></variables></model>`;

test.each(['<vendor>isee systems, inc.</vendor><product>Stella Architect</product>', '<product>iThink</product>'])(
  'readXmile repeats a PULSE without an interval at every step in a file with %s',
  (header) => {
    expect(valuesOfX(aux('PULSE(3, 2)'), `<header>${header}</header>`)).toEqual([0, 0, 6, 6, 6]);
    expect(valuesOfX(aux('PULSE(3, 2, 0)'), `<header>${header}</header>`)).toEqual([0, 0, 6, 0, 0]);
  },
);

test('readXmile gives a PULSE without an interval once where another tool wrote the file, as XMILE says', () => {
  expect(valuesOfX(aux('PULSE(3, 2)'), '<header><product>sdCloud</product></header>')).toEqual([0, 0, 6, 0, 0]);
});

test('readXmile lets a RAMP without a start rise from the start of the run', () => {
  expect(valuesOfX(aux('RAMP(4)'))).toEqual([0, 2, 4, 6, 8]);
});

const draining = `<variables><stock name="x"><eqn>2</eqn><outflow>out</outflow></stock><flow name="out"><eqn>3</eqn></flow></variables>`;
const held = '<behavior><stock><non_negative/></stock></behavior>';

test('readXmile takes the behaviour of a model, which goes before that of the file', () => {
  const own = (text: string): string => `<model><behavior>${text}</behavior>${draining}</model>`;
  expect(valuesOfX(`<model>${draining}</model>`)).toEqual([2, 0.5, -1, -2.5, -4]);
  expect(valuesOfX(own('<stock><non_negative/></stock>'))).toEqual([2, 0.5, 0, 0, 0]);
  expect(valuesOfX(own('<non_negative/>'))).toEqual([2, 0.5, 0, 0, 0]);
  expect(valuesOfX(held + own('<flow><non_negative/></flow>'))).toEqual([2, 0.5, 0, 0, 0]);
  expect(valuesOfX(held + own('<stock><non_negative>false</non_negative></stock>'))).toEqual([2, 0.5, -1, -2.5, -4]);
});
