import { describe, expect, it } from 'vitest';
import { textTable } from './text-table.ts';

describe('textTable', () => {
  it('textTable sets text to the left and numbers to the right', () => {
    const rows = [
      ['Name', 'Number'],
      ['one', '1'],
      ['a dozen', '12'],
    ];
    expect(textTable(rows, new Set([1]))).toBe('Name     Number\none           1\na dozen      12\n');
  });
});
