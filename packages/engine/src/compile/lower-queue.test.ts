import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { interpreter } from '../interpret/interpreter.ts';
import type { Conveyor, Model } from '../model/model.ts';
import { InputError } from '../run/input-error.ts';
import { createProblem, resolveProblem, type ProblemOptions } from '../run/problem.ts';
import { columnOf, run } from '../run/run.ts';
import { model } from '../testing/model-notation.ts';
import { withMacros, withModules } from '../testing/part-notation.ts';
import { withQueues } from '../testing/with-queues.ts';
import { wasmBackend } from '../wasm/backend.ts';
import { compileModel } from './compile-model.ts';

const points = (values: readonly number[]): string => values.map((value, x) => `(${x},${value})`).join(' ');

describe.each([interpreter, wasmBackend])('a queue in $name', (backend) => {
  const series = (source: Model, name: string, options: ProblemOptions = {}): number[] => {
    const results = run(createProblem(source, options), backend);
    expect(results.status).toEqual({ kind: 'done' });
    return [...(columnOf(results, name) ?? [])];
  };
  /** A queue that `in` fills and a conveyor empties, with an overflow. */
  const served = (inflow: string, belt: Partial<Conveyor>, clock = 'time 0 5 1'): Model =>
    withQueues(
      model`stock Q = 0 { +in -on -over }; flow in = ${inflow}; flow on = 0; flow over = 0
        stock S = 0 { +on -out }; flow out = 0; ${clock}`,
      { queues: ['Q'], overflows: ['over'], conveyors: { S: { length: '9', ...belt } } },
    );
  const waiting = (inflow: string, belt: Partial<Conveyor>, clock = 'time 0 5 1'): Model =>
    withQueues(
      model`stock Q = 0 { +in -on }; flow in = ${inflow}; flow on = 0; stock S = 0 { +on -out }; flow out = 0; ${clock}`,
      { queues: ['Q'], conveyors: { S: { length: '9', ...belt } } },
    );

  it('lowerQueue empties a queue into a cloud or a plain stock in every step', () => {
    const source = withQueues(
      model`stock Q = 6 { +in -out }; flow in = TIME; flow out = 0; stock S = 0 { +out }; time 0 3 0.5`,
      { queues: ['Q'] },
    );
    // What there was at the start and the first half step's inflow; from then on what enters.
    expect(series(source, 'out')).toEqual([12, 0.5, 1, 1.5, 2, 2.5, 3]);
    expect(series(source, 'Q')).toEqual([6, 0, 0, 0, 0, 0, 0]);
    expect(series(source, 'S')).toEqual([0, 6, 6.25, 6.75, 7.5, 8.5, 9.75]);
    expect(series(source, 'out', { parameters: { Q: 2 } })[0]).toBe(4);
  });

  it('lowerQueue lets the first of two outflows take all where nothing holds it back', () => {
    const source = withQueues(
      model`stock Q = 0 { +in -first -second }; flow in = 3; flow first = 0; flow second = 0; time 0 2 1`,
      { queues: ['Q'] },
    );
    expect(series(source, 'first')).toEqual([3, 3, 3]);
    expect(series(source, 'second')).toEqual([0, 0, 0]);
  });

  it('lowerQueue keeps everything where nothing leaves, and takes nothing from an inflow below 0', () => {
    const source = withQueues(model`stock Q = 1 { +in }; flow in = 1 - TIME; time 0 4 1`, { queues: ['Q'] });
    expect(series(source, 'in')).toEqual([1, 0, 0, 0, 0]);
    expect(series(source, 'Q')).toEqual([1, 2, 2, 2, 2]);
  });

  it('lowerQueue makes one batch of what enters by one inflow in a step, of which a conveyor takes one a step', () => {
    const source = withQueues(
      model`stock Q = 0 { +a +b -on }; flow a = TIME + 1; flow b = 10; flow on = 0; stock S = 0 { +on -out }; flow out = 0; time 0 5 1`,
      { queues: ['Q'], conveyors: { S: { length: '2' } } },
    );
    // Batches in order: 1, 10, 2, 10, 3, 10, 4, …; one leaves in every step.
    expect(series(source, 'on')).toEqual([1, 10, 2, 10, 3, 10]);
    expect(series(source, 'Q')).toEqual([0, 10, 12, 23, 27, 39]);
    expect(series(source, 'out')).toEqual([0, 0, 1, 10, 2, 10]);
  });

  it('lowerQueue makes no batch of an inflow of nothing', () => {
    // Batches: 4 at 0, 4 at 2, 4 at 4.
    expect(series(waiting('IF MODULO(TIME, 2) = 0 THEN 4 ELSE 0', {}), 'on')).toEqual([4, 0, 4, 0, 4, 0]);
  });

  it('lowerQueue splits the front batch where there is less room, and takes the rest of it as the next', () => {
    // Room for 7 until the end: of the batches of 3, two whole ones and a third of the third.
    expect(series(waiting('3', { capacity: '7' }), 'on')).toEqual([3, 3, 1, 0, 0, 0]);
    expect(series(waiting('3', { capacity: '7' }), 'Q')).toEqual([0, 0, 0, 2, 5, 8]);
    // Room for 3 more in every second step: the rest of a batch counts as a batch.
    const source = waiting('IF TIME = 0 THEN 5 ELSE 2', { length: '2', capacity: '4' }, 'time 0 7 1');
    // At 0: 4 of 5. At 1: full. At 2: 4 leave, the 1 that is left is the front batch. At 3: 2, at 4: 1 leaves, 2 in; …
    expect(series(source, 'on')).toEqual([4, 0, 1, 2, 2, 2, 2, 2]);
    expect(series(source, 'Q')).toEqual([0, 1, 3, 4, 4, 4, 4, 4]);
  });

  it('lowerQueue keeps batches whole where the conveyor says so', () => {
    const source = waiting('3', { capacity: '7', batchIntegrity: true });
    expect(series(source, 'on')).toEqual([3, 3, 0, 0, 0, 0]);
    expect(series(source, 'S')).toEqual([0, 3, 6, 6, 6, 6]);
    const many = waiting('IF TIME < 1 THEN 0 ELSE 2', {
      capacity: 'IF TIME < 4 THEN 0 ELSE 7',
      oneAtATime: false,
      batchIntegrity: true,
    });
    expect(series(many, 'on')).toEqual([0, 0, 0, 0, 6, 0]);
  });

  it('lowerQueue fills a conveyor with as many batches as there is room for where it may take several', () => {
    const source = waiting('2', { capacity: 'IF TIME < 3 THEN 0 ELSE 5', oneAtATime: false });
    expect(series(source, 'on')).toEqual([0, 0, 0, 5, 0, 0]);
    expect(series(source, 'Q')).toEqual([0, 2, 4, 6, 3, 5]);
  });

  it('lowerQueue lets the whole inflow limit of a unit of time in at once, and no more in that unit', () => {
    // A step of a quarter: 2 enter the queue in each, and 5 may enter the conveyor in a unit of time.
    const source = waiting('8', { inflowLimit: '5', oneAtATime: false }, 'time 0 2 0.25');
    expect(series(source, 'on').map((rate) => rate / 4)).toEqual([2, 2, 1, 0, 5, 0, 0, 0, 5]);
    const one = waiting('8', { inflowLimit: '5' }, 'time 0 2 0.25');
    expect(series(one, 'on').map((rate) => rate / 4)).toEqual([2, 2, 1, 0, 1, 2, 2, 0, 2]);
  });

  it('lowerQueue takes 0.1 and 0.2 to fit a limit of 0.3, though they are more in binary', () => {
    const belt = { inflowLimit: '0.3', oneAtATime: false, batchIntegrity: true } as const;
    const source = withQueues(
      model`stock Q = 0 { +a +b +c -on }; flow a = 0.1; flow b = 0.2; flow c = 1e-9; flow on = 0; stock S = 0 { +on -out }; flow out = 0; time 0 1 1`,
      { queues: ['Q'], conveyors: { S: { length: '9', ...belt } } },
    );
    expect(series(source, 'on')[0]).toBe(0.1 + 0.2);
  });

  it('lowerQueue lets overflow what the capacity keeps back', () => {
    const source = served('5', { length: '2', capacity: '6', oneAtATime: false });
    expect(series(source, 'on')).toEqual([5, 1, 5, 1, 5, 1]);
    expect(series(source, 'over')).toEqual([0, 4, 0, 4, 0, 4]);
    expect(series(source, 'Q')).toEqual([0, 0, 0, 0, 0, 0]);
  });

  it('lowerQueue lets nothing overflow where batches only wait their turn', () => {
    const source = withQueues(
      model`stock Q = 0 { +a +b -on -over }; flow a = 1; flow b = 2; flow on = 0; flow over = 0; stock S = 0 { +on -out }; flow out = 0; time 0 4 1`,
      { queues: ['Q'], overflows: ['over'], conveyors: { S: { length: '9', capacity: '5' } } },
    );
    // 1, 2 and 1 go on; of the next 2 there is room for 1, and the rest of the queue overflows.
    expect(series(source, 'on')).toEqual([1, 2, 1, 1, 0]);
    expect(series(source, 'over')).toEqual([0, 0, 0, 7, 3]);
    expect(series(source, 'Q')).toEqual([0, 2, 3, 5, 0]);
  });

  it('lowerQueue lets overflow what an inflow limit or an arrest keeps back', () => {
    const limited = served('3', { inflowLimit: '2', oneAtATime: false }, 'time 0 2 1');
    expect(series(limited, 'on')).toEqual([2, 2, 2]);
    expect(series(limited, 'over')).toEqual([1, 1, 1]);
    const arrested = served('3', { length: '2', arrest: 'IF TIME = 2 THEN 1 ELSE 0' }, 'time 0 4 1');
    expect(series(arrested, 'on')).toEqual([3, 3, 0, 3, 3]);
    expect(series(arrested, 'over')).toEqual([0, 0, 3, 0, 0]);
    expect(series(arrested, 'out')).toEqual([0, 0, 0, 3, 3]);
  });

  it('lowerQueue leads an overflow into a second conveyor, and what that one keeps back into a third outflow', () => {
    const source = withQueues(
      model`stock Q = 0 { +in -on -over -lost }; flow in = 9; flow on = 0; flow over = 0; flow lost = 0
        stock S = 0 { +on -out }; flow out = 0; stock T = 0 { +over -end }; flow end = 0; time 0 3 1`,
      {
        queues: ['Q'],
        overflows: ['over', 'lost'],
        conveyors: {
          S: { length: '2', capacity: '6' },
          T: { length: '9', capacity: '7', oneAtATime: false },
        },
      },
    );
    expect(series(source, 'on')).toEqual([6, 0, 6, 0]);
    expect(series(source, 'over')).toEqual([3, 4, 0, 0]);
    expect(series(source, 'lost')).toEqual([0, 5, 3, 9]);
    expect(series(source, 'Q')).toEqual([0, 0, 0, 0]);
  });

  it('lowerQueue shares the room of a conveyor with its other inflows in their order', () => {
    const source = withQueues(
      model`stock Q = 0 { +in -on }; flow in = 4; flow on = 0; stock S = 0 { +before +on +after -out }
        flow before = 2; flow after = 9; flow out = 0; time 0 2 1`,
      { queues: ['Q'], conveyors: { S: { length: '1', capacity: '7' } } },
    );
    expect(series(source, 'before')).toEqual([2, 2, 2]);
    expect(series(source, 'on')).toEqual([4, 4, 4]);
    expect(series(source, 'after')).toEqual([1, 1, 1]);
  });

  it('lowerQueue fills a conveyor from several queues in the order of its inflows where it may take several batches', () => {
    const source = withQueues(
      model`stock P = 0 { +a -x }; flow a = 2; flow x = 0; stock Q = 0 { +b -y }; flow b = 3; flow y = 0
        stock S = 0 { +y +x -out }; flow out = 0; time 0 3 1`,
      { queues: ['P', 'Q'], conveyors: { S: { length: '1', capacity: '4', oneAtATime: false } } },
    );
    expect(series(source, 'y')).toEqual([3, 3, 3, 3]);
    expect(series(source, 'x')).toEqual([1, 1, 1, 1]);
    expect(series(source, 'P')).toEqual([0, 1, 2, 3]);
  });

  it('lowerConveyor lets a stream into a discrete conveyor until a unit of time has had its limit', () => {
    const source = withQueues(
      model`stock S = 0 { +a +b -out }; flow a = 1; flow b = TIME; flow out = 0; time 0 3 0.25`,
      { queues: [], conveyors: { S: { length: '9', inflowLimit: '2' } } },
    );
    // In the second unit 1.9375 have entered when b's turn comes last, in the third 1.8125 a step earlier; then the 2 are full.
    expect(series(source, 'a')).toEqual([1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 0, 1]);
    expect(series(source, 'b')).toEqual([0, 0.25, 0.5, 0.75, 1, 1.25, 1.5, 0.25, 2, 2.25, 0.75, 0, 3]);
  });

  it('lowerQueue takes in what a conveyor gives, and a queue what another lets out', () => {
    const source = withQueues(
      model`stock S = 6 { -on }; flow on = 0; stock Q = 0 { +on -next }; flow next = 0; stock P = 0 { +next -end }; flow end = 0
        stock T = 0 { +end -out }; flow out = 0; time 0 4 1`,
      { queues: ['Q', 'P'], conveyors: { S: { length: '3' }, T: { length: '9', capacity: '3' } } },
    );
    expect(series(source, 'next')).toEqual([2, 2, 2, 0, 0]);
    expect(series(source, 'end')).toEqual([2, 1, 0, 0, 0]);
    expect(series(source, 'P')).toEqual([0, 0, 1, 3, 3]);
  });

  it('lowerQueue takes what a non-negative stock has, and gives back to it', () => {
    const source = withQueues(
      model`stock! people = 10 { +back -come }; flow come = 4; stock Q = 0 { +come -back }; flow back = 0; time 0 3 1`,
      { queues: ['Q'] },
    );
    expect(series(source, 'come')).toEqual([4, 4, 4, 4]);
    expect(series(source, 'people')).toEqual([10, 10, 10, 10]);
  });

  it('lowerQueue runs an array of queues element by element', () => {
    const source = withQueues(
      model`dim Age = young, old
        stock Q[Age] = 0 { +in -on }; flow in[young] = 1; flow in[old] = 2; flow on[Age] = 0
        stock S[Age] = 0 { +on -out }; flow out[Age] = 0; room[young] = 2; room[old] = 5; time 0 4 1`,
      { queues: ['Q'], conveyors: { S: { length: '9', capacity: 'room' } } },
    );
    expect(series(source, 'on[young]')).toEqual([1, 1, 0, 0, 0]);
    expect(series(source, 'on[old]')).toEqual([2, 2, 1, 0, 0]);
    expect(series(source, 'Q[old]')).toEqual([0, 0, 0, 1, 3]);
  });

  it('lowerQueue gives every call of a macro a queue of its own', () => {
    const line = withQueues(
      model`stock Q = 0 { +in -on -over }; flow in = rate; flow on = 0; flow over = 0; stock S = 0 { +on -out }; flow out = 0`,
      { queues: ['Q'], overflows: ['over'], conveyors: { S: { length: '9', capacity: '5', oneAtATime: false } } },
    );
    const source = withMacros(model`x = LOST(1) + 100 * LOST(2); time 0 6 1`, { 'LOST(rate) => over': line });
    expect(series(source, 'x')).toEqual([0, 0, 100, 200, 200, 201, 201]);
  });

  it('lowerQueue runs a queue inside a module', () => {
    const line = withQueues(
      model`stock Q = 0 { +in -on -over }; flow in = rate; flow on = 0; flow over = 0; stock S = 0 { +on -out }; flow out = 0; rate = 3`,
      {
        queues: ['Q'],
        overflows: ['over'],
        conveyors: { S: { length: '9', capacity: 'rate + 1', oneAtATime: false } },
      },
    );
    const source = withModules(
      model`x = clinic.over; come = 2; time 0 3 1`,
      { clinic: line },
      { clinic: { rate: 'come' } },
    );
    expect(series(source, 'x')).toEqual([0, 1, 2, 2]);
    expect(series(source, 'clinic.Q')).toEqual([0, 0, 0, 0]);
  });

  it('lowerQueue gives each run of a batch what the run alone gives, whatever ran before it', () => {
    const source = waiting('rate; rate = 4; room = 3', { capacity: 'room' });
    const problem = createProblem(source);
    const { request } = resolveProblem(problem);
    const prepared = backend.prepare(problem.program);
    const parameters = [1, 5, 0.7, 5].map((factor) => request.parameters.map((each) => each * factor));
    const { rows } = prepared.runBatch({ ...request, parameters, members: [0, 1, 2, 3] });
    const alone = parameters.map((each) => prepared.run({ ...request, parameters: each }).rows);
    expect([...rows]).toEqual(alone.flatMap((each) => [...each]));
    expect(new Set(alone.map((each) => each.join())).size).toBe(3);
  });

  it('lowerQueue follows a run that changes the step, the stop or what there is at the start', () => {
    const source = waiting('4', { capacity: '3' });
    expect(series(source, 'Q', { stop: 2 })).toEqual([0, 1, 5]);
    expect(series(source, 'Q', { step: 0.5, stop: 2 })).toEqual([0, 0, 1, 3, 5]);
    const full = run({ ...createProblem(source), parameters: { Q: -1 } }, backend);
    expect(full.status).toEqual({ kind: 'diverged', time: 0, variable: 'on' });
    const longer = run({ ...createProblem(source), stop: 20 }, backend);
    expect(longer.status.kind).toBe('diverged');
    const limited = createProblem(waiting('8', { inflowLimit: '5', oneAtATime: false }, 'time 0 2 0.25'));
    expect(run({ ...limited, start: 1 }, backend).status).toEqual({ kind: 'done' });
    for (const changed of [
      { ...limited, start: 0.5 },
      { ...limited, step: 0.5, saveEvery: 0.5 },
    ])
      expect(run(changed, backend).status).toEqual({ kind: 'diverged', time: changed.start, variable: 'on' });
  });

  it('lowerQueue agrees with a plain simulation of batches, whatever holds them back', () => {
    const amounts = fc.array(fc.integer({ min: 0, max: 6 }), { minLength: 13, maxLength: 13 });
    const flags = fc.array(fc.boolean(), { minLength: 13, maxLength: 13 });
    const limit = fc.option(fc.integer({ min: 0, max: 12 }), { nil: undefined });
    const belt = fc.record({
      length: fc.integer({ min: 1, max: 4 }),
      capacity: limit,
      inflowLimit: limit,
      oneAtATime: fc.boolean(),
      batchIntegrity: fc.boolean(),
      stops: flags,
    });
    const given = fc.record({
      a: amounts,
      b: amounts,
      steps: fc.constantFrom(1, 2, 4),
      start: fc.nat(5),
      first: belt,
      second: fc.option(belt.map((each) => ({ ...each, oneAtATime: false }))),
      secondOverflows: fc.boolean(),
      overflow: fc.boolean(),
    });
    fc.assert(
      fc.property(given, (problem) => {
        const { a, b, steps, start, first, second, secondOverflows, overflow } = problem;
        const table = (values: readonly number[]): string => `TABLE(TIME) DISCRETE ${points(values)}`;
        const conveyor = (each: Belt, arrest: string): Partial<Conveyor> & { length: string } => ({
          length: String(each.length),
          arrest,
          ...(each.capacity === undefined ? {} : { capacity: String(each.capacity) }),
          ...(each.inflowLimit === undefined ? {} : { inflowLimit: String(each.inflowLimit) }),
          ...(each.oneAtATime ? {} : { oneAtATime: false }),
          ...(each.batchIntegrity ? { batchIntegrity: true } : {}),
        });
        const source = withQueues(
          model`stock Q = ${start} { +a +b -on ${second === null ? '' : '-off'} ${overflow ? '-over' : ''} }
            flow a = ${table(a)}; flow b = ${table(b)}; flow on = 0; flow off = 0; flow over = 0
            stock S = 0 { +on -out }; flow out = 0; stop S = ${table(first.stops.map(Number))}
            stock T = 0 { +off -end }; flow end = 0; stop T = ${table((second ?? first).stops.map(Number))}
            time 0 ${12 / steps} ${1 / steps}`,
          {
            queues: ['Q'],
            overflows: [...(overflow ? ['over'] : []), ...(second !== null && secondOverflows ? ['off'] : [])],
            conveyors: {
              S: conveyor(first, 'stop S'),
              ...(second === null ? {} : { T: conveyor(second, 'stop T') }),
            },
          },
        );
        const results = run(createProblem(source), backend);
        expect(results.status).toEqual({ kind: 'done' });
        const expected = simulate(problem);
        const names = [
          'Q',
          'S',
          'on',
          ...(second === null ? [] : (['T', 'off'] as const)),
          ...(overflow ? ['over'] : []),
        ];
        for (const name of names)
          expect([name, ...(columnOf(results, name) ?? [])]).toEqual([name, ...expected.map((row) => row[name])]);
      }),
      { numRuns: 150 },
    );
  });

  it('lowerQueue keeps what it is given: what goes in is in it or has come out, and nothing is below zero', () => {
    const amounts = fc.array(fc.double({ min: -2, max: 9, noNaN: true }), { minLength: 9, maxLength: 9 });
    const room = fc.double({ min: 0, max: 20, noNaN: true });
    fc.assert(
      fc.property(amounts, room, fc.record({ one: fc.boolean(), whole: fc.boolean() }), (inflows, most, rules) => {
        const source = withQueues(
          model`stock Q = 5 { +in -on -over }; stock come = 5 { +in }; stock S = 0 { +on -out }; stock gone = 0 { +out +over }
            flow in = TABLE(TIME) ${points(inflows)}; flow on = 0; flow over = 0; flow out = 0; time 0 16 0.3`,
          {
            queues: ['Q'],
            overflows: ['over'],
            conveyors: {
              S: {
                length: '1.5',
                capacity: String(most),
                ...(rules.one ? {} : { oneAtATime: false as const }),
                ...(rules.whole ? { batchIntegrity: true as const } : {}),
              },
            },
          },
        );
        const results = run(createProblem(source), backend);
        const [held, belt, gone, come] = ['Q', 'S', 'gone', 'come'].map((name) => columnOf(results, name) ?? []);
        for (const [row, total] of (come ?? []).entries())
          expect((held?.[row] ?? Number.NaN) + (belt?.[row] ?? Number.NaN) + (gone?.[row] ?? Number.NaN)).toBeCloseTo(
            total,
            9,
          );
        for (const name of ['Q', 'S', 'on', 'over', 'out'])
          expect(Math.min(...(columnOf(results, name) ?? [-1]))).toBeGreaterThanOrEqual(0);
      }),
      { numRuns: 60 },
    );
  });
});

