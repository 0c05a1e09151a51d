import type { Program } from '../../compile/program.ts';
import type { Bytes } from '../../encode/bytes.ts';
import type { FunctionBuilder } from '../../encode/function-builder.ts';
import { during, f64, getLocal, i32, setLocal } from '../../encode/instructions.ts';
import { f64x2, v128 } from '../../encode/vector-instructions.ts';
import type { IntegrationMethod } from '../../model/model.ts';
import { clockAddress } from '../memory-layout.ts';
import { sideBySide } from '../side-by-side.ts';
import type { BatchLayout } from './batch-layout.ts';

/** A method whose steps are all as long. */
export type FixedStepMethod = Exclude<IntegrationMethod, 'dormand-prince'>;

interface Advance {
  readonly layout: BatchLayout;
  readonly method: FixedStepMethod;
  /** Carries out what moves states on, at the inner points of a step. */
  readonly step: Bytes;
  /** Changes memory, once a step. */
  readonly updates: Bytes;
}

/** So many stocks that stand side by side, with their rates, are moved in a loop. */
const fewestInLoop = 4;

/** Adds one step on for all members: the same sums in the same order as for one. */
export function addAdvance(b: FunctionBuilder, program: Program, { layout, method, step, updates }: Advance): void {
  if (method === 'euler') addEuler(b, program, layout);
  else addRungeKutta(b, program, { layout, method, step });
  b.add(updates);
}

/** Every stock by its rate, every held state to its next value, both as they were before anything is changed. */
function addEuler(b: FunctionBuilder, { integrators, held }: Program, layout: BatchLayout): void {
  const states = new Set([...integrators, ...held].map(({ slot }) => slot));
  const timeStep = b.keep('v128', f64x2.loadSplat(i32.constant(0), clockAddress.timeStep));
  const pairs = Array.from({ length: layout.pairs }, (_, pair) => pair);
  // What is itself a state is read before any of them changes.
  const before = (slot: number): readonly Bytes[] =>
    pairs.map((pair) => {
      const value = load(layout.vector(slot, pair));
      return states.has(slot) ? b.keep('v128', value) : value;
    });
  const next = held.map((each) => before(each.next));
  const rates = integrators.map(({ rate }) => before(rate));
  for (let from = 0; from < integrators.length;) {
    const each = integrators[from];
    if (each === undefined) break;
    const count = sideBySide(integrators, { from, states });
    const own = rates[from];
    if (count < fewestInLoop) {
      for (const pair of pairs) {
        const address = layout.vector(each.slot, pair);
        b.add(store(address, f64x2.add(load(address), f64x2.multiply(timeStep, own?.[pair] ?? []))));
      }
      from += 1;
      continue;
    }
    const place = b.local('i32');
    const [stock, rate] = [layout.vector(each.slot, 0), layout.vector(each.rate, 0)];
    const at = getLocal(place);
    const moved = f64x2.add(v128.load(at, stock), f64x2.multiply(timeStep, v128.load(at, rate)));
    b.add(
      setLocal(place, i32.constant(0)),
      during(
        i32.less(at, i32.constant(layout.slotSize * count)),
        v128.store(at, moved, stock),
        setLocal(place, i32.add(at, i32.constant(16))),
      ),
    );
    from += count;
  }
  held.forEach(({ slot }, index) => {
    for (const pair of pairs) b.add(store(layout.vector(slot, pair), next[index]?.[pair] ?? []));
  });
}

function addRungeKutta(
  b: FunctionBuilder,
  { integrators, held }: Program,
  { layout, method, step }: { layout: BatchLayout; method: Exclude<FixedStepMethod, 'euler'>; step: Bytes },
): void {
  const { pairs } = layout;
  const size = layout.slotSize * integrators.length;
  const vectors = (slot: number): number[] => Array.from({ length: pairs }, (_, pair) => layout.vector(slot, pair));
  // For each vector of a stock its address and that of its rate, eight bytes, side by side with the numbers of its own.
  const places = layout.integers(
    integrators.flatMap(({ slot, rate }) => {
      const rates = vectors(rate);
      return vectors(slot).flatMap((address, pair) => [address, rates[pair] ?? 0]);
    }),
  );
  const [from, slope, last] = [
    layout.vectors(integrators.length),
    layout.vectors(integrators.length),
    layout.vectors(integrators.length),
  ];
  const next = layout.vectors(held.length);
  const index = b.local('i32');
  const at = getLocal(index);
  const half = i32.shiftRight(at, i32.constant(1));
  const [stock, rate] = [i32.load(half, places), v128.load(i32.load(half, places + 4))];
  const each = (...body: Bytes[]): Bytes => [
    setLocal(index, i32.constant(0)),
    during(i32.less(at, i32.constant(size)), ...body, setLocal(index, i32.add(at, i32.constant(16)))),
  ];
  const eachHeld = (write: (scratch: number, of: { slot: number; next: number }) => Bytes): Bytes =>
    held.flatMap((own, number) =>
      vectors(own.slot).map((slot, pair) =>
        write(next + layout.slotSize * number + 16 * pair, { slot, next: layout.vector(own.next, pair) }),
      ),
    );
  const timeStep = f64.load(i32.constant(0), clockAddress.timeStep);
  const time = b.keep('f64', f64.load(i32.constant(0), clockAddress.time));
  const length = b.local('v128');
  const move = (part: Bytes, along: number): Bytes => [
    setLocal(length, f64x2.splat(part)),
    each(v128.store(stock, f64x2.add(v128.load(at, from), f64x2.multiply(getLocal(length), v128.load(at, along))))),
  ];
  /** Steps to the inner point along the last slopes, and adds the slopes found there, `weight` times, to the sum. */
  const inner = (share: number, { along, weight }: { along: number; weight: number }): Bytes => {
    const part = f64.multiply(f64.constant(share), timeStep);
    const sum = f64x2.add(v128.load(at, slope), f64x2.multiply(f64x2.constant(weight), rate));
    return [
      move(part, along),
      f64.store(i32.constant(0), f64.add(time, part), clockAddress.time),
      step,
      each(v128.store(at, rate, last), v128.store(at, sum, slope)),
    ];
  };
  b.add(eachHeld((scratch, of) => store(scratch, load(of.next))));
  b.add(each(v128.store(at, v128.load(stock), from), v128.store(at, rate, slope)));
  switch (method) {
    case 'rk4':
      b.add(
        inner(0.5, { along: slope, weight: 2 }),
        inner(0.5, { along: last, weight: 2 }),
        inner(1, { along: last, weight: 1 }),
        move(f64.divide(timeStep, f64.constant(6)), slope),
      );
      break;
    case 'rk2':
      b.add(inner(1, { along: slope, weight: 1 }), move(f64.divide(timeStep, f64.constant(2)), slope));
      break;
    case 'midpoint':
      b.add(inner(0.5, { along: slope, weight: 0 }), move(timeStep, last));
  }
  b.add(f64.store(i32.constant(0), time, clockAddress.time));
  b.add(eachHeld((scratch, { slot }) => store(slot, load(scratch))));
}

function load(address: number): Bytes {
  return v128.load(i32.constant(0), address);
}

function store(address: number, value: Bytes): Bytes {
  return v128.store(i32.constant(0), value, address);
}
