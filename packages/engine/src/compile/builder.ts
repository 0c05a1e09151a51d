import type { GraphicalFunction, TimeSettings } from '../model/model.ts';
import { toId } from '../model/names.ts';
import { code } from './code.ts';
import { hashText } from './hash-text.ts';
import type { ProcedureName } from './procedures.ts';
import type { Code, Parameter, Update } from './program.ts';
import type { StartContext } from './start-value.ts';

/**
 * What decides a slot's value.
 * - `parameter`: set before the run.
 * - `formula`: computed; while initial values are worked out, from `initial` where that is given.
 * - `integrator`: starts at `initial` and changes by the value of the slot `rate`.
 * - `held`: starts at `initial` and takes the value of the slot `next` after each step.
 * - `frozen`: computed once at the start.
 * - `written`: a further result of the procedure that the slot `by` calls.
 * - `memory`: starts at `initial`; from then on only the builder's `updates` change it.
 */
export type Rule =
  | { readonly kind: 'parameter' }
  | { readonly kind: 'formula'; readonly code: Code; readonly initial?: Code }
  | { readonly kind: 'integrator'; readonly initial: Code; readonly rate: number }
  | { readonly kind: 'held'; readonly initial: Code; readonly next: number }
  | { readonly kind: 'frozen'; readonly initial: Code }
  | { readonly kind: 'memory'; readonly initial: Code }
  | { readonly kind: 'written'; readonly by: number };

/** Where memory stands: see `Program.updates`. */
export interface Memory {
  readonly base: number;
  readonly size: number;
}

/** So many numbers may all delays, conveyors, queues and histories of a model remember together. */
export const mostRemembered = 2 ** 21;

/** The rule of a slot until it is given one. */
const unset: Rule = { kind: 'formula', code: code.constant(Number.NaN) };

/** Hands out slots and collects a rule for each while a model is lowered. */
export class Builder {
  readonly rules: Rule[] = [];
  /** For each slot, the variable element that it belongs to: what messages blame. */
  readonly owners: string[] = [];
  readonly parameters: Parameter[] = [];
  readonly tables: GraphicalFunction[] = [];
  /** See `Program.updates`. */
  readonly updates: Update[] = [];
  /** Whose memory no longer had room: then what was made is of no use. */
  overfull: string | undefined;
  #remembered = 0;
  /** See `Program.eulerOnly`. */
  readonly eulerOnly: string[] = [];
  /** See `Program.shapedByValues`. */
  shapedByValues = false;
  /** Elements of variables, by name, whose value the run must check: they may be no number though nothing diverges. */
  readonly watched = new Set<string>();
  readonly #deferred: (() => void)[] = [];
  /** How many procedures each owner calls, so that no two have one random stream. */
  readonly #streams = new Map<string, number>();
  /** Slots of numbers that anything may read. */
  readonly #constants = new Map<number, number>();
  readonly #known = new Map<string, number>();

  /** New slots side by side, whose rules are to be set. Until then they are NaN. */
  allocate(owners: readonly string[]): number {
    const base = this.rules.length;
    for (const owner of owners) {
      this.rules.push(unset);
      this.owners.push(owner);
    }
    return base;
  }

  set(slot: number, rule: Rule): void {
    if (slot >= this.rules.length) throw new RangeError(`Cannot set slot ${slot} of ${this.rules.length}`);
    this.rules[slot] = rule;
  }

  /** A new slot with its rule. */
  hidden(owner: string, rule: Rule): number {
    const slot = this.allocate([owner]);
    this.set(slot, rule);
    return slot;
  }

  parameter(slot: number, { name, value }: { name: string; value: number }): void {
    this.set(slot, { kind: 'parameter' });
    this.parameters.push({ name, slot, value });
  }

  /** Lets a parameter set another slot than before. */
  moveParameter(from: number, to: number): void {
    const index = this.parameters.findIndex((each) => each.slot === from);
    const parameter = this.parameters[index];
    if (parameter !== undefined) this.parameters[index] = { ...parameter, slot: to };
  }

  /**
   * Slots for the results of a procedure, and the rules that have it called; the first of them. `initially`: what is called instead
   * while initial values are worked out, where that differs.
   */
  procedure(
    owner: string,
    {
      procedure,
      inputs,
      size,
      initially,
    }: { procedure: ProcedureName; inputs: readonly Code[]; size: number; initially?: readonly Code[] },
  ): number {
    const base = this.#block(owner, size);
    const stream = this.#stream(owner);
    const call = (list: readonly Code[]): Code => ({
      op: 'procedure',
      procedure,
      inputs: list.map((each) => this.slotOf(owner, each)),
      base,
      size,
      stream,
    });
    this.set(base, {
      kind: 'formula',
      code: call(inputs),
      ...(initially === undefined ? {} : { initial: call(initially) }),
    });
    return base;
  }

