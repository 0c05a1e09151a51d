import { expect, test } from 'vitest';
import { membersIn, restrictedInputs, type BoxSample } from './box.ts';
import { chooseBox } from './choose-box.ts';
import { pasteBox } from './paste.ts';
import { peelBox } from './peel.ts';
import { atLeast, quasiP } from './quasi-p.ts';

/** One column an input, and a text of marks: "+" where it holds. */
function sampleOf(columns: readonly (readonly number[])[], marks: string): BoxSample {
  const holds = Uint8Array.from(marks, (mark) => (mark === '+' ? 1 : 0));
  return {
    columns: columns.map((column) => Float64Array.from(column)),
    orders: columns.map((column) =>
      Int32Array.from(column.keys()).toSorted((a, b) => (column[a] ?? 0) - (column[b] ?? 0) || a - b),
    ),
    holds,
    times: new Int32Array(holds.length).fill(1),
  };
}
const ten = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10];

test('peelBox takes off, step by step, the slice that leaves most', () => {
  const trajectory = peelBox(sampleOf([ten], '--+++++---'), { peel: 0.1, least: 1 });
  expect(trajectory.map(({ box }) => [box.low[0], box.high[0]])).toEqual([
    [-Infinity, Infinity],
    [1.5, Infinity],
    [2.5, Infinity],
    [2.5, 9.5],
    [2.5, 8.5],
    [2.5, 7.5],
  ]);
  expect(trajectory.at(-1)).toMatchObject({ members: 5, holding: 5 });
});

test('peelBox takes members of equal value together, and of slices that leave equally much the thinner', () => {
  const steps = [1, 1, 1, 2, 2, 2, 3, 3, 3, 3];
  const [, first] = peelBox(sampleOf([steps], '---++++++-'), { peel: 0.1, least: 1 });
  expect(first).toMatchObject({ members: 7, holding: 6 });
  expect(first?.box.low[0]).toBe(1.5);
  const same = peelBox(
    sampleOf(
      [
        [1, 1, 1],
        [4, 4, 4],
      ],
      '+-+',
    ),
    { peel: 0.1, least: 1 },
  );
  expect(same).toHaveLength(1);
});

test('peelBox restricts only the inputs that it may, and keeps enough members', () => {
  const sample = sampleOf([ten, ten.toReversed()], '-----+++++');
  const trajectory = peelBox(sample, { peel: 0.2, least: 6, inputs: [1] });
  expect(trajectory.every(({ box }) => restrictedInputs(box).every((input) => input === 1))).toBe(true);
  expect(trajectory.at(-1)?.members).toBeGreaterThanOrEqual(6);
});

test('pasteBox takes back what a peel took too much', () => {
  const sample = sampleOf([ten], '--++++++--');
  const tight = { box: { low: Float64Array.of(3.5), high: Float64Array.of(7.5) }, members: 4, holding: 4 };
  const found = pasteBox(sample, tight, 0.1);
  expect([found.box.low[0], found.box.high[0]]).toEqual([2.5, 8.5]);
  expect([...membersIn(found.box, sample)].join('')).toBe('0011111100');
});

test('chooseBox takes the widest that holds often enough, else the one that parts best', () => {
  const box = { low: new Float64Array(1), high: new Float64Array(1) };
  const trajectory = [
    { box, members: 100, holding: 40 },
    { box, members: 60, holding: 36 },
    { box, members: 30, holding: 21 },
  ];
  expect(chooseBox(trajectory, 0.55)?.members).toBe(60);
  // 36 of 40 and 24 of 60; 21 of 40 and 9 of 60.
  expect(chooseBox(trajectory, 0.9)?.members).toBe(60);
});

test.each([
  [8, 10, 0.5, 0.0546875],
  [10, 10, 0.9, 0.3486784401],
  [0, 7, 0.2, 1],
  [3, 2, 0.4, 0],
  [41, 50, 0.6, 0.0007],
])('atLeast %d of %d with chance %d is the binomial tail', (count, trials, share, expected) => {
  let tail = 0;
  for (let hits = count; hits <= trials; hits++) {
    let term = share ** hits * (1 - share) ** (trials - hits);
    for (let factor = 1; factor <= hits; factor++) term *= (trials - hits + factor) / factor;
    tail += term;
  }
  const found = atLeast({ trials, share }, count);
  expect(found).toBeCloseTo(tail, 10);
  expect(Math.abs(found - expected)).toBeLessThan(1e-4);
});

test('quasiP asks what a box would be without one of its restrictions', () => {
  const sample = sampleOf([ten, ten.toReversed()], '++++++++--');
  const found = {
    box: { low: Float64Array.of(-Infinity, 2.5), high: Float64Array.of(8.5, Infinity) },
    members: 8,
    holding: 8,
  };
  // Either end alone gives the same eight: nothing is lost without one of them.
  expect(quasiP(sample, found, 0)).toBe(1);
  const alone = {
    box: { low: Float64Array.of(-Infinity, -Infinity), high: Float64Array.of(8.5, Infinity) },
    members: 8,
    holding: 8,
  };
  expect(quasiP(sample, alone, 0)).toBeCloseTo(0.8 ** 8, 12);
});
