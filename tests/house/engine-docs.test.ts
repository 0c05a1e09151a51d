import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import * as engine from '@weir/engine';
import * as analysis from '@weir/engine/analysis';
import * as tables from '@weir/engine/tables';
import * as vensim from '@weir/engine/vensim';
import * as xmile from '@weir/engine/xmile';
import { beforeAll, expect, test } from 'vitest';
import { node, root } from '../../scripts/lib/run.mjs';

const entries = {
  '@weir/engine': engine,
  '@weir/engine/analysis': analysis,
  '@weir/engine/tables': tables,
  '@weir/engine/vensim': vensim,
  '@weir/engine/xmile': xmile,
};
const sources = join(root, 'packages', 'engine', 'src');
const folder = join(root, '.cache', 'engine-docs');

/** A statement of an example and what the comment behind it says that it gives. */
interface Claim {
  readonly statement: string;
  readonly value: string;
}

/** The blocks of docs/engine.md as one module; what it prints goes to `said`. */
function page(): { text: string; expected: string[] } {
  const blocks = [...readFileSync(join(root, 'docs', 'engine.md'), 'utf8').matchAll(/^```ts\n(.*?)^```$/gms)].map(
    ([, block = '']) => block,
  );
  const lines = blocks.join('\n').split('\n');
  const imports = lines.filter((line) => line.startsWith('import '));
  const body = lines.filter((line) => !line.startsWith('import '));
  const expected = body.flatMap((line) => /console\.log\(.*\); \/\/ (.*)$/.exec(line)?.[1] ?? []);
  const head =
    'export const said: string[] = [];\nconst console = { log: (value: unknown) => said.push(String(value)) };';
  return { text: [...imports, head, ...body].join('\n'), expected };
}

/** The examples of what the entries export, as one module, each in a block of its own. */
function examples(): { text: string; claims: Claim[] } {
  const exported = Object.entries(entries).map(([entry, values]) => [entry, Object.keys(values)] as const);
  const names = new Set(exported.flatMap(([, list]) => list));
  const claims: Claim[] = [];
  const blocks = readdirSync(sources, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.ts') && !path.endsWith('.test.ts'))
    .toSorted()
    .flatMap((path) => [...readFileSync(join(sources, path), 'utf8').matchAll(documented)])
    .filter(([, , name = '']) => names.has(name))
    .map(([, block = '']) => {
      const lines = block.split('\n').map((line) => line.replace(/^\s*\* ?/, ''));
      return lines.map((line) => claimed(line, claims)).join('\n');
    });
  const imports = exported.map(([entry, list]) => `import { ${list.join(', ')} } from '${entry}';`);
  return { text: [...imports, prelude, ...blocks.map((block) => `{\n${block}\n}`)].join('\n'), claims };
}

/** An `@example` with its block, and the name of what it stands above. */
const documented =
  /@example\s+\*\s+```ts\n(.*?)\n\s*\* ```(?:(?!\*\/).)*?\*\/\s*export (?:async )?(?:function|const|class) (\w+)/gs;

/** A line `expression; // "value"` also keeps the value, where the comment is one. */
function claimed(line: string, claims: Claim[]): string {
  const [, statement, value] = /^(\w.*); \/\/ (".*"|'.*'|\[.*\]|-?[\d.]+)$/.exec(line) ?? [];
  if (statement === undefined || value === undefined) return line;
  claims.push({ statement, value });
  return `given.push([${statement}, ${value}]);`;
}

/** What the examples take as there. */
const prelude = `
export const given: (readonly [unknown, unknown])[] = [];
const text = 'x = 1 ~~|\\nINITIAL TIME = 0 ~~|\\nFINAL TIME = 9 ~~|\\nTIME STEP = 1 ~~|\\n';
const bytes = new TextEncoder().encode(text);
const read = (): undefined => undefined;
const data = { model: { name: 'A', time: { start: 2020, stop: 2035, step: 1 } }, dimensions: { Home: ['foster', 'other'] },
  variables: { 'referral rate': 0.05, share: { dimensions: ['Home'], equation: [0.5, 0.5] }, x: '"referral rate" * TIME' } };
const found = readDocument([{ file: 'a.json', data }]).model;
if (found === undefined) throw new Error('the model of the examples cannot be read');
const model = found;
const compiled = compileModel(model).program;
if (compiled === undefined) throw new Error('the model of the examples cannot be computed');
const program = compiled;
`;

const { text: pageText, expected } = page();
const { text: exampleText, claims } = examples();

beforeAll(() => {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'page.ts'), pageText);
  writeFileSync(join(folder, 'examples.ts'), exampleText);
  const config = { extends: '../../tsconfig.test.json', include: ['*.ts'] };
  const own = { noUnusedLocals: false, noUnusedParameters: false, types: [] };
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify({ ...config, compilerOptions: own }));
});

test('docs/engine.md prints what it says', async () => {
  expect(expected.length).toBeGreaterThan(8);
  const { said } = (await import(/* @vite-ignore */ pathToFileURL(join(folder, 'page.ts')).href)) as { said: string[] };
  expect(said).toEqual(expected);
});

test('the examples of what the engine exports run, and give what they say', async () => {
  expect(claims.length).toBeGreaterThan(3);
  const { given } = (await import(/* @vite-ignore */ pathToFileURL(join(folder, 'examples.ts')).href)) as {
    given: (readonly [unknown, unknown])[];
  };
  for (const [found, wanted] of given) expect(found).toEqual(wanted);
  expect(given.length).toBe(claims.length);
});

test('the examples of the engine have types', async () => {
  const tsc = join(root, 'node_modules', 'typescript', 'bin', 'tsc');
  const { code, output } = await node([tsc, '-p', folder], { quiet: true });
  expect(output).toBe('');
  expect(code).toBe(0);
});
