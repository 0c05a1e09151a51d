import type { IntegrationMethod } from '../../model/model.ts';
import type { Program } from '../../compile/program.ts';
import type { Bytes } from '../../encode/bytes.ts';
import type { FunctionBuilder } from '../../encode/function-builder.ts';
import { f64, getLocal, i32, setLocal } from '../../encode/instructions.ts';
import { f64x2, v128 } from '../../encode/vector-instructions.ts';
import { clockAddress } from '../memory-layout.ts';
import { lanesWithConstants } from './formula-contexts.ts';
import type { LaneLayout } from './lane-layout.ts';

/** A method whose steps are all as long. */
export type FixedStepMethod = Exclude<IntegrationMethod, 'dormand-prince'>;

interface Advance {
  readonly layout: LaneLayout;
  readonly method: FixedStepMethod;
  /** Carries out a step's assignments. */
  readonly step: Bytes;
  /** Carries out what changes memory once a step. */
  readonly updates: Bytes;
}

/** Adds one step on for all members, as the scalar module does it: the same sums in the same order. */
export function addAdvance(b: FunctionBuilder, program: Program, { layout, method, step, updates }: Advance): void {
  const pairs = Array.from({ length: layout.pairs }, (_, pair) => pair);
  const value = (slot: number, pair: number): Bytes => load(layout.slot(slot, pair));
  const each = (write: (pair: number) => Bytes): Bytes => pairs.map(write);
  program.held.forEach(({ next }, index) =>
    b.add(each((pair) => store(layout.heldAddress(index, pair), value(next, pair)))),
  );
  if (method === 'euler') addEuler(b, program, layout);
  else addRungeKutta(b, program, { layout, method, step });
  program.held.forEach(({ slot }, index) =>
    b.add(each((pair) => store(layout.slot(slot, pair), load(layout.heldAddress(index, pair))))),
  );
  b.add(updates);
}

/** Each stock moves by its rate. A rate that is itself a stock is read before any stock moves. */
function addEuler(b: FunctionBuilder, { integrators }: Program, layout: LaneLayout): void {
  const stocks = new Set(integrators.map(({ slot }) => slot));
  const timeStep = b.keep('v128', f64x2.loadSplat(i32.constant(0), clockAddress.timeStep));
  const moves = integrators.flatMap(({ slot, rate }) =>
    Array.from({ length: layout.pairs }, (_, pair) => {
      const slope = load(layout.slot(rate, pair));
      return { address: layout.slot(slot, pair), slope: stocks.has(rate) ? b.keep('v128', slope) : slope };
    }),
  );
  for (const { address, slope } of moves) {
    b.add(store(address, f64x2.add(load(address), f64x2.multiply(timeStep, slope))));
  }
}

function addRungeKutta(
  b: FunctionBuilder,
  { integrators }: Program,
  { layout, method, step }: { layout: LaneLayout; method: Exclude<FixedStepMethod, 'euler'>; step: Bytes },
): void {
  const timeStep = f64.load(i32.constant(0), clockAddress.timeStep);
  const time = b.keep('f64', f64.load(i32.constant(0), clockAddress.time));
  const eachStock = (
    write: (place: { stock: number; rate: Bytes; scratch: (set: 'from' | 'slope' | 'last') => number }) => Bytes,
  ): Bytes =>
    integrators.flatMap(({ slot, rate }, index) =>
      Array.from({ length: layout.pairs }, (_, pair) =>
        write({
          stock: layout.slot(slot, pair),
          rate: load(layout.slot(rate, pair)),
          scratch: (set) => layout.integratorAddress(set, { index, pair }),
        }),
      ),
    );
  const part = b.local('v128');
  const weights = lanesWithConstants(layout);
  const move = (length: Bytes, along: 'slope' | 'last'): Bytes => [
    setLocal(part, f64x2.splat(length)),
    eachStock(({ stock, scratch }) =>
      store(stock, f64x2.add(load(scratch('from')), f64x2.multiply(getLocal(part), load(scratch(along))))),
    ),
  ];
  /** Steps to the inner point along the last slopes, and adds the slopes found there, `weight` times, to the sum. */
  const inner = (share: number, { along, weight }: { along: 'slope' | 'last'; weight: number }): Bytes => [
    move(f64.multiply(f64.constant(share), timeStep), along),
    f64.store(i32.constant(0), f64.add(time, f64.multiply(f64.constant(share), timeStep)), clockAddress.time),
    step,
    eachStock(({ rate, scratch }) => [
      store(scratch('last'), rate),
      store(scratch('slope'), f64x2.add(load(scratch('slope')), f64x2.multiply(weights.constant(weight), rate))),
    ]),
  ];
  b.add(eachStock(({ stock, rate, scratch }) => [store(scratch('from'), load(stock)), store(scratch('slope'), rate)]));
  switch (method) {
    case 'rk4':
      b.add(
        inner(0.5, { along: 'slope', weight: 2 }),
        inner(0.5, { along: 'last', weight: 2 }),
        inner(1, { along: 'last', weight: 1 }),
        move(f64.divide(timeStep, f64.constant(6)), 'slope'),
      );
      break;
    case 'rk2':
      b.add(inner(1, { along: 'slope', weight: 1 }), move(f64.divide(timeStep, f64.constant(2)), 'slope'));
      break;
    case 'midpoint':
      b.add(inner(0.5, { along: 'slope', weight: 0 }), move(timeStep, 'last'));
  }
  b.add(f64.store(i32.constant(0), time, clockAddress.time));
}

function load(address: number): Bytes {
  return v128.load(i32.constant(0), address);
}

function store(address: number, value: Bytes): Bytes {
  return v128.store(i32.constant(0), value, address);
}
