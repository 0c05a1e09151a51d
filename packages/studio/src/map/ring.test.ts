import { toId } from '@weir/engine';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { LinkSign } from './diagram.ts';
import { loopSentence } from './loop-sentence.ts';
import { loopKind } from './loop-view.ts';
import type { LoopLink } from './loop-view.ts';
import { ringOf } from './ring.ts';

/** `a + b - a`: names and signs round a loop. */
function loop(notation: string): { kind: ReturnType<typeof loopKind>; links: LoopLink[] } {
  const parts = notation.split(/ ([-+?]) /);
  const links: LoopLink[] = [];
  for (let index = 0; index + 2 < parts.length; index += 2) {
    const [from = '', sign = '?', to = ''] = parts.slice(index, index + 3);
    links.push({
      from: { id: toId(from), name: from },
      to: { id: toId(to), name: to },
      sign: sign === '+' || sign === '-' ? sign : '?',
    });
  }
  return { kind: loopKind(links.map((link) => link.sign)), links };
}

describe('loopKind', () => {
  it('loopKind counts the minus signs', () => {
    expect(loop('a + b + a').kind).toBe('R');
    expect(loop('a - b + a').kind).toBe('B');
    expect(loop('a - b - a').kind).toBe('R');
    expect(loop('a ? b - a').kind).toBe('?');
  });
});

describe('loopSentence', () => {
  it('loopSentence follows the signs round to where it began', () => {
    expect(loopSentence(loop('stress + absence - capacity - caseload + stress'))).toBe(
      'More stress leads to more absence, which leads to less capacity, which leads to more caseload, ' +
        'which leads to more stress. The change feeds itself.',
    );
    expect(loopSentence(loop('places + starts - free places + places'))).toBe(
      'More places leads to more starts, which leads to less free places, which leads to less places. ' +
        'The change is held back.',
    );
  });

  it('loopSentence says so where a sign is not always the same', () => {
    expect(loopSentence(loop('a ? b - a'))).toBe(
      'More a leads to more or less b, which leads to more or less a. ' +
        'Whether the change feeds itself or is held back depends on where the system stands.',
    );
  });

  it('loopSentence ends with more of the first exactly where the loop reinforces', () => {
    const signs = fc.array(fc.constantFrom<LinkSign>('+', '-'), { minLength: 1, maxLength: 9 });
    fc.assert(
      fc.property(signs, (drawn) => {
        const told = loop(drawn.map((sign, index) => `v${index} ${sign} `).join('') + 'v0');
        expect(loopSentence(told)).toContain(`leads to ${told.kind === 'R' ? 'more' : 'less'} v0. `);
      }),
    );
  });
});

describe('ringOf', () => {
  const names = fc.array(fc.stringMatching(/^[a-z]{1,12}( [a-z]{1,12}){0,4}$/), { minLength: 1, maxLength: 12 });

  it('ringOf lets no two names overlap and keeps everything inside its frame', () => {
    fc.assert(
      fc.property(names, (drawn) => {
        const links = drawn.map((name, index): LoopLink => ({
          from: { id: toId(`${index}`), name },
          to: { id: toId(`${(index + 1) % drawn.length}`), name: drawn[(index + 1) % drawn.length] ?? '' },
          sign: '+',
        }));
        const ring = ringOf({ kind: 'R', links });
        for (const [index, a] of ring.nodes.entries()) {
          expect(a.centre.x - a.width / 2).toBeGreaterThanOrEqual(0);
          expect(a.centre.y + a.height / 2).toBeLessThanOrEqual(ring.height);
          for (const b of ring.nodes.slice(index + 1)) {
            const apart =
              Math.abs(a.centre.x - b.centre.x) >= (a.width + b.width) / 2 ||
              Math.abs(a.centre.y - b.centre.y) >= (a.height + b.height) / 2;
            expect(apart).toBe(true);
          }
        }
        if (drawn.length > 1) for (const arrow of ring.arrows) expect(arrow.points.length).toBeGreaterThan(3);
      }),
      { numRuns: 100 },
    );
  });
});
