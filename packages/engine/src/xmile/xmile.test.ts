import { expect, test } from 'vitest';
import { formatDiagnostic } from '../model/diagnostic.ts';
import type { Model } from '../model/model.ts';
import { readXmile } from './read-xmile.ts';
import { writeXmile } from './write-xmile.ts';

function file(variables: string, extra = ''): string {
  return `<?xml version="1.0"?>
<xmile version="1.0" xmlns="http://docs.oasis-open.org/xmile/ns/XMILE/v1.0">
<sim_specs method="RK4, Euler" time_units="Months"><start>0</start><stop>12</stop><dt reciprocal="true">4</dt></sim_specs>
${extra}<model><variables>
${variables}
</variables></model></xmile>`;
}

function read(text: string | Uint8Array): Model {
  const { model, diagnostics } = readXmile(text, { file: 'm.xmile' });
  if (model === undefined) throw new Error(diagnostics.map(formatDiagnostic).join('\n'));
  return model;
}

function faults(text: string): string[] {
  const { model, diagnostics } = readXmile(text, { file: 'm.xmile' });
  expect(model).toBeUndefined();
  return diagnostics.map(formatDiagnostic);
}

test('readXmile reads a reciprocal step and the first method that the engine has', () => {
  expect(read(file('<aux name="a"><eqn>1</eqn></aux>')).time).toEqual({
    start: 0,
    stop: 12,
    step: 0.25,
    units: 'Months',
    method: 'rk4',
  });
});

test.each([
  ['RK2', 'rk2'],
  ['gear, RK45, Euler', 'dormand-prince'],
  ['euler', 'euler'],
])('readXmile takes the method "%s" for %s, and writes it so that it reads back', (written, method) => {
  const model = read(file('<aux name="a"><eqn>1</eqn></aux>').replace('RK4, Euler', written));
  expect(model.time.method).toBe(method);
  expect(read(writeXmile(model).text ?? '').time.method).toBe(method);
});

test('readXmile gives names as declared, in equations and in flows', () => {
  const { variables } = read(
    file(`<stock name="Children\\nin care"><eqn>10</eqn><inflow>Coming_in</inflow><non_negative/></stock>
<flow name="Coming in"><eqn>"children in care"*RATE_of_entry</eqn></flow>
<aux name="rate of entry"><eqn>0.1</eqn><units>1/month</units><doc>A rate</doc><range min="0" max="1"/></aux>`),
  );
  expect(variables).toMatchObject([
    { kind: 'stock', name: 'Children in care', inflows: ['Coming in'], nonNegative: true },
    { kind: 'flow', definitions: [{ equation: 'Children in care * rate of entry' }], nonNegative: false },
    { kind: 'auxiliary', units: '1/month', documentation: 'A rate', range: { low: 0, high: 1 } },
  ]);
});

test('readXmile reads graphical functions over a scale, with points, with a separator of their own', () => {
  const { variables } = read(
    file(`<aux name="a"><eqn>TIME</eqn><gf type="discrete"><xscale min="0" max="2"/><ypts sep=";">1;2;4;</ypts></gf></aux>
<gf name="t"><xpts>0,5</xpts><ypts>1,2</ypts></gf><aux name="b"><eqn>LOOKUP(a, 1) + t(2)</eqn></aux>`),
  );
  const table = { x: [0, 1, 2], y: [1, 2, 4], mode: 'discrete' };
  expect(variables).toMatchObject([
    { kind: 'auxiliary', definitions: [{ equation: 'TIME', table }] },
    { kind: 'lookup', definitions: [{ table: { x: [0, 5], y: [1, 2], mode: 'continuous' } }] },
    { kind: 'auxiliary', definitions: [{ equation: 'a table(1) + t(2)' }] },
    { kind: 'lookup', name: 'a table', definitions: [{ table }] },
  ]);
});

test('readXmile accepts a prefix that is not declared, a byte order mark, CR line ends and Windows-1252', () => {
  const text = file('<aux name="caf\u00e9" isee:odd="1"><eqn>2</eqn><isee:summing/></aux>');
  expect(read(`\ufeff${text}`.replaceAll('\n', '\r')).variables[0]?.name).toBe('café');
  expect(read(Uint8Array.from(text, (character) => character.charCodeAt(0))).variables[0]?.name).toBe('café');
});

test('readXmile says where XML is not well formed', () => {
  expect(faults('<xmile>\n  <model></mdl>\n</xmile>')[0]).toMatch(
    /^m\.xmile:2:1\d not-well-formed-xml Cannot read "m\.xmile" as XML: /,
  );
});

test('readXmile names the variable of an empty equation and of one that is only question marks', () => {
  expect(faults(file('<aux name="a"><eqn>???</eqn></aux>\n<aux name="b"><eqn/></aux>\n<flow name="c"/>'))).toEqual([
    expect.stringMatching(/^m\.xmile:5:\d+ missing-equation Cannot compute "a": its equation is "\?\?\?"/),
    expect.stringMatching(/^m\.xmile:6:\d+ missing-equation Cannot compute "b": its equation is empty/),
    expect.stringMatching(/^m\.xmile:7:1 missing-equation Cannot compute "c": its equation is empty/),
  ]);
});

