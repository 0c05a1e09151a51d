import type { Bytes } from '../../encode/bytes.ts';
import { call, choose, f64, i32, type ValueType } from '../../encode/instructions.ts';
import { f64x2, i64x2, v128, type Lane } from '../../encode/vector-instructions.ts';
import { kernelIndex } from '../../numeric/kernel.ts';
import { laneIndex } from '../../numeric/lane-kernel.ts';
import { lanes, scalar, type Numbers } from '../../numeric/numbers.ts';
import { clockAddress } from '../memory-layout.ts';
import { emitExtreme } from './emit-extreme.ts';
import { emitFormula, once, type FormulaContext } from './emit-formula.ts';
import type { LaneLayout } from './lane-layout.ts';
import type { Uniform } from './uniform-slots.ts';

/** What a formula stands among, whether it is of one number or of two. */
export interface Surroundings {
  readonly layout: LaneLayout;
  readonly uniform: Uniform;
  /** The function that looks a table up in both lanes, where there is one. */
  readonly piecesFunction: (table: number) => number | undefined;
  /** The scalar function that looks any table up: (address, count, mode, input) → value. */
  readonly lookUp: number;
}

interface Locals {
  readonly local: (type: ValueType) => number;
}

/** Formulas that are the same for all members: on one number. */
export function uniformContext({ local }: Locals, { layout, lookUp }: Surroundings): FormulaContext {
  const context: FormulaContext = {
    local,
    n: scalar,
    instead: () => undefined,
    slot: (slot) => f64.load(i32.constant(0), layout.slot(slot, 0)),
    clock: (op) => f64.load(i32.constant(0), clockAddress[op]),
    kernel: (name, ...operands) => call(kernelIndex[name], ...operands),
    lookUp: (table, input) => call(lookUp, ...tablePlace(layout, table), input),
    extreme: ({ function: name, left, right }) =>
      f64[name === 'min' ? 'min' : 'max'](emitFormula(left, context), emitFormula(right, context)),
    element: () => {
      throw new TypeError('Cannot take an element in common');
    },
    anyOf: (truth) => truth,
    allOf: (truth) => truth,
  };
  return context;
}

/** Formulas of one pair of members: on two numbers. `read` gives the value of a slot. */
export function laneContext(
  locals: Locals,
  surroundings: Surroundings & { readonly pair: number; readonly read: (slot: number, pair: number) => Bytes },
): FormulaContext {
  const { layout, uniform, piecesFunction, lookUp, pair, read } = surroundings;
  const common = uniformContext(locals, surroundings);
  const context: FormulaContext = {
    local: locals.local,
    n: lanesWithConstants(layout),
    instead: (code) => (uniform.is(code) ? f64x2.splat(emitFormula(code, common)) : undefined),
    slot: (slot) => read(slot, pair),
    clock: (op) => f64x2.loadSplat(i32.constant(0), clockAddress[op]),
    kernel: (name, ...operands) => call(laneIndex[name], ...operands),
    lookUp: (table, input) => {
      const pieces = piecesFunction(table);
      if (pieces !== undefined) return call(pieces, input);
      return once(locals.local, { type: 'v128', value: input }, (both) =>
        inEachLane((lane) => call(lookUp, ...tablePlace(layout, table), f64x2.extract(both, lane))),
      );
    },
    element: ({ base, size }, offset) =>
      once(locals.local, { type: 'v128', value: offset }, (both) =>
        inEachLane((lane) =>
          once(locals.local, { type: 'f64', value: f64x2.extract(both, lane) }, (own) => {
            const inside = i32.and(f64.greaterOrEqual(own, f64.constant(0)), f64.less(own, f64.constant(size)));
            const place = choose(inside, i32.truncateF64(own), i32.constant(0));
            const address = i32.multiply(place, i32.constant(layout.slotSize));
            const value = f64.load(address, layout.slot(base, pair) + 8 * lane);
            return choose(inside, value, f64.constant(Number.NaN));
          }),
        ),
      ),
    extreme: (code) => emitExtreme(code, context),
    anyOf: v128.anyTrue,
    allOf: i64x2.allTrue,
  };
  return context;
}

/** Arithmetic in lanes whose constants are read from memory: that is faster than having them in the instructions. */
export function lanesWithConstants(layout: LaneLayout): Numbers {
  return {
    ...lanes,
    constant: (value) =>
      Object.is(value, 0) ? f64x2.constant(0) : f64x2.loadSplat(i32.constant(0), layout.constantAddress(value)),
  };
}

function inEachLane(value: (lane: Lane) => Bytes): Bytes {
  return f64x2.join(value(0), value(1));
}

function tablePlace(layout: LaneLayout, table: number): readonly Bytes[] {
  const { address, count, mode } = layout.table(table);
  return [i32.constant(address), i32.constant(count), i32.constant(mode)];
}
