import fc from 'fast-check';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { sharedPath } from '../../../../tests/shared.ts';
import { hasErrors } from '../model/diagnostic.ts';
import { textWorkbook } from '../tables/delimited.ts';
import { readVensim } from '../vensim/read-vensim.ts';
import { readXmile } from '../xmile/read-xmile.ts';

const own = {
  mdl: "{UTF-8}\nR: (A1-A3) -> S ~~|\nS: B, C, D ~~|\nx[R] :EXCEPT: [A1] = INTEG(MAX(y[S], t(Time)), 1) ~ p [0,?] ~ c|\nx[A1] = INTEG(1, 2) ~~|\ny[S] = 1,2,3 ~~|\nt([(0,0)-(9,9)],(0,1),(2,3)) ~~|\nd[S]:RAW: := GET XLS DATA('a.csv', ',', 'A', 'B2') ~~|\nk = GET DIRECT CONSTANTS('a.csv', ',', 'B2*') ~~|\nQ: GET DIRECT SUBSCRIPT('a.csv', ',', 'B2', 'B', 'e') ~~|\nINITIAL TIME = 0 ~~|\nFINAL TIME = 9 ~~|\nTIME STEP = 1 ~~|\n",
  xmile:
    '<xmile><sim_specs><start>0</start><stop>9</stop><dt>1</dt></sim_specs><dimensions><dim name="R"><elem name="A"/></dim></dimensions><model><variables><stock name="s"><eqn>1</eqn><inflow>f</inflow></stock><flow name="f"><eqn>IF s &gt; 2 THEN MAX(1, s) ELSE 0</eqn><gf><xscale min="0" max="1"/><ypts>1,2</ypts></gf></flow></variables></model></xmile>',
};

/** Files of the conformance material below 20 kB, where it is there, and one of our own of each kind. */
function samples(pattern: RegExp, first: string): Uint8Array[] {
  const folder = sharedPath('conformance') ?? '';
  const paths =
    folder === ''
      ? []
      : readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((path) => pattern.test(path));
  const small = paths.map((path) => join(folder, path)).filter((path) => statSync(path).size < 20_000);
  return [new TextEncoder().encode(first), ...small.map((path) => new Uint8Array(readFileSync(path)))];
}

/** Cuts, doubles and overwrites pieces. */
const mutation = fc.record({
  at: fc.nat(),
  length: fc.integer({ min: 0, max: 40 }),
  insert: fc.oneof(
    fc.uint8Array({ maxLength: 6 }),
    fc
      .constantFrom(
        '(',
        ')',
        '[',
        '"',
        '|',
        '~',
        ':',
        '=',
        '<',
        '&',
        '{',
        '\\\n',
        ':MACRO:',
        '!',
        '->',
        '((((',
        '</eqn>',
        '1e999',
      )
      .map((text) => new TextEncoder().encode(text)),
  ),
});

function mutate(bytes: Uint8Array, changes: readonly { at: number; length: number; insert: Uint8Array }[]): Uint8Array {
  return changes.reduce((made, { at, length, insert }) => {
    const start = at % (made.length + 1);
    return Uint8Array.from([...made.subarray(0, start), ...insert, ...made.subarray(start + length)]);
  }, bytes);
}

/** What every name of a file gives: a text with numbers from B2 on. */
const opened = { workbook: textWorkbook('a.csv', 'x,y,z,w\n0,1,2,3\n1,4,5,6\n'), diagnostics: [] };
const readBeside: typeof readVensim = (input, options) =>
  readVensim(input, {
    ...options,
    tables: new Map(['a.csv', 'inputs.xlsx'].map((name) => [name, opened])),
    data: [opened],
  });

test.each([
  ['readVensim', readBeside, samples(/\.mdl$/, own.mdl)],
  ['readXmile', readXmile, samples(/\.(?:xmile|stmx)$/, own.xmile)],
] as const)('%s gives a model or an error for any damage to a file, and does not throw', (_name, read, files) => {
  fc.assert(
    fc.property(fc.nat(), fc.array(mutation, { minLength: 1, maxLength: 6 }), (which, changes) => {
      const { model, diagnostics } = read(mutate(files[which % files.length] ?? new Uint8Array(), changes), {
        file: 'damaged',
      });
      expect(model === undefined).toBe(hasErrors(diagnostics));
    }),
    { numRuns: 400, interruptAfterTimeLimit: 20_000 },
  );
});

test('readVensim and readXmile end in reasonable time on long and deeply nested text', () => {
  const deep = '('.repeat(50_000);
  const start = performance.now();
  expect(readVensim(`x = ${deep}1 ~~|`, { file: 'deep.mdl' }).model).toBeUndefined();
  expect(readVensim(`x = ${'a '.repeat(50_000)}~~|`, { file: 'long.mdl' }).model).toBeUndefined();
  expect(readVensim('"'.repeat(50_000), { file: 'quotes.mdl' }).model).toBeUndefined();
  expect(readXmile('<a>'.repeat(50_000), { file: 'deep.xmile' }).model).toBeUndefined();
  expect(readXmile(own.xmile.replace('<eqn>1', `<eqn>${deep}`), { file: 'deep.xmile' }).model).toBeUndefined();
  expect(performance.now() - start).toBeLessThan(5000);
});