/** A conveyor of {@link simulate}. */
interface Belt {
  readonly length: number;
  readonly capacity: number | undefined;
  readonly inflowLimit: number | undefined;
  readonly oneAtATime: boolean;
  readonly batchIntegrity: boolean;
  readonly stops: readonly boolean[];
}

/** The same queue and conveyors with lists, in quarters at the finest, so that every number is exact. */
function simulate(of: {
  readonly a: readonly number[];
  readonly b: readonly number[];
  readonly steps: number;
  readonly start: number;
  readonly first: Belt;
  readonly second: Belt | null;
  readonly secondOverflows: boolean;
  readonly overflow: boolean;
}): Record<string, number>[] {
  const { steps, overflow, second, secondOverflows } = of;
  const queue = of.start > 0 ? [of.start] : [];
  const belts = [of.first, ...(second === null ? [] : [second])].map((rules) => ({
    rules,
    slats: Array.from({ length: rules.length * steps }, () => 0),
    entered: 0,
  }));
  const total = (list: readonly number[]): number => list.reduce((sum, each) => sum + each, 0);
  return Array.from({ length: 13 }, (_, step) => {
    const at = Math.floor(step / steps);
    const row: Record<string, number> = { Q: total(queue), over: 0 };
    queue.push(...[of.a[at], of.b[at]].map((rate = 0) => rate / steps).filter((batch) => batch > 0));
    let held = false;
    for (const [place, belt] of belts.entries()) {
      const { rules, slats } = belt;
      row[place === 0 ? 'S' : 'T'] = total(slats);
      if (step % steps === 0) belt.entered = 0;
      const stopped = rules.stops[at] === true;
      const space = (rules.capacity ?? Infinity) - total(slats) + (slats[0] ?? 0);
      let room = stopped ? 0 : Math.max(0, Math.min(space, (rules.inflowLimit ?? Infinity) - belt.entered));
      let taken = 0;
      if (place === 0 || !secondOverflows || held) {
        held = false;
        for (let batch = queue[0]; batch !== undefined && !held; batch = queue[0]) {
          const part = batch <= room ? batch : rules.batchIntegrity ? 0 : room;
          held = part < batch;
          taken += part;
          room -= part;
          if (held) queue[0] = batch - part;
          else queue.shift();
          if (rules.oneAtATime) break;
        }
      }
      row[place === 0 ? 'on' : 'off'] = taken * steps;
      belt.entered += taken;
      if (stopped) continue;
      slats.shift();
      slats.push(taken);
    }
    if (overflow && held) row['over'] = total(queue.splice(0)) * steps;
    return row;
  });
}

