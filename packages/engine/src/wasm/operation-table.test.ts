import { expect, test } from 'vitest';
import { OperationTable } from './operation-table.ts';

test('OperationTable finds thousands of entries again, and what was put in last can be taken out', () => {
  const table = new OperationTable<number>();
  const entries = Array.from({ length: 5000 }, (_, index) => [index % 7, index % 83, Math.floor(index / 83)] as const);
  for (const [value, key] of entries.entries()) {
    expect(table.find(...key)).toBeUndefined();
    table.add(key, value);
  }
  table.shrinkTo(3000);
  expect(table.size).toBe(3000);
  expect(entries.map((key) => table.find(...key))).toEqual(
    entries.map((_, value) => (value < 3000 ? value : undefined)),
  );
  for (const [value, key] of entries.entries()) if (value >= 3000) table.add(key, -value);
  expect(entries.map((key) => table.find(...key))).toEqual(entries.map((_, value) => (value < 3000 ? value : -value)));
  table.clear();
  expect(entries.every((key) => table.find(...key) === undefined)).toBe(true);
});
