import type { Assignment, ProcedureCode } from '../../compile/program.ts';
import { CodeWriter } from '../../encode/code-writer.ts';
import type { WasmFunction } from '../../encode/function-builder.ts';
import { opcode } from '../../encode/opcodes.ts';
import type { Block } from '../fuse-loops.ts';
import { noteStrides } from '../strides.ts';
import type { TableWriter } from '../table-writer.ts';
import type { Value } from '../value.ts';
import type { ValueGraph } from '../value-graph.ts';
import type { BatchLayout } from './batch-layout.ts';
import type { BatchTables } from './batch-tables.ts';
import { CommonValues } from './common-values.ts';
import { MemberWriter } from './member-writer.ts';

/** Engines compile long functions slowly or not at all; a section is cut into functions of about so many values, all pairs together. */
const valuesPerFunction = 2000;

/** See `hostProcedure`. */
const hostProcedureIndex = 0;

/** What the functions of a module for a batch are written with. */
export interface BatchContext {
  readonly graph: ValueGraph;
  readonly layout: BatchLayout;
  readonly tables: BatchTables;
  readonly commonTables: TableWriter;
  /** Adds a function to the module; its number. */
  readonly define: (each: WasmFunction) => number;
  /** Notes a call to the outside; its number. */
  readonly procedureOf: (code: ProcedureCode) => number;
}

export interface SectionOptions {
  readonly name: string;
  /** Whether the section is a part of the steps. */
  readonly hoisting: boolean;
  /** Slots that must be finite: where one is not, bits of `BatchLayout.fault` are set. */
  readonly doubtful?: ReadonlySet<number>;
}

/** Blocks as functions that carry them out for every pair of members; gives the numbers of these, to be called in order. */
export function writeSection(
  blocks: readonly Block[],
  { name, hoisting, doubtful = new Set() }: SectionOptions,
  context: BatchContext,
): number[] {
  const { graph, layout, define } = context;
  const numbers: number[] = [];
  let statements: Statement[] = [];
  const finish = (): void => {
    if (statements.length === 0) return;
    const pairs = new PairsWriter(new CodeWriter(), context);
    for (const each of statements) pairs.add(each);
    numbers.push(define(pairs.finish(`${name}${numbers.length}`)));
    statements = [];
  };
  const add = (make: () => Statement): void => {
    if (statements.length === 0) graph.begin({ hoisting });
    statements.push(make());
    if (graph.count * layout.pairs >= valuesPerFunction) finish();
  };
  for (const block of blocks) {
    if (block.kind === 'loop') add(() => loopStatement(block, doubtful, graph));
    else for (const each of block.assignments) add(() => straightStatement(each, doubtful, graph));
  }
  finish();
  return numbers;
}

/** The function that works out what has been lifted out of the steps. */
export function writeHoisted(name: string, context: BatchContext): WasmFunction {
  const pairs = new PairsWriter(new CodeWriter(), context);
  for (const { value, slot } of context.graph.hoisted) {
    pairs.add({ kind: 'store', slot, stride: 0, value, isDoubtful: false });
  }
  return pairs.finish(name);
}

type Statement = StoreStatement | ProcedureStatement | LoopStatement;

/** Puts a value into a slot; in round `i` of a loop, `i × stride` further. */
interface StoreStatement {
  readonly kind: 'store';
  readonly slot: number;
  readonly stride: number;
  readonly value: Value;
  readonly isDoubtful: boolean;
}

interface ProcedureStatement {
  readonly kind: 'procedure';
  readonly code: ProcedureCode;
  readonly doubtful: readonly number[];
}

interface LoopStatement {
  readonly kind: 'loop';
  readonly rounds: number;
  /** What is the same in every round. */
  readonly prelude: readonly Value[];
  readonly body: readonly StoreStatement[];
  readonly strides: readonly number[];
}

function straightStatement({ slot, code }: Assignment, doubtful: ReadonlySet<number>, graph: ValueGraph): Statement {
  if (code.op === 'procedure') {
    graph.overwrite(code.base, code.size);
    const slots = Array.from({ length: code.size }, (_, index) => code.base + index);
    return { kind: 'procedure', code, doubtful: slots.filter((each) => doubtful.has(each)) };
  }
  const value = graph.valueOf(code);
  graph.assign(slot, value);
  return { kind: 'store', slot, stride: 0, value, isDoubtful: doubtful.has(slot) };
}

function loopStatement(
  { rounds, parts }: Extract<Block, { kind: 'loop' }>,
  doubtful: ReadonlySet<number>,
  graph: ValueGraph,
): LoopStatement {
  const strides = new Set<number>();
  const { result, prelude } = graph.loop(() =>
    parts.flatMap(({ first, second }) =>
      first.map((one, index): StoreStatement => {
        const next = second[index] ?? one;
        const stride = next.slot - one.slot;
        noteStrides({ one: one.code, next: next.code, strides });
        strides.add(stride);
        const value = graph.valueOf(one.code, next.code);
        graph.assign(one.slot, value, stride);
        return { kind: 'store', slot: one.slot, stride, value, isDoubtful: doubtful.has(one.slot) };
      }),
    ),
  );
  strides.delete(0);
  return { kind: 'loop', rounds, prelude: prelude.filter(isOfMembers), body: result, strides: [...strides] };
}

