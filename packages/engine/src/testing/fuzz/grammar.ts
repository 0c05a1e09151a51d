import { functionCatalogue } from '../../check/function-catalogue.ts';
import { vensimFunctionNames } from '../../vensim/functions.ts';
import type { Chance } from './chance.ts';

/** How a dialect writes what a made equation is of. */
interface Dialect {
  readonly and: string;
  readonly or: string;
  readonly not: string;
  readonly functions: readonly string[];
  readonly conditional: (test: string, then: string, otherwise: string) => string;
  readonly aggregate: string;
}

const own: Dialect = {
  and: 'AND',
  or: 'OR',
  not: 'NOT',
  functions: functionCatalogue.flatMap(({ name, aliases }) => [name, ...(aliases ?? [])]),
  conditional: (test, then, otherwise) => `IF ${test} THEN ${then} ELSE ${otherwise}`,
  aggregate: 'x[*]',
};

const vensim: Dialect = {
  and: ':AND:',
  or: ':OR:',
  not: ':NOT:',
  functions: vensimFunctionNames,
  conditional: (test, then, otherwise) => `IF THEN ELSE(${test}, ${then}, ${otherwise})`,
  aggregate: 'x[R!]',
};

const names = ['a', 'b', 'S', 'c d', '"e-f"', 'x[A1]', 'x[R]', 'x', 'f(a)', 'Time', 'nobody'];
const numbers = ['0', '1', '2', '0.5', '-1', '3', '10', '1e5', '1e-9', '1000'];

/** An equation that mostly can be read. */
export function makeEquation(chance: Chance, dialect: Dialect = own, depth = 0): string {
  const inner = (): string => makeEquation(chance, dialect, depth + 1);
  const kind = depth > 4 ? chance.whole(2) : chance.whole(10);
  switch (kind) {
    case 0:
      return chance.pick(numbers);
    case 1:
    case 2:
      return chance.happens(0.08) ? dialect.aggregate : chance.pick(names);
    case 3:
      return `(${inner()})`;
    case 4:
      return `${chance.pick(['-', '+', `${dialect.not} `])}${inner()}`;
    case 5:
      return dialect.conditional(inner(), inner(), inner());
    case 6:
    case 7: {
      const name = chance.pick(dialect.functions);
      const entry = functionCatalogue.find((each) => each.name === name);
      const count = chance.happens(0.8) && entry !== undefined ? entry.arguments.length : chance.whole(5);
      return `${name}(${Array.from({ length: count }, inner).join(', ')})`;
    }
    default:
      return `${inner()} ${chance.pick(['+', '-', '*', '/', '^', '<', '>=', '=', '<>', dialect.and, dialect.or])} ${inner()}`;
  }
}

/** A Vensim file that mostly can be read. */
export function makeMdl(chance: Chance): string {
  const equation = (): string => makeEquation(chance, vensim);
  const entries = [
    'R: A1, A2, A3 ~~|',
    ...(chance.happens(0.3) ? ['T: (B1-B3) -> R ~~|'] : []),
    `a = ${equation()} ~ ${chance.pick(['Dmnl', '1/Year', '$ [0,10]', ''])} ~|`,
    `b = ${chance.pick(numbers)} ~~|`,
    `S = INTEG(${equation()}, ${chance.pick([...numbers, 'b'])}) ~~|`,
    `c d = ${chance.happens(0.2) ? `WITH LOOKUP(${equation()}, ([(0,0)-(9,9)],(0,1),(2,3)))` : equation()} ~~|`,
    `"e-f" = ${equation()} ~~|`,
    chance.happens(0.5) ? `x[R] = ${equation()} ~~|` : 'x[R] = 1, 2, 3 ~~|',
    ...(chance.happens(0.3) ? [`y[R] :EXCEPT: [A1] = ${equation()} ~~|`, `y[A1] = ${equation()} ~~|`] : []),
    'f((0,0),(1,2),(3,1)) ~~|',
    'INITIAL TIME = 0 ~~|',
    `FINAL TIME = ${chance.pick(['9', '2', '0', '100'])} ~~|`,
    `TIME STEP = ${chance.pick(['1', '0.5', '0.125'])} ~~|`,
  ];
  return `{UTF-8}\n${entries.join('\n')}\n`;
}

