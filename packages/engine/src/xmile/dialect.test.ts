import { expect, test } from 'vitest';
import { interpreter } from '../interpret/interpreter.ts';
import { checkReading } from '../compile/check-reading.ts';
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

test.each([
  ['<start>0</start><stop>4</stop><dt>0</dt>', '1:50 bad-time Cannot run with a step of 0; give a <dt> above 0'],
  [
    '<start>0</start><stop>4</stop><dt reciprocal="true">0</dt>',
    '1:50 bad-time Cannot run with a step of Infinity; give a <dt> above 0',
  ],
  [
    '<start>5</start><stop>4</stop><dt>1</dt>',
    '1:36 bad-time Cannot run from 5 to 4; give a <stop> that is not before the <start>',
  ],
])('readXmile says once and in its place that a run of %s cannot be', (specs, said) => {
  const reading = readXmile(`<xmile> <sim_specs>${specs}</sim_specs>${aux('1')}</xmile>`, { file: 'x.stmx' });
  expect(checkReading(reading).diagnostics.map(formatDiagnostic)).toEqual([`x.stmx:${said}`]);
});

test('readXmile finds an "&" that is not written as an entity', () => {
  const { diagnostics } = readXmile(`<xmile>\n${aux('1 & 2 &lt; 3')}</xmile>`, { file: 'x.stmx' });
  expect(diagnostics.map(formatDiagnostic)).toEqual([
    'x.stmx:2:40 not-well-formed-xml Cannot read "x.stmx" as XML: an "&" begins no entity such as &lt;; write &amp; where "&" itself is meant',
  ]);
});

test('readXmile does not take an "&" in a comment for the fault of a file', () => {
  const { diagnostics } = readXmile('<xmile><!-- a & b --></xmill>', { file: 'x.stmx' });
  expect(diagnostics.map(({ message }) => message)).toEqual([expect.not.stringContaining('&')]);
});

test('readXmile refuses a run of some groups, and a variable of a kind that it does not know', () => {
  const specs = '<sim_specs><start>0</start><stop>1</stop><dt>1</dt><run by="group"/></sim_specs>';
  const body = '<model><variables><valve name="v"><eqn>1</eqn></valve></variables></model>';
  const { diagnostics } = readXmile(`<xmile>${specs}${body}</xmile>`, { file: 'x.stmx' });
  expect(diagnostics.map(({ message }) => message)).toEqual([
    'Cannot run only some of the model, by group: Weir does not support it yet',
    'Cannot run the element <valve> of "v": Weir does not support it yet',
  ]);
});

test('readXmile refuses what it does not know of a leak', () => {
  const belt = `<stock name="belt"><eqn>0</eqn><outflow>off</outflow><outflow>lost</outflow><conveyor><len>2</len></conveyor></stock>
    <flow name="off"/><flow name="lost"><eqn>0.1</eqn><leak exponential="true"/></flow>`;
  const { diagnostics } = readXmile(
    `<xmile><sim_specs><start>0</start></sim_specs><model><variables>${belt}</variables></model></xmile>`,
    { file: 'x.stmx' },
  );
  expect(diagnostics.map(({ message }) => message)).toEqual([
    'Cannot run the attribute exponential="true" of the leak of "lost": Weir does not support it yet',
  ]);
});

test('readXmile refuses other files that are included, and models that are encrypted', () => {
  const header = '<header><includes><include resource="macros.xml"/></includes></header>';
  const specs = '<sim_specs><start>0</start></sim_specs>';
  const models = `${aux('1')}<model name="shut" encryption-scheme="AES">x</model>`;
  const { diagnostics } = readXmile(`<xmile>${header}${specs}${models}</xmile>`, { file: 'x.stmx' });
  expect(diagnostics.map(({ message }) => message)).toEqual([
    'Cannot run what the file includes from "macros.xml": Weir does not support it yet',
    'Cannot run an encrypted model: Weir does not support it yet',
  ]);
});
