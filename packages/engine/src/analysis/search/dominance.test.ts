import { describe, expect, test } from 'vitest';
import { crowding, dominates, fronts, nonDominated, thinned, type Candidate } from './dominance.ts';

function candidate(...objectives: number[]): Candidate {
  return { values: Float64Array.from(objectives), objectives: Float64Array.from(objectives), violation: 0 };
}

describe('dominance', () => {
  test('dominates wants no worse anywhere and better somewhere, and what is allowed before what is not', () => {
    expect(dominates(candidate(1, 2), candidate(1, 3))).toBe(true);
    expect(dominates(candidate(1, 2), candidate(1, 2))).toBe(false);
    expect(dominates(candidate(1, 2), candidate(2, 1))).toBe(false);
    expect(dominates(candidate(9, 9), { ...candidate(1, 1), violation: 0.1 })).toBe(true);
    expect(dominates({ ...candidate(9, 9), violation: 0.1 }, { ...candidate(1, 1), violation: 0.2 })).toBe(true);
  });

  test('fronts are layers: none of a front dominates another of it, and each after the first is dominated from before', () => {
    const all = [candidate(1, 4), candidate(2, 2), candidate(4, 1), candidate(2, 5), candidate(3, 3), candidate(5, 5)];
    expect(fronts(all).map((front) => front.map(({ objectives }) => [...objectives]))).toEqual([
      [
        [1, 4],
        [2, 2],
        [4, 1],
      ],
      [
        [2, 5],
        [3, 3],
      ],
      [[5, 5]],
    ]);
    expect(nonDominated(all)).toEqual(fronts(all)[0]);
  });

  test('crowding is infinite at the ends and the share of the width between neighbours inside', () => {
    const front = [candidate(0, 10), candidate(1, 6), candidate(4, 1), candidate(10, 0)];
    expect([...crowding(front)]).toEqual([Infinity, 0.4 + 0.9, 0.9 + 0.6, Infinity]);
    expect(thinned(front, 3)).toEqual([front[0], front[2], front[3]]);
    expect(thinned(front, 9)).toEqual(front);
  });
});