describe('lowerQueue', () => {
  it('gives the same in both back ends, to the bit', () => {
    const numbers = fc.array(fc.double({ min: -1, max: 1e3, noNaN: true }), { minLength: 5, maxLength: 5 });
    fc.assert(
      fc.property(numbers, numbers, fc.boolean(), fc.boolean(), (a, b, one, whole) => {
        const source = withQueues(
          model`stock Q = 0.7 { +a +b -on -over }; flow a = TABLE(TIME) ${points(a)}; flow b = TABLE(TIME) ${points(b)}; flow on = 0
            flow over = 0; stock S = 0 { +on -out }; flow out = 0; time 0 5 0.1`,
          {
            queues: ['Q'],
            overflows: ['over'],
            conveyors: {
              S: {
                length: '1.3',
                capacity: '99.9',
                inflowLimit: '61.3',
                ...(one ? {} : { oneAtATime: false as const }),
                ...(whole ? { batchIntegrity: true as const } : {}),
              },
            },
          },
        );
        const problem = createProblem(source);
        expect(run(problem, wasmBackend).columns).toEqual(run(problem, interpreter).columns);
      }),
      { numRuns: 40 },
    );
  });

  const one = model`stock Q = 0 { +in -on -over }; flow in = 1; flow on = 0; flow over = 0; stock S = 0 { +on -out }; flow out = 0; time 0 5 1`;
  const belt = { conveyors: { S: { length: '2' } } };
  const problemsOf = (source: Model): string[] => compileModel(source).diagnostics.map(({ message }) => message);

  it('refuses to set what leaves a queue, and a queue that would have to remember too much', () => {
    const source = withQueues(one, { queues: ['Q'], overflows: ['over'], ...belt });
    expect(() => createProblem(source, { parameters: { on: 3 } })).toThrow(InputError);
    expect(() => createProblem(compileModel(source).program ?? source, { method: 'rk4' })).toThrow(/Euler/);
    const long = { ...source, time: { ...source.time, stop: 3e6 } };
    expect(problemsOf(long)[0]).toContain('Cannot keep what "Q" has to remember');
  });
});
