import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { interpreter } from '../interpret/interpreter.ts';
import type { Model } from '../model/model.ts';
import { InputError } from '../run/input-error.ts';
import { createProblem, type ProblemOptions } from '../run/problem.ts';
import { columnOf, run } from '../run/run.ts';
import { model } from '../testing/model-notation.ts';
import { wholeLength, withConveyors, type Conveyors } from '../testing/with-conveyors.ts';
import { wasmBackend } from '../wasm/backend.ts';
import { compileModel } from './compile-model.ts';

describe.each([interpreter, wasmBackend])('a conveyor in $name', (backend) => {
  const series = (source: Model, name: string, options: ProblemOptions = {}): number[] => {
    const results = run(createProblem(source, options), backend);
    expect(results.status).toEqual({ kind: 'done' });
    return [...(columnOf(results, name) ?? [])];
  };
  const belt = (conveyor: Conveyors['conveyors'][string]): Conveyors => ({ conveyors: { S: conveyor } });

  it('lowerConveyor spreads what it holds at the start over its length, and gives it back in the order in which it came', () => {
    // Stella's figures for the conformance pair Conveyor.
    const source = withConveyors(
      model`stock S = 12 { +in -out }; flow in = 1; flow out = 0; time 0 5 0.25`,
      belt({ length: '4' }),
    );
    const contents = Array.from({ length: 21 }, (_, step) => Math.max(4, 12 - step / 2));
    expect(series(source, 'S')).toEqual(contents);
    expect(series(source, 'out')).toEqual(Array.from({ length: 21 }, (_, step) => (step < 16 ? 3 : 1)));
  });

  it('lowerConveyor leaks a fraction of what entered, as much each step', () => {
    // Stella's figures for the conformance pair Conveyor_leakage.
    const source = withConveyors(
      model`stock S = 10 { +in -out -leak }; flow in = 1; flow out = 0; flow leak = 0.3; time 0 6 0.25`,
      { ...belt({ length: '4' }), flows: { leak: wholeLength } },
    );
    const leaked = [0.872727272727, 0.836931818182, 0.801136363636, 0.765340909091];
    for (const [step, value] of leaked.entries()) expect(series(source, 'leak')[step]).toBeCloseTo(value, 11);
    expect(series(source, 'S')[1]).toBeCloseTo(9.52272727273, 10);
    expect(series(source, 'S').at(-1)).toBeCloseTo(3.4375, 12);
    expect(series(source, 'out')[15]).toBeCloseTo(2.03636363636, 10);
    expect(series(source, 'out').at(-1)).toBeCloseTo(0.7, 12);
    // The fraction is a parameter of the leak's name.
    expect(series(source, 'leak', { parameters: { leak: 0 } })).toEqual(Array.from({ length: 25 }, () => 0));
  });

  it('lowerConveyor leaks a share of what there is where leakage is exponential, several leaks alike', () => {
    const source = withConveyors(
      model`stock S = 0 { +in -out -a -b }; flow in = 100; flow out = 0; flow a = 0.1; flow b = 0.2; time 0 3 1`,
      { ...belt({ length: '2', exponentialLeak: true }), flows: { a: wholeLength, b: wholeLength } },
    );
    expect(series(source, 'a')).toEqual([0, 10, 17, 17]);
    expect(series(source, 'b')).toEqual([0, 20, 34, 34]);
    expect(series(source, 'out').map((value) => Math.round(value * 1e9) / 1e9)).toEqual([0, 0, 49, 49]);
  });

  it('lowerConveyor starts one conveyor from what leaks from another, with a fraction that rests on what leaves it', () => {
    // Stella's figures, from the ASDM project's Conveyor_initialisation.
    const source = withConveyors(
      model`stock A = on * 3 { +on -end -lost }; flow! on = leak; flow end = 0; flow lost = out / 10
        stock B = in * 4 { +in -out -leak }; flow in = 2; flow out = 0; flow leak = 0.1; time 0 1 0.5`,
      { conveyors: { A: { length: '3' }, B: { length: '4' } }, flows: { leak: wholeLength, lost: wholeLength } },
    );
    const expected: readonly (readonly [string, readonly number[]])[] = [
      ['A', [0.627450980392, 0.618550966486, 0.609358273277]],
      ['B', [8, 7.95424836601, 7.90906862745]],
      ['leak', [0.209150326797, 0.208006535948, 0.206862745098]],
      ['end', [0.18423028786, 0.18423028786, 0.18423028786]],
      ['lost', [0.0427200667501, 0.042161634505, 0.0415673186254]],
    ];
    for (const [name, values] of expected) {
      for (const [step, value] of values.entries()) expect(series(source, name)[step]).toBeCloseTo(value, 11);
    }
  });

  it('lowerConveyor takes the fraction of a later zone from what has come so far', () => {
    const source = withConveyors(
      model`stock S = 0 { +in -out -early -late }; flow in = PULSE(100); flow out = 0
        flow early = 0.2; flow late = 0.5; time 0 5 1`,
      {
        ...belt({ length: '4' }),
        flows: { early: { leak: { start: 0, end: 0.5 } }, late: { leak: { start: 0.5, end: 1 } } },
      },
    );
    // PULSE(100) with one argument pulses at every step; what enters at 0 leaves at 4.
    expect(series(source, 'early')[1]).toBeCloseTo(10, 12);
    expect(series(source, 'late').slice(0, 4)).toEqual([0, 0, 0, 20]);
    expect(series(source, 'out').slice(0, 5)).toEqual([0, 0, 0, 0, 40]);
  });

  it('lowerConveyor lets in what the capacity has room for, and the stock before it keeps the rest', () => {
    const source = withConveyors(
      model`stock! before = 20 { -in }; flow in = 5; stock S = 0 { +in -out }; flow out = 0; time 0 4 1`,
      belt({ length: '2', capacity: '6' }),
    );
    expect(series(source, 'in')).toEqual([5, 1, 5, 1, 5]);
    expect(series(source, 'S')).toEqual([0, 5, 6, 6, 6]);
    expect(series(source, 'before')).toEqual([20, 15, 14, 9, 8]);
  });

  it('lowerConveyor limits its inflows together, the first listed first', () => {
    const source = withConveyors(
      model`stock S = 0 { +a +b -out }; flow a = 3; flow b = 4; flow out = 0; time 0 3 0.5`,
      belt({ length: '1', inflowLimit: '5' }),
    );
    expect(series(source, 'a')[0]).toBe(3);
    expect(series(source, 'b')[0]).toBe(2);
    expect(series(source, 'out').at(-1)).toBe(5);
  });

  it('lowerConveyor gives what enters the transit time of its entry, so that later may overtake earlier', () => {
    const source = withConveyors(
      model`stock S = 0 { +in -out }; flow in = TIME + 1; flow out = 0; lag = IF TIME < 2 THEN 3 ELSE 1; time 0 6 1`,
      belt({ length: 'lag' }),
    );
    expect(series(source, 'out')).toEqual([0, 0, 0, 4, 6, 5, 6]);
  });

  it('lowerConveyor keeps the transit time of the last sample', () => {
    const source = withConveyors(
      model`stock S = 0 { +in -out }; flow in = 1; flow out = 0; lag = 2 + TIME; when = IF TIME = 3 THEN 1 ELSE 0; time 0 9 1`,
      belt({ length: 'lag', sample: 'when' }),
    );
    // Two steps until 3; what enters from 3 on takes five.
    expect(series(source, 'out')).toEqual([0, 0, 1, 1, 1, 0, 0, 0, 1, 1]);
  });

  it('lowerConveyor stands still while it is arrested', () => {
    const source = withConveyors(
      model`stock S = 4 { +in -out }; flow in = 1; flow out = 0; stop = IF TIME = 1 THEN 1 ELSE 0; time 0 4 1`,
      belt({ length: '2', arrest: 'stop' }),
    );
    expect(series(source, 'out')).toEqual([2, 0, 2, 1, 1]);
    expect(series(source, 'in')).toEqual([1, 0, 1, 1, 1]);
    expect(series(source, 'S')).toEqual([4, 3, 3, 2, 2]);
  });

  it('lowerConveyor starts from a list of what each step or each unit of time gives', () => {
    const source = model`stock S = 60 { -out }; flow out = 0; time 0 3 0.5`;
    const steps = withConveyors(source, belt({ length: '1.5', contents: [10, 20, 30] }));
    expect(series(steps, 'out')).toEqual([20, 40, 60, 0, 0, 0, 0]);
    const units = withConveyors(source, belt({ length: '3', contents: [10, 20, 30] }));
    expect(series(units, 'out')).toEqual([10, 10, 20, 20, 30, 30, 0]);
    expect(series(units, 'S', { parameters: { S: 6 } })[0]).toBe(6);
  });

  it('lowerConveyor lays an inflow over its length where the flow says so', () => {
    const source = model`stock S = 3 { +in -out }; flow in = PULSE(9, 0, 99); flow out = 0; time 0 4 1`;
    const even = withConveyors(source, { ...belt({ length: '3' }), flows: { in: { spread: 'even' } } });
    expect(series(even, 'out')).toEqual([1, 4, 4, 3, 0]);
    const like = withConveyors(source, {
      ...belt({ length: '3', contents: [0, 1, 2] }),
      flows: { in: { spread: 'dest' } },
    });
    expect(series(like, 'out')).toEqual([0, 4, 8, 0, 0]);
  });

  it('lowerConveyor lays what leaks from another conveyor where it lay there', () => {
    const source = withConveyors(
      model`stock A = 0 { +in -out -leak }; flow in = PULSE(100, 0, 99); flow out = 0; flow leak = 0.1
        stock B = 0 { +leak -end }; flow end = 0; time 0 5 1`,
      {
        conveyors: { A: { length: '3', exponentialLeak: true }, B: { length: '3' } },
        flows: { leak: { ...wholeLength, spread: 'source' } },
      },
    );
    // 10 leaks from the third slat at 1, 9 from the second at 2 and 8.1 from the exit at 3; each has as many steps to go as its slat.
    expect(series(source, 'leak').map((value) => Math.round(value * 1e9) / 1e9)).toEqual([0, 10, 9, 8.1, 0, 0]);
    expect(series(source, 'end').map((value) => Math.round(value * 1e9) / 1e9)).toEqual([0, 0, 0, 0, 27.1, 0]);
  });

  it('lowerConveyor lets one conveyor feed another, element by element of an array', () => {
    const source = withConveyors(
      model`dim Age = young, old
        stock A[Age] = 0 { +in -on }; stock B[Age] = 0 { +on -out }
        flow in[Age] = 1; flow on[Age] = 0; flow out[Age] = 0; lag[young] = 1; lag[old] = 2; twice[Age] = on[Age] * 2; time 0 5 1`,
      { conveyors: { A: { length: 'lag' }, B: { length: 'lag[Age]', capacity: '0' } } },
    );
    expect(series(source, 'out[young]')).toEqual([0, 0, 1, 1, 1, 1]);
    expect(series(source, 'out[old]')).toEqual([0, 0, 0, 0, 1, 1]);
    expect(series(source, 'twice[old]')).toEqual([0, 0, 2, 2, 2, 2]);
  });

  it('lowerConveyor follows a run that changes the step, the transit time or the rows that are saved', () => {
    const source = withConveyors(
      model`stock S = 8 { -out }; flow out = 0; lag = 4; time 0 8 1`,
      belt({ length: 'lag' }),
    );
    expect(series(source, 'out', { step: 0.5, saveEvery: 2 })).toEqual([2, 2, 0, 0, 0]);
    expect(series(source, 'out', { parameters: { lag: 8 } })).toEqual([1, 1, 1, 1, 1, 1, 1, 1, 0]);
    const longer = run({ ...createProblem(source), parameters: { lag: 8 } }, backend);
    expect(longer.status).toEqual({ kind: 'diverged', time: 0, variable: 'out' });
  });

  it('lowerConveyor keeps what it is given: what goes in is in it or has come out, and nothing is below zero', () => {
    const amounts = fc.array(fc.integer({ min: 0, max: 50 }), { minLength: 9, maxLength: 9 });
    const times = fc.array(fc.integer({ min: 1, max: 7 }), { minLength: 9, maxLength: 9 });
    const fraction = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(amounts, times, fraction, fc.boolean(), (inflows, lags, leak, exponentialLeak) => {
        const points = (values: readonly number[]): string => values.map((value, x) => `(${x},${value})`).join(' ');
        const source = withConveyors(
          model`stock S = 5 { +in -out -leak }; stock gone = 0 { +out +leak }; stock come = 5 { +in }
            flow in = wanted; flow out = 0; flow leak = ${leak}; wanted = TABLE(TIME) ${points(inflows)}
            lag = TABLE(TIME) DISCRETE ${points(lags)}; time 0 16 0.5`,
          { ...belt({ length: 'lag', exponentialLeak }), flows: { leak: wholeLength } },
        );
        const results = run(createProblem(source), backend);
        const [held, gone, come] = ['S', 'gone', 'come'].map((name) => columnOf(results, name) ?? []);
        for (const [row, total] of (come ?? []).entries())
          expect((held?.[row] ?? Number.NaN) + (gone?.[row] ?? Number.NaN)).toBeCloseTo(total, 9);
        for (const name of ['S', 'out', 'leak'])
          expect(Math.min(...(columnOf(results, name) ?? [-1]))).toBeGreaterThanOrEqual(0);
      }),
      { numRuns: 40 },
    );
  });
});

