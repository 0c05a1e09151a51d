import type { Program } from '../compile/program.ts';
import type { Bytes } from '../encode/bytes.ts';
import { buildFunction, type FunctionBuilder, type WasmFunction } from '../encode/function-builder.ts';
import { during, f64, getLocal, i32, setLocal, when } from '../encode/instructions.ts';
import { f64x2, v128 } from '../encode/vector-instructions.ts';
import { clockAddress, methodNumber, type MemoryLayout } from './memory-layout.ts';
import { sideBySide } from './side-by-side.ts';

/** So many stocks that stand side by side, with their rates, are moved in a loop. */
const fewestInLoop = 8;

interface Options {
  readonly layout: MemoryLayout;
  /** Carries out what moves states on, at the inner points of a step. */
  readonly step: Bytes;
  /** Changes memory, once a step. */
  readonly update: Bytes;
}

/** One step on by Euler's method: every stock by its rate, every held state to its next value, both as they were before anything is changed. */
export function emitEuler(program: Program, { layout, update }: Options): WasmFunction {
  return buildFunction({ name: 'euler', parameters: [], results: [] }, (b) => {
    const { integrators, held } = program;
    const states = new Set([...integrators, ...held].map(({ slot }) => slot));
    const timeStep = b.keep('f64', load(clockAddress.timeStep));
    // What is itself a state is read before any of them changes.
    const before = (slot: number): Bytes =>
      states.has(slot) ? b.keep('f64', load(layout.slot(slot))) : load(layout.slot(slot));
    const next = held.map((each) => before(each.next));
    const rates = integrators.map(({ rate }) => before(rate));
    for (let from = 0; from < integrators.length;) {
      const inRow = sideBySide(integrators, { from, states });
      // They are moved two at a time.
      const count = inRow - (inRow % 2);
      const each = integrators[from];
      if (each === undefined) break;
      if (count < fewestInLoop) {
        const moved = f64.add(load(layout.slot(each.slot)), f64.multiply(timeStep, rates[from] ?? []));
        b.add(store(layout.slot(each.slot), moved));
        from += 1;
        continue;
      }
      moveSideBySide(b, { slot: layout.slot(each.slot), rate: layout.slot(each.rate), pairs: count / 2, timeStep });
      from += count;
    }
    held.forEach(({ slot }, index) => b.add(store(layout.slot(slot), next[index] ?? [])));
    b.add(update);
  });
}

/** Moves stocks by their rates, two at a time. */
function moveSideBySide(
  b: FunctionBuilder,
  { slot, rate, pairs, timeStep }: { slot: number; rate: number; pairs: number; timeStep: Bytes },
): void {
  const place = b.local('i32');
  const at = getLocal(place);
  const moved = f64x2.add(v128.load(at, slot), f64x2.multiply(f64x2.splat(timeStep), v128.load(at, rate)));
  b.add(
    setLocal(place, i32.constant(0)),
    during(
      i32.less(at, i32.constant(16 * pairs)),
      v128.store(at, moved, slot),
      setLocal(place, i32.add(at, i32.constant(16))),
    ),
  );
}

/** One step on by a Runge–Kutta method, (method) as `methodNumber` has it; the same sums in the same order as the interpreter. */
export function emitRungeKutta(program: Program, { layout, step, update }: Options): WasmFunction {
  return buildFunction({ name: 'rungeKutta', parameters: ['i32'], results: [] }, (b) => {
    const { integrators, held } = program;
    const count = integrators.length;
    const places = layout.integers(integrators.flatMap(({ slot, rate }) => [layout.slot(slot), layout.slot(rate)]));
    const [from, slope, last] = [layout.room(count), layout.room(count), layout.room(count)];
    const next = layout.room(held.length);
    const index = b.local('i32');
    const at = getLocal(index);
    /** Carries statements out for each integrator, over the addresses of its stock and its rate and the place of its own numbers. */
    const each = (...body: Bytes[]): Bytes => [
      setLocal(index, i32.constant(0)),
      during(i32.less(at, i32.constant(8 * count)), ...body, setLocal(index, i32.add(at, i32.constant(8)))),
    ];
    const [stock, rate] = [i32.load(at, places), f64.load(i32.load(at, places + 4))];
    const timeStep = load(clockAddress.timeStep);
    held.forEach((state, number) => b.add(store(next + 8 * number, load(layout.slot(state.next)))));
    b.add(each(f64.store(at, f64.load(stock), from), f64.store(at, rate, slope)));
    const move = (part: Bytes, along: number): Bytes => {
      const length = b.local('f64');
      const moved = f64.add(f64.load(at, from), f64.multiply(getLocal(length), f64.load(at, along)));
      return [setLocal(length, part), each(f64.store(stock, moved))];
    };
    const time = b.keep('f64', load(clockAddress.time));
    /** Steps to the inner point along the last slopes, and adds the slopes found there, `weight` times, to the sum. */
    const inner = (part: number, { along, weight }: { along: number; weight: number }): Bytes => {
      const length = f64.multiply(f64.constant(part), timeStep);
      const sum = f64.add(f64.load(at, slope), f64.multiply(f64.constant(weight), rate));
      return [
        move(length, along),
        store(clockAddress.time, f64.add(time, length)),
        step,
        each(f64.store(at, rate, last), f64.store(at, sum, slope)),
      ];
    };
    const is = (method: keyof typeof methodNumber): Bytes =>
      i32.equal(b.parameter(0), i32.constant(methodNumber[method]));
    b.add(
      when(
        is('rk4'),
        inner(0.5, { along: slope, weight: 2 }),
        inner(0.5, { along: last, weight: 2 }),
        inner(1, { along: last, weight: 1 }),
        move(f64.divide(timeStep, f64.constant(6)), slope),
      ),
      when(is('rk2'), inner(1, { along: slope, weight: 1 }), move(f64.divide(timeStep, f64.constant(2)), slope)),
      when(is('midpoint'), inner(0.5, { along: slope, weight: 0 }), move(timeStep, last)),
      store(clockAddress.time, time),
    );
    held.forEach(({ slot }, number) => b.add(store(layout.slot(slot), load(next + 8 * number))));
    b.add(update);
  });
}

function load(address: number): Bytes {
  return f64.load(i32.constant(0), address);
}

function store(address: number, value: Bytes): Bytes {
  return f64.store(i32.constant(0), value, address);
}
