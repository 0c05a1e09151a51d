import { toId } from '@weir/engine';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { equationInputs, equationTokens } from './equation-tokens.ts';

const known = new Set(['staff', 'plans open', 'effect of stress', 'max'].map(toId));

/** Names that are links in angle brackets. */
function marked(text: string): string {
  return equationTokens(text, known)
    .map((token) => (token.variable === undefined ? token.text : `<${token.text}>`))
    .join('');
}

describe('equationTokens', () => {
  it.each([
    ['staff * 2', '<staff> * 2'],
    ['2 * (staff) + plans  open[a, b]', '2 * (<staff>) + <plans  open>[a, b]'],
    ['effect of stress(plans open / staff)', '<effect of stress>(<plans open> / <staff>)'],
    ['IF staff > 3 THEN "plans open" ELSE -unknown', 'IF <staff> > 3 THEN <"plans open"> ELSE -unknown'],
    ['MIN(staff, plans open)', 'MIN(<staff>, <plans open>)'],
    ['plans open[staff + 1]', '<plans open>[<staff> + 1]'],
    ['staff +', 'staff +'],
  ])('equationTokens of %s', (text, expected) => {
    expect(marked(text)).toBe(expected);
  });

  it('equationTokens put together give the text again', () => {
    const piece = fc.constantFrom(
      'staff',
      ' + ',
      '(',
      ')',
      'plans open',
      '*',
      '[',
      ']',
      '2',
      ' ',
      'IF ',
      ' THEN ',
      '"',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        const text = pieces.join('');
        expect(
          equationTokens(text, known)
            .map((token) => token.text)
            .join(''),
        ).toBe(text);
      }),
    );
  });
});

describe('equationInputs', () => {
  it('equationInputs lists each variable once, in order', () => {
    expect(equationInputs('plans open / staff + staff', known)).toEqual(['plans_open', 'staff']);
  });
});