describe('lowerConveyor', () => {
  const one = model`stock S = 12 { +in -out -leak }; flow in = 1; flow out = 0; flow leak = 0.1; time 0 5 1`;
  const problemsOf = (source: Model): string[] => compileModel(source).diagnostics.map(({ message }) => message);

  it.each<[string, Model, string]>([
    [
      'RK4, since a belt moves once a step',
      withConveyors(
        { ...one, time: { ...one.time, method: 'rk4' } },
        { conveyors: { S: { length: '4' } }, flows: { leak: wholeLength } },
      ),
      'Cannot run the conveyor "S" with the method "rk4": it moves on once a step',
    ],
    [
      'two outflows of which neither is a leak',
      withConveyors(one, { conveyors: { S: { length: '4' } } }),
      'Cannot run the conveyor "S": it needs one outflow that is no leak, but has 2',
    ],
    [
      'a zone that begins within a step',
      withConveyors(one, { conveyors: { S: { length: '4' } }, flows: { leak: { leak: { start: 0.3, end: 1 } } } }),
      'Cannot let the conveyor "S" leak from 0.3 to 1 of its length: of its 4 steps they are no whole number',
    ],
    [
      'an inflow laid as it lay before that is no leak',
      withConveyors(one, {
        conveyors: { S: { length: '4' } },
        flows: { leak: wholeLength, in: { spread: 'source' } },
      }),
      'Cannot lay "in" on the conveyor "S" as it lay before: it is no leak of a conveyor',
    ],
    [
      'a capacity of a conveyor that leaks',
      withConveyors(one, { conveyors: { S: { length: '4', capacity: '9' } }, flows: { leak: wholeLength } }),
      'Cannot run the conveyor "S" with a capacity and leaks together: how much room leaks make is not documented',
    ],
    [
      'a leak from an ordinary stock',
      withConveyors(one, { conveyors: {}, flows: { leak: wholeLength } }),
      'Cannot let "leak" leak: it is no outflow of a conveyor',
    ],
    [
      'an equation that cannot be read',
      withConveyors(one, { conveyors: { S: { length: '4 +' } }, flows: { leak: wholeLength } }),
      'Cannot read the equation of "S": a number, a name or a bracket is needed after "+", but the end was found',
    ],
  ])('refuses %s', (_, source, message) => {
    expect(problemsOf(source)).toEqual([message]);
  });

  it('refuses to set the flow by which what comes to the end leaves', () => {
    const source = withConveyors(one, { conveyors: { S: { length: '4' } }, flows: { leak: wholeLength } });
    expect(() => createProblem(source, { parameters: { out: 3 } })).toThrow(InputError);
    expect(() => createProblem(compileModel(source).program ?? source, { method: 'rk4' })).toThrow(/Euler/);
  });
});
