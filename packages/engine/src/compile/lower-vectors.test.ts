import { describe, expect, test } from 'vitest';
import { interpreter } from '../interpret/interpreter.ts';
import type { Model } from '../model/model.ts';
import { createProblem } from '../run/problem.ts';
import { columnOf, run } from '../run/run.ts';
import { model } from '../testing/model-notation.ts';
import { wasmBackend } from '../wasm/backend.ts';
import { compileModel } from './compile-model.ts';
import { procedures } from './procedures.ts';

describe.each([interpreter, wasmBackend])('in $name', (backend) => {
  /** The values of some elements at one step, rounded to six figures as Vensim's results are. */
  function at(source: Model, names: string, step = 0): number[] {
    const results = run(createProblem(source), backend);
    expect(results.status).toEqual({ kind: 'done' });
    return names.split(' ').map((name) => Number((columnOf(results, name)?.[step] ?? Number.NaN).toPrecision(6)));
  }

  // The model and Vensim's results are those of SDEverywhere's `vector`.
  const vector = model`
    dim DimA = A1, A2, A3; dim DimB = B1, B2
    a[A1] = 0; a[A2] = 1; a[A3] = 1; b[B1] = 1; b[B2] = 2
    d[A1, B1] = 1; d[A2, B1] = 2; d[A3, B1] = 3; d[A1, B2] = 4; d[A2, B2] = 5; d[A3, B2] = 6
    e[A1, B1] = 0; e[A2, B1] = 1; e[A3, B1] = 0; e[A1, B2] = 1; e[A2, B2] = 0; e[A3, B2] = 1
    h[A1] = 2100; h[A2] = 2010; h[A3] = 2020
    o[A1, B1] = 1; o[A1, B2] = 2; o[A2, B1] = 4; o[A2, B2] = 3; o[A3, B1] = 5; o[A3, B2] = 5
    c[DimA] = 10 + VECTOR ELM MAP(b[B1], a[DimA])
    f[DimA, DimB] = VECTOR ELM MAP(d[DimA, B1], a[DimA])
    g[DimA, DimB] = VECTOR ELM MAP(d[DimA, B1], e[DimA, DimB])
    l[DimA] = VECTOR SORT ORDER(h[DimA], 1); m[DimA] = VECTOR SORT ORDER(h[DimA], 0)
    p[DimA, DimB] = VECTOR SORT ORDER(o[DimA, DimB], 1)
    q[DimB] = VECTOR SELECT(e[*, DimB], c[*], 0, 0, 0); r[DimA] = VECTOR SELECT(e[DimA, *], d[DimA, *], -1, 3, 0)
    rank[DimA] = VECTOR RANK(h[DimA], 1); sorted[DimA] = VECTOR REORDER(h[DimA], l[DimA]); time 0 1 1`;

  test('VECTOR ELM MAP goes on from an element in the order of the layout', () => {
    expect(at(vector, 'c[A1] c[A2] c[A3]')).toEqual([11, 12, 12]);
    expect(at(vector, 'f[A1,B1] f[A2,B2] f[A3,B1]')).toEqual([1, 5, 6]);
    expect(at(vector, 'g[A1,B2] g[A2,B1] g[A2,B2] g[A3,B2]')).toEqual([4, 5, 2, 6]);
  });

  test('VECTOR ELM MAP with a constant offset reads that element alone, and gives :NA: outside the array', () => {
    const chain = model`dim S = s1, s2, s3; out[S] = in[S] * 2
      in[S] = IF S = s1 THEN 1 ELSE VECTOR ELM MAP(out[S], -1); beyond = VECTOR ELM MAP(out[s1], TIME - 1); time 0 1 1`;
    expect(at(chain, 'in[s1] in[s2] in[s3]')).toEqual([1, 2, 4]);
    expect(at(chain, 'beyond')).toEqual([Number((-(2 ** 109)).toPrecision(6))]);
    expect(at(chain, 'beyond', 1)).toEqual([2]);
  });

  test('VECTOR SORT ORDER, VECTOR RANK and VECTOR REORDER work along the last dimension', () => {
    expect(at(vector, 'l[A1] l[A2] l[A3] m[A1] m[A2] m[A3]')).toEqual([1, 2, 0, 0, 2, 1]);
    expect(at(vector, 'p[A1,B1] p[A1,B2] p[A2,B1] p[A2,B2] p[A3,B1] p[A3,B2]')).toEqual([0, 1, 1, 0, 0, 1]);
    expect(at(vector, 'rank[A1] rank[A2] rank[A3]')).toEqual([3, 1, 2]);
    expect(at(vector, 'sorted[A1] sorted[A2] sorted[A3]')).toEqual([2010, 2020, 2100]);
  });

  test('VECTOR SELECT sums, or takes the greatest of, what is selected', () => {
    expect(at(vector, 'q[B1] q[B2] r[A1] r[A2] r[A3]')).toEqual([12, 23, 4, 2, 6]);
  });

  test('VECTOR SELECT knows eleven actions, and forbids what its last argument says', () => {
    const select = (action: number, error = 0): number[] =>
      at(
        model`dim A = a1, a2, a3; s[a1] = 2; s[a2] = 0; s[a3] = 3; v[a1] = 5; v[a2] = 7; v[a3] = 4
          x = IF TIME < 1 THEN VECTOR SELECT(s[*], v[*], 9, ${action}, ${error}) ELSE 0; time 0 0 1`,
        'x',
      );
    expect([0, 1, 2, 3, 4, 5].flatMap((action) => select(action))).toEqual([22, 120, 10, 12, 11, 1600]);
    expect([6, 7, 8, 9, 10].flatMap((action) => select(action))).toEqual([9, 20, 4, 5, 4.5]);
    expect(select(0, 1)).toEqual([22]);
    const two = model`dim A = a1, a2; s[A] = 1; x = VECTOR SELECT(s[*], s[*], 9, 0, 2); time 0 0 1`;
    expect(run(createProblem(two), backend).status).toEqual({ kind: 'diverged', time: 0, variable: 'x' });
  });

  test('VECTOR LOOKUP spreads the elements evenly and has ten modes', () => {
    const lookup = (mode: number, input: number): number =>
      at(
        model`dim S = s1, s2, s3; v[s1] = 0; v[s2] = 2; v[s3] = 8; x = VECTOR LOOKUP(v[s1], ${input}, 10, 14, ${mode}); time 0 0 1`,
        'x',
      )[0] ?? Number.NaN;
    expect([lookup(0, 11), lookup(0, 20), lookup(2, 11), lookup(4, 11), lookup(3, 15)]).toEqual([1, 8, 0, 2, 11]);
    expect([lookup(1, 13), lookup(7, 15), lookup(7, 9)]).toEqual([5.5, 21.5, 0.5]);
    expect([lookup(5, 5), lookup(8, 11), lookup(6, 11), lookup(6, 12), lookup(6, 9), lookup(9, 9)]).toEqual([
      13, 15, 1, 2, 0, 1,
    ]);
  });

  test('INVERT MATRIX inverts the last two dimensions, and ends the run where there is no inverse', () => {
    const matrix = model`dim N = n1, n2; dim C = c1, c2; dim R = r1, r2
      m[N, R, C] = IF N = 1 THEN (IF R = 1 THEN (IF C = 1 THEN 4 ELSE 7) ELSE (IF C = 1 THEN 2 ELSE 6)) ELSE (IF R = C THEN 0 ELSE 2)
      i[N, R, C] = INVERT MATRIX(m[N, R, C], 2); time 0 0 1`;
    expect(at(matrix, 'i[n1,r1,c1] i[n1,r1,c2] i[n1,r2,c1] i[n1,r2,c2]')).toEqual([0.6, -0.7, -0.2, 0.4]);
    expect(at(matrix, 'i[n2,r1,c1] i[n2,r1,c2]')).toEqual([0, 0.5]);
    const singular = model`dim C = c1, c2; dim R = r1, r2; m[R, C] = 1; i[R, C] = INVERT MATRIX(m[R, C], 2); time 0 0 1`;
    expect(run(createProblem(singular), backend).status.kind).toBe('diverged');
  });

  test('ALLOCATE AVAILABLE divides by each type of curve', () => {
    // Vensim's results for SDEverywhere's `allocate_ptype`.
    const types = model`dim A = A1, A2; dim Profile = ptype, ppriority, pwidth, pextra
      profile[A, ptype] = kind; profile[A1, ppriority] = 0.1; profile[A2, ppriority] = 0.9
      profile[A, pwidth] = 0.5; profile[A, pextra] = 0; kind = TIME
      three[A1] = 200; three[A2] = 300; four[A1] = 200; four[A2] = 50; two[A1] = 40; two[A2] = 60
      alloc2[A] = ALLOCATE AVAILABLE(two[A], profile[A, ptype], 100)
      alloc3[A] = ALLOCATE AVAILABLE(three[A], profile[A, ptype], 100)
      alloc4[A] = ALLOCATE AVAILABLE(four[A], profile[A, ptype], 100); time 0 4 1`;
    const known = [
      [40, 60, 80, 20],
      [0, 100, 50, 50],
      [0, 99.9998, 49.9999, 50],
      [3.87908, 96.1207, 57.4714, 42.5285],
      [11.863, 88.1368, 58.6115, 41.3884],
    ];
    for (const [step, values] of known.entries()) {
      const found = at(types, 'alloc3[A1] alloc3[A2] alloc4[A1] alloc4[A2]', step);
      found.forEach((value, index) => {
        expect(Math.abs(value - (values[index] ?? Number.NaN)), `type ${step}`).toBeLessThan(5e-4);
      });
      expect(at(types, 'alloc2[A1] alloc2[A2]', step)).toEqual([40, 60]);
    }
  });

  test('ALLOCATE AVAILABLE shares a step of a curve without width in proportion', () => {
    const steps = model`dim A = A1, A2, A3; dim Profile = t, p, w, e
      profile[A, t] = 1; profile[A, p] = IF A = 1 THEN 2 ELSE 1; profile[A, w] = 0; profile[A, e] = 0
      want[A1] = 10; want[A2] = 20; want[A3] = 40; got[A] = ALLOCATE AVAILABLE(want[A], profile[A, t], 40); time 0 0 1`;
    expect(at(steps, 'got[A1] got[A2] got[A3]')).toEqual([10, 10, 20]);
  });

  test('ALLOCATE BY PRIORITY serves the higher priority first', () => {
    // Vensim's results for SDEverywhere's `allocate_by_priority`.
    const priority = model`dim R = Boston, Dayton, Fresno; want[Boston] = 3; want[Dayton] = 2; want[Fresno] = 4
      priority[R] = R; got[R] = ALLOCATE BY PRIORITY(want[R], priority[R], SIZE(want), 1, 10 * TIME / 12); time 0 12 1`;
    expect(at(priority, 'got[Boston] got[Dayton] got[Fresno]', 4)).toEqual([0, 0, 3.33333]);
    expect(at(priority, 'got[Boston] got[Dayton] got[Fresno]', 7)).toEqual([0, 1.83333, 4]);
    expect(at(priority, 'got[Boston] got[Dayton] got[Fresno]', 9)).toEqual([1.5, 2, 4]);
    expect(at(priority, 'got[Boston] got[Dayton] got[Fresno]', 12)).toEqual([3, 2, 4]);
  });

  test('FIND MARKET PRICE balances demand and supply', () => {
    // Vensim's results for SDEverywhere's `allocate_price` at the times 0, 6 and 12.
    const market = (kind: number): Model => model`dim Profile = t, p, w, e; dim D = d1, d2; dim S = s1, s2, s3
      dp[D, t] = ${kind}; dp[D, p] = D; dp[D, w] = 1; dp[D, e] = 0
      sp[S, t] = ${kind}; sp[S, p] = S; sp[S, w] = 1; sp[S, e] = 0
      dq[d1] = 500 * TIME / 12; dq[d2] = 300 * TIME / 12; sq[s1] = 200; sq[s2] = 300; sq[s3] = 450
      price = FIND MARKET PRICE(dq[d1], dp[d1, t], sq[s1], sp[s1, t])
      supplied[S] = SUPPLY AT PRICE(sq[S], sp[S, t], price); demanded[D] = DEMAND AT PRICE(dq[D], dp[D, t], price); time 0 12 6`;
    const names = 'price demanded[d1] demanded[d2] supplied[s1]';
    expect([0, 1, 2].map((step) => at(market(1), names, step))).toEqual([
      [0.5, 0, 0, 0],
      [1.38889, 27.7778, 150, 177.778],
      [1.66667, 0, 250, 200],
    ]);
    [0.5, 1.2643, 1.78867].forEach((known, step) => {
      expect(Math.abs((at(market(2), 'price', step)[0] ?? Number.NaN) - known)).toBeLessThan(2e-5);
    });
    const [start, normal] = [at(market(3), names), at(market(3), names, 1)];
    expect(start.slice(0, 3)).toEqual([-4, 0, 0]);
    [1.28018, 97.4177, 114.626].forEach((known, index) => {
      expect(Math.abs((normal[index] ?? Number.NaN) - known)).toBeLessThan(1e-4 * known);
    });
    expect(at(market(4), names, 2).slice(0, 3)).toEqual([1.67861, 126.831, 191.229]);
  });

  test('RANK gives the element that comes at a rank, and a second array decides between equals', () => {
    const rank = model`dim A = a1, a2, a3, a4; x[a1] = 6; x[a2] = 2; x[a3] = 8; x[a4] = 2; y[A] = -A
      second = RANK(x, 2); whole[A] = RANK(x[*], A); broken[A] = RANK(x[*], A, y[*]); time 0 0 1`;
    expect(at(rank, 'second whole[a1] whole[a2] whole[a3] whole[a4]')).toEqual([4, 2, 4, 1, 3]);
    expect(at(rank, 'broken[a1] broken[a2] broken[a3] broken[a4]')).toEqual([4, 2, 1, 3]);
  });
});

