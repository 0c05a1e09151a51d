import { describe, expect, it } from 'vitest';
import { splitNames } from './split-names.ts';

describe('splitNames', () => {
  it.each([
    ['a', ['a']],
    ['a, b', ['a', 'b']],
    ['a,,b,', ['a', 'b']],
    ['flow[x,y],b', ['flow[x,y]', 'b']],
    ['"a, b",c', ['a, b', 'c']],
    ['', []],
  ])('splitNames takes %j apart', (text, names) => {
    expect(splitNames(text)).toEqual(names);
  });
});
