import { formatDiagnostic } from '@weir/engine';
import { expect, test } from 'vitest';
import { readYaml } from './yaml-file.ts';

test('readYaml reports aliases that would fill the memory, and throws nothing', () => {
  const names = 'abcdefgh'.split('');
  const rows = names.map((name, index) => {
    const inner = index === 0 ? 'x' : `*${names[index - 1]}`;
    return `${name}: &${name} [${Array.from({ length: 9 }, () => inner).join(', ')}]`;
  });
  const { document, diagnostics } = readYaml({ file: 'bomb.yaml', text: rows.join('\n') });
  expect(document.data).toBeUndefined();
  expect(diagnostics).toMatchObject([{ code: 'bad-yaml', severity: 'error', place: { file: 'bomb.yaml', line: 1 } }]);
});

test('readYaml places every part of a file', () => {
  const { document, diagnostics } = readYaml({ file: 'a.yaml', text: 'x: [1, 2]' });
  expect(diagnostics).toEqual([]);
  expect(document.data).toEqual({ x: [1, 2] });
  expect(document.locate?.(['x', 1])).toEqual({ file: 'a.yaml', line: 1, column: 8 });
});

test.each([
  [
    'a:\n\tb: 1',
    'a.yaml:2:1 bad-yaml Cannot read the file as YAML: Tabs are not allowed as indentation; indent with spaces',
  ],
  [
    'a: 1\na: 2',
    'a.yaml:2:1 bad-yaml Cannot read the file as YAML: Map keys must be unique; keep one of the two entries, or give one another name',
  ],
])('readYaml says where %j is no YAML, once, and what to do', (text, said) => {
  expect(readYaml({ file: 'a.yaml', text }).diagnostics.map(formatDiagnostic)).toEqual([said]);
});