test('sortOrder keeps equal elements in order, turned round from the greatest, and NaN last', () => {
  const order = (direction: number, ...values: number[]): number[] => {
    const outputs = new Float64Array(values.length);
    const moment = { step: 0, time: 0, timeStep: 1, seed: 0, member: 0, stream: 0 };
    procedures.sortOrder.run(Float64Array.of(direction, ...values), outputs, moment);
    return [...outputs];
  };
  expect(order(1, 5, Number.NaN, 3, 5, 3)).toEqual([2, 4, 0, 3, 1]);
  expect(order(0, 5, Number.NaN, 3, 5, 3)).toEqual([3, 0, 4, 2, 1]);
});

test('compileModel has a whole array sorted once, not once for each element', () => {
  const { program } = compileModel(model`dim A = a1, a2, a3, a4; x[A] = TIME * A; n = 5; m[A] = A
    o[A] = VECTOR SORT ORDER(x[A], 1); p[A] = VECTOR SORT ORDER(x[A], n); r[A] = RANK(x, m[A])
    s[A] = VECTOR SORT ORDER(x[A], 1) + 1`);
  const calls = program?.step.flatMap(({ code }) => (code.op === 'procedure' ? [code.procedure] : []));
  expect(calls?.toSorted()).toEqual(['rankIndex', 'sortOrder', 'sortOrder']);
});