test.each([
  [
    'the attribute isee:fifo="true" of the conveyor of "s"',
    '<stock name="s"><eqn>1</eqn><outflow>o</outflow><conveyor isee:fifo="true"><len>4</len></conveyor></stock><flow name="o"/>',
  ],
  [
    'the element <spare> of the conveyor of "s"',
    '<stock name="s"><eqn>1</eqn><conveyor><len>4</len><spare/></conveyor></stock>',
  ],
  ['the leakage of whole units of "s"', '<flow name="s"><eqn>1</eqn><leak/><leak_integers/></flow>'],
  [
    'the leak_start "2", which is no number from 0 to 1, of "s"',
    '<flow name="s" leak_start="2"><eqn>1</eqn><leak/></flow>',
  ],
  ['the attribute isee:spreadflow="dist" of "s"', '<flow name="s" isee:spreadflow="dist"><eqn>1</eqn></flow>'],
  ['the oven', '<stock name="s"><eqn>1</eqn><oven/></stock>'],
  [
    'the attribute isee:prioritize="true" of the queue of "s"',
    '<stock name="s"><eqn>1</eqn><queue isee:prioritize="true"/></stock>',
  ],
  ['the element <queue> of "s"', '<flow name="s"><eqn>1</eqn><queue/></flow>'],
  ['the element <overflow> of "s"', '<stock name="s"><eqn>1</eqn><overflow/></stock>'],
  ['the element <spare> of the queue of "s"', '<stock name="s"><eqn>1</eqn><queue><spare/></queue></stock>'],
  ['the list of batches that the queue starts with of "s"', '<stock name="s"><eqn>1, 2.5; 3</eqn><queue/></stock>'],
  ['the arrayed module "sub"', '<module name="sub"><dimensions><dim name="d"/></dimensions></module>'],
  ['the module "sub" from the file "sub.xmile"', '<module name="sub" resource="sub.xmile"/>'],
  ['the element <novelty>', '<aux name="s"><eqn>1</eqn><novelty/></aux>'],
])('readXmile refuses %s', (what, variable) => {
  expect(faults(file(variable))[0]).toContain(`Cannot run ${what}`);
});

test('readXmile reads a conveyor, its exit without an equation, and what leaks from it', () => {
  const { variables } = read(
    file(`<stock name="In\nCare"><eqn>10, 20</eqn><inflow>come</inflow><outflow>leave</outflow><outflow>move</outflow>
<outflow>die</outflow><conveyor exponential_leak="true" one_at_a_time="true"><len>stay_time</len><capacity>99</capacity>
<in_limit>5</in_limit><sample>TIME &gt; 2</sample><arrest>0</arrest></conveyor></stock>
<flow name="come" isee:spreadflow="even"><eqn>1</eqn></flow><flow name="leave"/>
<flow name="move" leak_start="0.5"><eqn>0.1</eqn><non_negative/><leak/></flow><flow name="die"><leak>0.2*stay_time</leak></flow>
<aux name="Stay time"><eqn>2</eqn><event_poster min="0" max="1"/></aux>`),
  );
  expect(variables).toMatchObject([
    {
      name: 'In Care',
      initial: [{ equation: '30' }],
      conveyor: {
        length: 'Stay time',
        capacity: '99',
        inflowLimit: '5',
        sample: 'TIME > 2',
        arrest: '0',
        contents: [10, 20],
        exponentialLeak: true,
      },
    },
    { name: 'come', spread: 'even' },
    { name: 'leave', definitions: [{ equation: '0' }] },
    { name: 'move', definitions: [{ equation: '0.1' }], leak: { start: 0.5, end: 1 } },
    { name: 'die', definitions: [{ equation: '0.2 * Stay time' }], leak: { start: 0, end: 1 } },
    { kind: 'auxiliary' },
  ]);
  expect(variables[2]).not.toHaveProperty('leak');
});

test('readXmile takes the outflows of a conveyor after the first for leaks where none is marked', () => {
  const { variables } = read(
    file(`<stock name="s"><eqn>1</eqn><outflow>a</outflow><outflow>b</outflow><conveyor><len>2</len></conveyor></stock>
<flow name="a"><eqn>0</eqn></flow><flow name="b"><eqn>0.5</eqn></flow>`),
  );
  expect(variables).toMatchObject([{ kind: 'stock' }, { name: 'a' }, { name: 'b', leak: { start: 0, end: 1 } }]);
  expect(variables[1]).not.toHaveProperty('leak');
});

