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
