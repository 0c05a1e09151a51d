import { describe, expect, test } from 'vitest';
import type { Candidate } from './dominance.ts';
import { nonDominated } from './dominance.ts';
import { evolveBest, evolveFront } from './evolve.ts';
import { snapped, type Lever } from './lever.ts';

/** Asks about policies of a problem with known answers, counting them. */
function asking(evaluations: number, judge: (values: Float64Array) => Omit<Candidate, 'values'>) {
  const known = new Map<string, Candidate>();
  return {
    known,
    left: () => Math.max(0, evaluations - known.size),
    ask: (policies: readonly Float64Array[]) => {
      for (const values of policies) known.set(values.join(), { values, ...judge(values) });
      return Promise.resolve(policies.flatMap((values) => known.get(values.join()) ?? []));
    },
  };
}

function firstOf(levers: readonly Lever[], count: number): Float64Array[] {
  return Array.from({ length: count }, (_, row) =>
    Float64Array.from(levers, (lever, place) =>
      snapped(lever, lever.low + (((row + 1) * (0.618 + 0.317 * place)) % 1) * (lever.high - lever.low)),
    ),
  );
}

describe('evolveFront', () => {
  test('finds the front of ZDT1, f2 = 1 − √f1, along its whole length (Zitzler, Deb and Thiele 2000)', async () => {
    const levers = Array.from({ length: 8 }, (_, place) => ({ name: `x${place}`, low: 0, high: 1 }));
    const problem = asking(6000, ([first = 0, ...rest]) => {
      const g = 1 + (9 * rest.reduce((sum, each) => sum + each, 0)) / rest.length;
      return { objectives: Float64Array.of(first, g * (1 - Math.sqrt(first / g))), violation: 0 };
    });
    const first = await problem.ask(firstOf(levers, 60));
    await evolveFront({ levers, seed: 3, size: 60, ...problem }, first);
    const front = nonDominated([...problem.known.values()]);
    const points = front.map(({ objectives: [f1 = 0, f2 = 0] }) => ({ f1, f2 })).toSorted((a, b) => a.f1 - b.f1);
    expect(points.length).toBeGreaterThan(50);
    const known = Array.from({ length: 1001 }, (_, at) => ({ f1: at / 1000, f2: 1 - Math.sqrt(at / 1000) }));
    const distances = points.map(({ f1, f2 }) =>
      Math.min(...known.map((each) => Math.hypot(each.f1 - f1, each.f2 - f2))),
    );
    // All but the few beside the end f1 = 0, where the front is upright.
    expect(distances.toSorted((a, b) => a - b)[Math.floor(0.98 * distances.length)]).toBeLessThan(0.01);
    expect(distances.reduce((sum, each) => sum + each, 0) / distances.length).toBeLessThan(0.002);
    const gaps = points.slice(1).map(({ f1 }, before) => f1 - (points[before]?.f1 ?? 0));
    expect(Math.max(...gaps)).toBeLessThan(0.06);
    expect(points[0]?.f1).toBeLessThan(0.005);
    expect(points.at(-1)?.f1).toBeGreaterThan(0.98);
    expect(problem.left()).toBe(0);
  });

  test('keeps to constraints: the front of Binh and Korn 1997', async () => {
    const levers = [
      { name: 'x', low: 0, high: 5 },
      { name: 'y', low: 0, high: 3 },
    ];
    const problem = asking(2000, ([x = 0, y = 0]) => ({
      objectives: Float64Array.of(4 * x * x + 4 * y * y, (x - 5) ** 2 + (y - 5) ** 2),
      violation: Math.max(0, (x - 5) ** 2 + y * y - 25) + Math.max(0, 7.7 - ((x - 8) ** 2 + (y + 3) ** 2)),
    }));
    await evolveFront({ levers, seed: 1, size: 40, ...problem }, await problem.ask(firstOf(levers, 40)));
    const front = nonDominated([...problem.known.values()]);
    // The front: x = y from 0 to 3, then y = 3 and x from 3 to 5.
    expect(front.every(({ violation }) => violation === 0)).toBe(true);
    const off = front.map(({ values: [x = 0, y = 0] }) => (x <= 3 ? Math.abs(x - y) : 3 - y));
    expect(Math.max(...off)).toBeLessThan(1);
    expect(off.reduce((sum, each) => sum + each, 0) / off.length).toBeLessThan(0.15);
    const firsts = front.map(({ objectives }) => objectives[0] ?? 0);
    expect(Math.min(...firsts)).toBeLessThan(1);
    expect(Math.max(...firsts)).toBeGreaterThan(130);
  });

  test('ends where there is nothing more to find', async () => {
    const levers = [{ name: 'x', low: 0, high: 2, step: 1 }];
    const problem = asking(1000, ([x = 0]) => ({ objectives: Float64Array.of(x, -x), violation: 0 }));
    await evolveFront({ levers, seed: 1, size: 8, ...problem }, await problem.ask(firstOf(levers, 3)));
    expect(problem.known.size).toBe(3);
  });
});

describe('evolveBest', () => {
  test('finds the least of the Rosenbrock function', async () => {
    const levers = [
      { name: 'x', low: -2, high: 2 },
      { name: 'y', low: -2, high: 2 },
    ];
    const problem = asking(2500, ([x = 0, y = 0]) => ({
      objectives: Float64Array.of(100 * (y - x * x) ** 2 + (1 - x) ** 2),
      violation: 0,
    }));
    const first = await problem.ask(firstOf(levers, 20));
    const valueOf = ({ objectives }: Candidate): number => objectives[0] ?? Infinity;
    const last = await evolveBest({ levers, seed: 2, size: 20, ...problem }, first, (a, b) => valueOf(a) - valueOf(b));
    expect(Math.min(...last.map(valueOf))).toBeLessThan(1e-6);
  });
});