/** An XMILE file that mostly can be read. */
export function makeXmile(chance: Chance): string {
  const equation = (): string => escapeXml(makeEquation(chance));
  const flag = (): string => (chance.happens(0.3) ? '<non_negative/>' : '');
  const aux = (name: string, rest = ''): string => `<aux name="${name}"><eqn>${equation()}</eqn>${rest}</aux>`;
  const graph = '<gf><xscale min="0" max="2"/><ypts>0,1,4</ypts></gf>';
  const variables = [
    `<stock name="S"><eqn>${chance.pick(numbers)}</eqn><inflow>in</inflow><outflow>out</outflow>${flag()}</stock>`,
    `<flow name="in"><eqn>${equation()}</eqn>${flag()}</flow>`,
    `<flow name="out"><eqn>${equation()}</eqn>${flag()}</flow>`,
    aux('a'),
    aux('b'),
    aux('c d'),
    aux('e-f'),
    aux('f', graph.replace('<gf>', chance.happens(0.5) ? '<gf>' : '<gf type="discrete">')),
    `<aux name="x"><dimensions><dim name="R"/></dimensions>${
      chance.happens(0.5)
        ? `<eqn>${equation()}</eqn>`
        : ['A1', 'A2', 'A3'].map((each) => `<element subscript="${each}"><eqn>${equation()}</eqn></element>`).join('')
    }</aux>`,
  ];
  const dimensions = '<dimensions><dim name="R"><elem name="A1"/><elem name="A2"/><elem name="A3"/></dim></dimensions>';
  const method = chance.pick(['Euler', 'RK4', 'euler']);
  return `<xmile><sim_specs method="${method}"><start>0</start><stop>${chance.pick(['9', '2'])}</stop><dt>${chance.pick(['1', '0.25'])}</dt></sim_specs>${dimensions}<model><variables>${(chance.happens(0.2) ? queueAndConveyor(chance) : variables).join('')}</variables></model></xmile>`;
}

/** What the amounts of a queue and a conveyor may be: mostly simple, so that they run. */
const amounts = [
  '2',
  '0.3',
  '-1',
  '1e5',
  '3 * TIME',
  'TIME - 4',
  '7 / 3',
  'IF TIME > 3 THEN 2 ELSE 0',
  'SIN(TIME)',
  'belt',
  'line',
];

/** A queue, its overflow and the conveyor that it feeds. */
function queueAndConveyor(chance: Chance): string[] {
  const amount = (): string => escapeXml(chance.happens(0.05) ? makeEquation(chance) : chance.pick(amounts));
  const option = (name: string): string => (chance.happens(0.5) ? ` ${name}="${chance.pick(['true', 'false'])}"` : '');
  const part = (name: string): string => (chance.happens(0.4) ? `<${name}>${amount()}</${name}>` : '');
  const overflow = chance.happens(0.9) ? '<overflow/>' : '';
  const start = chance.pick(['0', '0', '4', '-1']);
  return [
    `<stock name="line"><eqn>${start}</eqn><inflow>come</inflow><inflow>back</inflow><outflow>on</outflow><outflow>over</outflow><queue/></stock>`,
    `<flow name="come"><eqn>${amount()}</eqn></flow><flow name="back"><eqn>${amount()}</eqn></flow>`,
    `<flow name="on"/><flow name="over">${overflow}</flow><flow name="off"/>`,
    `<stock name="belt"><eqn>0</eqn><inflow>on</inflow><outflow>off</outflow><conveyor discrete="${chance.happens(0.95)}"${option('one_at_a_time')}${option('batch_integrity')}><len>${amount()}</len>${part('capacity')}${part('in_limit')}${part('sample')}${part('arrest')}</conveyor></stock>`,
  ];
}

function escapeXml(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/"/g, '&quot;');
}

/** A document, as JSON, that mostly can be read. */
export function makeDocument(chance: Chance): string {
  const equation = (): string => makeEquation(chance);
  return JSON.stringify({
    model: {
      name: 'M',
      time: {
        start: 0,
        stop: chance.pick([9, 2, 0]),
        step: chance.pick([1, 0.5]),
        method: chance.pick(['euler', 'rk4']),
      },
    },
    'unit equivalents': [
      ['year', 'years'],
      ['share', '1'],
    ],
    dimensions: { R: { elements: ['A1', 'A2', 'A3'] }, Q: { elements: ['A1', 'A2'], 'subrange of': 'R' } },
    stocks: {
      S: { initial: chance.pick(numbers), inflows: ['in'], outflows: ['out'], 'non negative': chance.happens(0.3) },
    },
    flows: { in: equation(), out: { equation: equation(), units: chance.pick(['people/year', '1', 'x//']) } },
    variables: {
      a: equation(),
      b: 2,
      'c d': {
        equation: equation(),
        table: { x: [0, 1, 2], y: [1, 0, 5], mode: chance.pick(['continuous', 'discrete', 'extrapolate']) },
      },
      'e-f': equation(),
      x: { dimensions: ['R'], equation: chance.happens(0.5) ? [1, equation(), 3] : { A1: equation(), Q: equation() } },
    },
    lookups: { f: { x: [0, 1], y: [2, 3] } },
    loops: { growth: { story: '', variables: ['S', 'in'] } },
  });
}
