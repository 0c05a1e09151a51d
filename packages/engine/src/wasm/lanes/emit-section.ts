import type { Assignment, ProcedureCode } from '../../compile/program.ts';
import type { Bytes } from '../../encode/bytes.ts';
import type { FunctionBuilder } from '../../encode/function-builder.ts';
import { getLocal, i32, setLocal, type ValueType } from '../../encode/instructions.ts';
import { f64x2, v128 } from '../../encode/vector-instructions.ts';
import { emitFormula } from './emit-formula.ts';
import { laneContext, uniformContext, type Surroundings } from './formula-contexts.ts';

/** What the assignments of a program are emitted with. */
export interface SectionContext extends Surroundings {
  /** Has the outside carry out a procedure for every member. */
  readonly procedure: (code: ProcedureCode) => Bytes;
  /** Slots that are to be looked at when they are computed: where one is not finite, bits of `faultAddress` are set. */
  readonly watched: ReadonlySet<number>;
}

/** A value is read from the local that it was computed in by so many of the next assignments, by later ones from memory. */
const nearby = 8;

/** Adds assignments to a function: each for every pair of members before the next, so that their work overlaps. */
export function addAssignments(
  builder: FunctionBuilder,
  assignments: readonly Assignment[],
  context: SectionContext,
): void {
  const { layout, uniform, watched } = context;
  const pairs = Array.from({ length: layout.pairs }, (_, pair) => pair);
  const ring = Array.from({ length: nearby + 1 }, () => pairs.map(() => builder.local('v128')));
  /** Number of the assignment that computed a slot in this function. */
  const computedBy = new Map<number, number>();
  const scratch = new Scratch(builder);
  const faults = assignments.some(({ slot }) => watched.has(slot)) ? pairs.map(() => builder.local('v128')) : [];
  let number = 0;
  const locals = (place: number): readonly number[] => ring[place % ring.length] ?? [];
  const read = (slot: number, pair: number): Bytes => {
    const place = computedBy.get(slot);
    return place === undefined || number - place > nearby
      ? v128.load(i32.constant(0), layout.slot(slot, pair))
      : getLocal(locals(place)[pair] ?? 0);
  };
  for (const { slot, code } of assignments) {
    scratch.restart();
    if (code.op === 'procedure') {
      builder.add(context.procedure(code));
      continue;
    }
    const isUniform = uniform.is(code);
    const common = isUniform ? emitFormula(code, uniformContext(scratch, context)) : undefined;
    for (const pair of pairs) {
      const local = locals(number)[pair] ?? 0;
      const value =
        common === undefined
          ? emitFormula(code, laneContext(scratch, { ...context, pair, read }))
          : pair === 0
            ? f64x2.splat(common)
            : getLocal(locals(number)[0] ?? 0);
      builder.add(setLocal(local, value), v128.store(i32.constant(0), getLocal(local), layout.slot(slot, pair)));
      const fault = watched.has(slot) ? faults[pair] : undefined;
      if (fault !== undefined) builder.add(setLocal(fault, v128.or(getLocal(fault), faultOf(getLocal(local)))));
    }
    computedBy.set(slot, number);
    number += 1;
  }
  for (const [pair, fault] of faults.entries()) {
    const before = v128.load(i32.constant(0), layout.faultAddress(pair));
    builder.add(v128.store(i32.constant(0), v128.or(before, getLocal(fault)), layout.faultAddress(pair)));
  }
}

/** No bit set in lanes that are finite: only then is a number less itself 0. */
export function faultOf(value: Bytes): Bytes {
  return f64x2.subtract(value, value);
}

/** Variables that one assignment after another uses. */
class Scratch {
  readonly #builder: FunctionBuilder;
  readonly #variables: Record<ValueType, number[]> = { i32: [], i64: [], f64: [], v128: [] };
  readonly #taken: Record<ValueType, number> = { i32: 0, i64: 0, f64: 0, v128: 0 };

  constructor(builder: FunctionBuilder) {
    this.#builder = builder;
  }

  restart(): void {
    for (const type of ['i32', 'i64', 'f64', 'v128'] as const) this.#taken[type] = 0;
  }

  readonly local = (type: ValueType): number => {
    const variables = this.#variables[type];
    const place = this.#taken[type]++;
    variables[place] ??= this.#builder.local(type);
    return variables[place];
  };
}