/** Neighbouring elements are not worked out together here: the lanes are members. */
function isOfMembers(value: { readonly kind: string }): value is Value {
  return ['unary', 'binary', 'select', 'lookup', 'element'].includes(value.kind);
}

/** Writes statements, each for every pair before the next, so that their work overlaps. */
class PairsWriter {
  readonly #writer: CodeWriter;
  readonly #context: BatchContext;
  readonly #common: CommonValues;
  readonly #pairs: readonly MemberWriter[];
  /** For each pair a variable, 0 at first, in which bits are set where something doubtful is not finite. */
  readonly #faults: (number | undefined)[] = [];

  constructor(writer: CodeWriter, context: BatchContext) {
    const { layout, tables, commonTables } = context;
    this.#writer = writer;
    this.#context = context;
    this.#common = new CommonValues({ writer, layout, tables: commonTables });
    this.#pairs = Array.from(
      { length: layout.pairs },
      (_, pair) => new MemberWriter({ writer, layout, tables, common: this.#common, pair }),
    );
  }

  add(statement: Statement): void {
    switch (statement.kind) {
      case 'store':
        this.#store(statement);
        return;
      case 'loop':
        this.#loop(statement);
        return;
      case 'procedure':
        this.#procedure(statement);
    }
  }

  finish(name: string): WasmFunction {
    const writer = this.#writer;
    for (const [pair, fault] of this.#faults.entries()) {
      if (fault === undefined) continue;
      const address = this.#context.layout.fault(pair);
      writer.i32(0);
      writer.i32(0);
      writer.vectorMemory(opcode.vector.load, address);
      writer.get(fault);
      writer.vector(opcode.vector.or);
      writer.vectorMemory(opcode.vector.store, address);
    }
    return writer.finish({ name, results: [] });
  }

  #store({ slot, stride, value, isDoubtful }: StoreStatement): void {
    const writer = this.#writer;
    for (const [pair, values] of this.#pairs.entries()) {
      values.base(stride);
      values.write(value);
      if (isDoubtful) {
        const local = writer.local('v128');
        writer.tee(local);
        writer.vectorMemory(opcode.vector.store, this.#context.layout.vector(slot, pair));
        this.#check(pair, () => writer.get(local));
        writer.giveBack('v128', local);
      } else writer.vectorMemory(opcode.vector.store, this.#context.layout.vector(slot, pair));
    }
  }

  #procedure({ code, doubtful }: ProcedureStatement): void {
    const writer = this.#writer;
    writer.i32(this.#context.procedureOf(code));
    writer.call(hostProcedureIndex);
    writer.operation(opcode.drop);
    for (const slot of doubtful) {
      for (const pair of this.#pairs.keys()) {
        this.#check(pair, () => {
          writer.i32(0);
          writer.vectorMemory(opcode.vector.load, this.#context.layout.vector(slot, pair));
        });
      }
    }
  }

  #loop({ rounds, prelude, body, strides }: LoopStatement): void {
    const writer = this.#writer;
    for (const value of prelude) for (const values of this.#pairs) values.prepare(value);
    const advances = new Map(strides.map((stride) => [stride, writer.local('i32')]));
    const [first = 0] = strides;
    const counter = advances.get(first);
    if (counter === undefined) throw new RangeError('Cannot write a loop in which nothing advances');
    for (const local of advances.values()) {
      writer.i32(0);
      writer.set(local);
    }
    writer.add([0x03, 0x40]);
    this.#inLoop(advances, () => {
      for (const each of body) this.#store(each);
    });
    const { slotSize } = this.#context.layout;
    for (const [stride, local] of advances) {
      writer.get(local);
      writer.i32(slotSize * stride);
      writer.operation(opcode.whole.add);
      writer.set(local);
    }
    writer.get(counter);
    writer.i32(slotSize * first * rounds);
    writer.add([0x47, 0x0d, 0, 0x0b]);
    for (const local of advances.values()) writer.giveBack('i32', local);
  }

  #inLoop(advances: ReadonlyMap<number, number>, write: () => void): void {
    let all = (): void => this.#common.inLoop(write);
    for (const values of this.#pairs) {
      const inner = all;
      all = () => values.inLoop(advances, inner);
    }
    all();
  }

  /** Only what is finite is 0 when it is taken from itself. */
  #check(pair: number, write: () => void): void {
    const writer = this.#writer;
    const fault = (this.#faults[pair] ??= writer.zeroed('v128'));
    writer.get(fault);
    write();
    write();
    writer.vector(opcode.vector.subtract);
    writer.vector(opcode.vector.or);
    writer.set(fault);
  }
}
