import { describe, expect, it } from 'vitest';
import { toCsv } from './csv.ts';

describe('toCsv', () => {
  it('toCsv quotes only what must be quoted and keeps every digit', () => {
    expect(
      toCsv([
        ['Time', 'share[a,b]', 'the "real" one'],
        [2010.25, 0.1 + 0.2, Number.NaN],
      ]),
    ).toBe('Time,"share[a,b]","the ""real"" one"\n2010.25,0.30000000000000004,NaN\n');
  });
});
