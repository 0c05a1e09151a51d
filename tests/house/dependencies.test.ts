import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { importCycles } from '../../scripts/lib/cycles.mjs';
import { dependencyBreaches } from '../../scripts/lib/dependencies.mjs';
import { isAllowed } from '../../scripts/lib/licences.mjs';

const policy = {
  packages: {
    core: { may: [], runsIn: 'anywhere' },
    app: { may: ['core'], runsIn: 'browser' },
    tool: { may: ['core'], runsIn: 'node' },
  },
  folders: { core: { model: [], check: ['model', 'run/port.ts'], run: ['model', 'check'] } },
};

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

/** The breaches of a project that holds these files: path under packages/ → text. */
function breaches(files: Readonly<Record<string, string>>): string[] {
  const root = mkdtempSync(join(tmpdir(), 'weir-policy-'));
  folders.push(root);
  for (const [path, text] of Object.entries(files)) {
    const file = join(root, 'packages', path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
  return dependencyBreaches(root, policy);
}

const core = { 'core/src/index.ts': "export * from './model/a.ts';", 'core/src/model/a.ts': 'export const a = 1;' };

describe('dependencyBreaches', () => {
  it('dependencyBreaches allows the edges of the policy', () => {
    expect(
      breaches({ ...core, 'app/src/x.ts': "import { a } from '@weir/core';", 'tool/src/y.ts': "import 'node:fs';" }),
    ).toEqual([]);
  });

  it.each([
    ['core may not import tool', 'core/src/x.ts', "import '@weir/tool';"],
    ['app runs in a browser too and may not import "node:fs"', 'app/src/x.ts', "import 'node:fs';"],
    ['app runs in a browser too and may not import "fs"', 'app/src/x.ts', "const f = await import('fs');"],
    ['"../../core/src/model/a.ts" enters core by a file', 'app/src/x.ts', "import '../../core/src/model/a.ts';"],
    ['model/ may not import check/b.ts', 'core/src/model/x.ts', "import '../check/b.ts';"],
    ['model/ may not import check/b.ts', 'core/src/model/x.ts', "import type { B } from '../check/b.ts';"],
    ['check/ may not import run/other.ts', 'core/src/check/x.ts', "export * from '../run/other.ts';"],
    ["check/ may not import the package's own top files", 'core/src/check/x.ts', "import '../index.ts';"],
    ['folder "extra" is not in', 'core/src/extra/x.ts', "import '../model/a.ts';"],
    ['package "new" is not in', 'new/src/x.ts', "import 'react';"],
  ])('dependencyBreaches finds that %s', (message, path, text) => {
    const found = breaches({ ...core, [path]: text });
    expect(found).toHaveLength(1);
    expect(found[0]).toContain(`packages/${path}:1 `);
    expect(found[0]).toContain(message);
  });

  it('dependencyBreaches lets a folder import the one file of another that the policy names', () => {
    expect(breaches({ ...core, 'core/src/check/x.ts': "import '../run/port.ts';" })).toEqual([]);
  });

  it('dependencyBreaches reports a cycle as its path, and drops type imports', () => {
    const files = { 'tool/src/a.ts': "import { b } from './b.ts';", 'tool/src/b.ts': "import { a } from './a.ts';" };
    expect(breaches(files)).toEqual([
      'import cycle: packages/tool/src/a.ts → packages/tool/src/b.ts → packages/tool/src/a.ts',
    ]);
    expect(breaches({ ...files, 'tool/src/b.ts': "import type { a } from './a.ts';" })).toEqual([]);
  });

  it('dependencyBreaches counts an inline type import as an import, since it stays in the program', () => {
    const files = {
      'tool/src/a.ts': "import { b } from './b.ts';",
      'tool/src/b.ts': "import { type a } from './a.ts';",
    };
    expect(breaches(files)).toHaveLength(1);
  });
});

describe('importCycles', () => {
  it('importCycles finds each round once and the shortest of it', () => {
    const graph = new Map([
      ['a', ['b', 'c']],
      ['b', ['c']],
      ['c', ['a']],
      ['d', ['d']],
      ['e', ['a']],
    ]);
    expect(importCycles(graph)).toEqual([
      ['a', 'c', 'a'],
      ['b', 'c', 'a', 'b'],
      ['d', 'd'],
    ]);
  });
});

describe('isAllowed', () => {
  it.each([
    ['MIT', true],
    ['GPL-3.0', false],
    ['(MIT OR GPL-3.0)', true],
    ['MIT AND GPL-3.0', false],
    [undefined, false],
  ])('isAllowed takes %s as %s', (expression, expected) => {
    expect(isAllowed(expression, ['MIT'])).toBe(expected);
  });
});
