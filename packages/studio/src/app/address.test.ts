import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseAddress, printAddress } from './address.ts';
import { initialView, pages } from './view.ts';
import type { View } from './view.ts';

const name = fc.string({ minLength: 1, maxLength: 20, unit: 'grapheme' });
const number = fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => (value === 0 ? 0 : value));
const names = fc.uniqueArray(name, { maxLength: 4 });
const view: fc.Arbitrary<View> = fc
  .record(
    {
      page: fc.constantFrom(...pages),
      year: fc.integer({ min: 2026, max: 2035 }),
      indicator: fc.oneof(fc.constant(''), name),
      showLevels: fc.boolean(),
      chosen: names,
      settings: fc.dictionary(name, number, { maxKeys: 4 }),
      overlay: names,
      perChild: fc.boolean(),
      start: number,
      ramp: number,
      theory: name,
      item: name,
      workings: name,
      sector: name,
      loop: name,
    },
    { requiredKeys: ['page', 'year', 'indicator', 'showLevels', 'chosen', 'settings', 'overlay', 'perChild'] },
  )
  .map((drawn) => ({ ...drawn, settings: { ...drawn.settings } }));

function parse(address: string): ReturnType<typeof parseAddress> {
  const [path = '', query = ''] = address.split('?');
  return parseAddress(path, query);
}

describe('printAddress', () => {
  it('printAddress and parseAddress are inverse for every view', () => {
    fc.assert(
      fc.property(view, (before) => {
        const { view: after, problems } = parse(printAddress(before));
        expect(problems).toEqual([]);
        expect(after).toEqual(before);
      }),
    );
  });

  it('printAddress gives characters that stand in an address unchanged', () => {
    fc.assert(
      fc.property(view, (before) => {
        const address = printAddress(before);
        expect(new URL(address, 'http://localhost').pathname + new URL(address, 'http://localhost').search).toBe(
          address.replace(/'/g, '%27'),
        );
      }),
    );
  });

  it('printAddress leaves out what stands at its initial value', () => {
    expect(printAddress(initialView)).toBe('/strategies');
    expect(printAddress({ ...initialView, chosen: ['a', 'b'], settings: { 'effect on contacts': 0.9 } })).toBe(
      '/strategies?s=a,b&set=effect+on+contacts:0.9',
    );
  });
});

describe('parseAddress', () => {
  it('parseAddress names what it does not understand and falls back', () => {
    const { view: parsed, problems } = parse('/stratgies?year=1066&start=soon&set=x');
    expect(parsed).toEqual(initialView);
    expect(problems).toEqual([
      'There is no page at “/stratgies”',
      'The address asks for the year 1066; the years are 2026 to 2035',
      'The address gives the setting “x”, which is not a name and a number',
      'The address gives “soon” as “start”, which is not a number',
    ]);
  });

  it('parseAddress never throws, whatever the address', () => {
    fc.assert(fc.property(fc.string(), fc.string(), (path, query) => void parseAddress(path, query)));
  });

  it('parseAddress reads lists whose commas a mail program has encoded', () => {
    expect(parse('/strategies?s=a%2Cb').view.chosen).toEqual(['a', 'b']);
  });
});