  /** Slots that a procedure fills at the start and that only {@link update} changes from then on. */
  memory(
    owner: string,
    { procedure, inputs, size }: { procedure: ProcedureName; inputs: readonly Code[]; size: number },
  ): Memory {
    this.#remembered += size;
    if (this.#remembered > mostRemembered) this.overfull ??= owner;
    const base = this.#block(owner, this.overfull === undefined ? size : 1);
    const slots = inputs.map((each) => this.slotOf(owner, each));
    const stream = this.#stream(owner);
    this.set(base, { kind: 'memory', initial: { op: 'procedure', procedure, inputs: slots, base, size, stream } });
    return { base, size };
  }

  /** Has a procedure change memory after each step, reading what the inputs were in the step. `follows` and `total`: see `Update`. */
  update(
    owner: string,
    of: { procedure: ProcedureName; inputs: readonly Code[]; memory: Memory; follows: Code; total?: Code },
  ): void {
    this.shapedByValues = true;
    const inputs = of.inputs.map((each) => {
      const next = this.slotOf(owner, each);
      const rule = this.rules[next];
      if (rule?.kind === 'formula' && rule.code.op === 'constant' && rule.initial === undefined) return next;
      return this.hidden(owner, { kind: 'held', initial: code.constant(Number.NaN), next });
    });
    const follows = this.slotOf(owner, of.follows);
    const total = of.total === undefined ? {} : { total: this.slotOf(owner, of.total) };
    const { procedure, memory } = of;
    this.updates.push({
      op: 'procedure',
      procedure,
      inputs,
      ...memory,
      follows,
      ...total,
      stream: this.#stream(owner),
    });
  }

  /** New slots of which the first is to get a procedure's rule. */
  #block(owner: string, size: number): number {
    // A dimension without elements has been reported; a procedure over it still has a slot to stand in.
    const base = this.allocate(Array.from({ length: Math.max(1, size) }, () => owner));
    const written: Rule = { kind: 'written', by: base };
    for (let offset = 1; offset < size; offset++) this.set(base + offset, written);
    return base;
  }

  #stream(owner: string): number {
    const count = this.#streams.get(owner) ?? 0;
    this.#streams.set(owner, count + 1);
    return hashText(`${toId(owner)}#${count}`);
  }

  /** Code that can be read several times at no cost: the code itself where it is a number or a slot, else a slot for it. */
  shared(owner: string, node: Code): Code {
    if (node.op === 'constant' || node.op === 'slot' || node.op === 'timeStep' || node.op === 'time') return node;
    return code.slot(this.hidden(owner, { kind: 'formula', code: node }));
  }

  /** The slot that holds a code's value. */
  slotOf(owner: string, node: Code): number {
    if (node.op === 'slot') return node.slot;
    // Keys of a map do not tell 0 from -0.
    if (node.op !== 'constant' || node.value === 0) return this.hidden(owner, { kind: 'formula', code: node });
    const known = this.#constants.get(node.value);
    if (known !== undefined) return known;
    const slot = this.hidden(owner, { kind: 'formula', code: node });
    this.#constants.set(node.value, slot);
    return slot;
  }

  /** A slot that is made when its key is first asked for, and is the same from then on. */
  once(key: string, make: () => number): number {
    const slot = this.#known.get(key) ?? make();
    this.#known.set(key, slot);
    return slot;
  }

  /** Slots for numbers, the same for the same list. */
  constants(values: readonly number[]): readonly number[] {
    const base = this.once(`constants ${values.join()}`, () => {
      const first = this.allocate(values.map(() => 'constants'));
      values.forEach((value, index) => this.set(first + index, { kind: 'formula', code: code.constant(value) }));
      return first;
    });
    return values.map((_, index) => base + index);
  }

  /** A table made from another, once for each way of making it. */
  derivedTable(
    table: GraphicalFunction,
    { by, make }: { by: string; make: (table: GraphicalFunction) => GraphicalFunction },
  ): number {
    return this.once(`table ${this.table(table)} ${by}`, () => this.table(make(table)));
  }

  table(table: GraphicalFunction): number {
    const known = this.tables.indexOf(table);
    return known === -1 ? this.tables.push(table) - 1 : known;
  }

  /** Work that needs every other rule to be known first; what it defers itself comes after all that is deferred already. */
  defer(work: () => void): void {
    this.#deferred.push(work);
  }

  /** For working out values at the start; see `start-value.ts`. */
  startContext(time: TimeSettings): StartContext {
    const parameters = new Map(this.parameters.map(({ slot, value }) => [slot, value]));
    return { rules: this.rules, tables: this.tables, time, parameters };
  }

  finish(): void {
    while (this.#deferred.length > 0) for (const work of this.#deferred.splice(0)) work();
  }
}