test('readXmile reads a queue and its overflow, without equations of their own, and how a conveyor takes from it', () => {
  const { variables } = read(
    file(`<stock name="Waiting"><eqn>1</eqn><inflow>come</inflow><outflow>start</outflow><outflow>give_up</outflow><queue/>
<non_negative/></stock><stock name="Home"><eqn>0</eqn><inflow>start</inflow><outflow>leave</outflow>
<conveyor discrete="true" one_at_a_time="false" batch_integrity="true"><len>4</len></conveyor></stock>
<flow name="come"><eqn>2</eqn><non_negative/></flow><flow name="start"><non_negative/></flow><flow name="leave"/>
<flow name="give up"><overflow/></flow>`),
  );
  expect(variables).toMatchObject([
    { name: 'Waiting', nonNegative: false, queue: true, outflows: ['start', 'give up'] },
    { name: 'Home', conveyor: { discrete: true, oneAtATime: false, batchIntegrity: true } },
    { name: 'come', nonNegative: true },
    { name: 'start', nonNegative: false, definitions: [{ equation: '0' }] },
    { name: 'leave' },
    { name: 'give up', overflow: true, definitions: [{ equation: '0' }] },
  ]);
});

test('readXmile refuses a stock that is both a conveyor and a queue', () => {
  const both = '<stock name="s"><eqn>1</eqn><conveyor><len>4</len></conveyor><queue/></stock>';
  expect(faults(file(both))[0]).toContain('bad-queue Cannot run "s" both as a conveyor and as a queue');
});

test('readXmile reads SELF as the variable itself, unless there is a variable of that name', () => {
  const counter = '<aux name="count"><eqn>PREVIOUS(self, 0) + 1</eqn></aux>';
  expect(read(file(counter)).variables).toMatchObject([{ definitions: [{ equation: 'PREVIOUS(count, 0) + 1' }] }]);
  expect(read(file(`${counter}<aux name="Self"><eqn>2</eqn></aux>`)).variables[0]).toMatchObject({
    definitions: [{ equation: 'PREVIOUS(Self, 0) + 1' }],
  });
});

test('readXmile refuses imports of data', () => {
  const extra = '<data><import resource="x.csv"/></data>';
  expect(faults(file('<aux name="a"><eqn>1</eqn></aux>', extra))).toEqual([
    expect.stringContaining('Cannot run the import of data from "x.csv" at every run'),
  ]);
});

test('readXmile points into the equation', () => {
  expect(faults(file('<aux name="a"><eqn>1 + (2</eqn></aux>'))[0]).toMatch(/^m\.xmile:5:24 unbalanced-bracket /);
});

test('writeXmile gives text that reads back as the same model', () => {
  const text = file(
    `<stock name="s"><doc>Held &amp; kept</doc><dimensions><dim name="Age"/></dimensions><units>people</units>
<element subscript="young"><eqn>1</eqn></element><element subscript="old"><eqn>2</eqn></element><inflow>in_flow</inflow></stock>
<flow name="in flow"><dimensions><dim name="Age"/></dimensions><eqn>s[Age]*IF rate&lt;0.5 AND NOT (rate=0) THEN 1 ELSE "50%"</eqn><non_negative/></flow>
<aux name="rate"><eqn>TIME</eqn><gf type="extrapolate"><xpts>0,1</xpts><ypts>0,2</ypts></gf></aux><aux name="50%"><eqn>SUM(s[*])</eqn></aux>
<stock name="belt"><eqn>3, 4</eqn><inflow>on</inflow><outflow>off</outflow><outflow>lost</outflow>
<conveyor exponential_leak="true"><len>rate+2</len><in_limit>7</in_limit><sample>1</sample></conveyor></stock>
<flow name="on" isee:spreadflow="dest"><eqn>1</eqn></flow><flow name="off"><eqn>0</eqn></flow>
<flow name="lost" leak_start="0.25" leak_end="0.5"><eqn>0.1</eqn><leak/></flow>
<group name="Sector"><entity name="rate"/></group>`,
    `<model_units><unit name="people"><alias>person</alias></unit></model_units>
<dimensions><dim name="Age"><elem name="young"/><elem name="old"/></dim><dim name="N" size="3"/></dimensions>\n`,
  );
  const model = read(text);
  const { text: written } = writeXmile(model);
  const withoutPlaces = (value: Model): unknown =>
    JSON.parse(JSON.stringify(value, (key, part: unknown) => (key === 'place' ? undefined : part)));
  expect(withoutPlaces(read(written ?? ''))).toEqual(withoutPlaces(model));
});

test('readXmile runs with the values that an import on demand has left, and leaves out one that is switched off', () => {
  const data =
    '<data><import frequency="on_demand" resource="a.csv"/><import enabled="false" resource="b.csv"/><export resource="c.csv"/></data>';
  const { model, diagnostics } = readXmile(file('<aux name="a"><eqn>1</eqn></aux>', data), { file: 'm.stmx' });
  expect(model).toBeDefined();
  expect(diagnostics.map(formatDiagnostic)).toEqual([
    'm.stmx:4:7 import-on-demand Cannot import data from "a.csv" on demand: the model is read with the values that it holds; import the data in Stella if they are newer than the model',
  ]);
});

test('readXmile says what stands in the way of the line <?xml … ?>', () => {
  const { diagnostics } = readXmile('<?xml version="1.0" encoding="utf-8" standalone="yes"\n>\n<xmile/>', {
    file: 'm.xmile',
  });
  expect(diagnostics.map(({ code, message }) => `${code} ${message}`)).toEqual([
    'not-well-formed-xml Cannot read "m.xmile" as XML: the line <?xml … ?> does not end after its last attribute',
  ]);
});