test('compileModel says what it cannot take as a whole array', () => {
  const context =
    'dim A = a1, a2, a3; dim B < A = a1, a2; dim Profile = t, p, w, e; x[A] = A; m[A, Profile] = 5; time 0 1 1; dim C = c1, c2; s[A, C] = 1';
  const codesOf = (statement: string): string[] =>
    compileModel(model`${context}; ${statement}`).diagnostics.map(({ code }) => code);
  expect(codesOf('y[B] = VECTOR SORT ORDER(x[B], 1)')).toContain('part-of-vector');
  expect(codesOf('y[A] = VECTOR SORT ORDER(2 * x[A], 1)')).toEqual(['needs-array']);
  expect(codesOf('y[A, C] = INVERT MATRIX(s[A, C], 3)')).toEqual(['not-square']);
  expect(codesOf('y[A] = ALLOCATE AVAILABLE(x[A], m[A, t], 2)')).toEqual(['wrong-value']);
  expect(codesOf('y[A] = ALLOCATE AVAILABLE(x[A], m[A, p], 2)')).toEqual(['wrong-profile']);
  expect(codesOf('y[A] = ALLOCATE BY PRIORITY(x[A], x[A], 2, 1, 2)')).toEqual(['wrong-value']);
  expect(codesOf('z[C] = C; y[A] = VECTOR REORDER(x[A], z[c1])')).toEqual(['different-lengths']);
  expect(codesOf('y = VECTOR SELECT(1, 2, 3, 4, 5)')).toEqual(['needs-array']);
});
