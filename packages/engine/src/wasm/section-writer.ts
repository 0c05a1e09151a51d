import type { Assignment, ProcedureCode } from '../compile/program.ts';
import { CodeWriter } from '../encode/code-writer.ts';
import type { WasmFunction } from '../encode/function-builder.ts';
import { opcode } from '../encode/opcodes.ts';
import type { Block } from './fuse-loops.ts';
import { LaneGraph } from './lane-graph.ts';
import { isLanes } from './lane-writer.ts';
import { clockAddress, type MemoryLayout } from './memory-layout.ts';
import { noteStrides } from './strides.ts';
import type { TableWriter } from './table-writer.ts';
import type { Lanes, Value } from './value.ts';
import type { ValueGraph } from './value-graph.ts';
import { ValueWriter } from './value-writer.ts';

/** Engines compile long functions slowly or not at all; a section is cut into functions of about so many values. */
const valuesPerFunction = 2000;

/** See `hostProcedure`. */
const hostProcedureIndex = 0;

/** What the functions of a module are written with. */
export interface ModuleContext {
  readonly graph: ValueGraph;
  /** Whether a slot keeps its value through all steps. */
  readonly isSteady: (slot: number) => boolean;
  readonly layout: MemoryLayout;
  readonly tables: TableWriter;
  /** Adds a function to the module; its number. */
  readonly define: (each: WasmFunction) => number;
  /** Notes a call to the outside; its number. */
  readonly procedureOf: (code: ProcedureCode) => number;
}

export interface SectionOptions {
  readonly name: string;
  /** Whether the section is a part of the steps. */
  readonly hoisting: boolean;
  /** Slots that must be finite: the function adds what each is less itself to `clockAddress.soundness`. */
  readonly doubtful?: ReadonlySet<number>;
}

/** Blocks as functions that carry them out over the slots in memory; gives the numbers of these, to be called in order. */
export function writeSection(
  blocks: readonly Block[],
  { name, hoisting, doubtful = new Set() }: SectionOptions,
  context: ModuleContext,
): number[] {
  const { graph } = context;
  const numbers: number[] = [];
  let statements: Statement[] = [];
  const finish = (): void => {
    if (statements.length > 0)
      numbers.push(context.define(writeFunction(`${name}${numbers.length}`, statements, context)));
    statements = [];
  };
  const add = (make: () => Statement): void => {
    if (statements.length === 0) graph.begin({ hoisting });
    statements.push(make());
    if (graph.count >= valuesPerFunction) finish();
  };
  for (const block of blocks) {
    if (block.kind === 'loop') {
      add(() => loopStatement(block, doubtful, context));
      continue;
    }
    if (block.calls.length > 0) add(() => ({ kind: 'prepare', values: graph.pairCalls(block.calls) }));
    for (const each of block.assignments) add(() => straightStatement(each, doubtful, context));
  }
  finish();
  return numbers;
}

/** The function that works out what has been lifted out of the steps. */
export function writeHoisted(name: string, { graph, layout, tables }: ModuleContext): WasmFunction {
  const writer = new CodeWriter();
  const values = new ValueWriter({ writer, layout, tables });
  for (const { value, slot } of graph.hoisted) {
    writer.i32(0);
    values.write(value);
    writer.storeTo(layout.slot(slot));
  }
  return writer.finish({ name, results: [] });
}

type Statement = StoreStatement | PrepareStatement | ProcedureStatement | LoopStatement;

/** Puts a number, or two, into a slot, or two side by side; in round `i` of a loop, `i × stride` further. */
interface StoreStatement {
  readonly kind: 'store';
  readonly slot: number;
  readonly stride: number;
  readonly value: Value | Lanes;
  readonly isDoubtful: boolean;
}

/** Works out what others will ask for. */
interface PrepareStatement {
  readonly kind: 'prepare';
  readonly values: readonly Lanes[];
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
  readonly prelude: readonly (Value | Lanes)[];
  readonly body: readonly StoreStatement[];
  readonly strides: readonly number[];
}

function straightStatement(
  { slot, code }: Assignment,
  doubtful: ReadonlySet<number>,
  { graph }: ModuleContext,
): Statement {
  if (code.op === 'procedure') {
    graph.overwrite(code.base, code.size);
    return { kind: 'procedure', code, doubtful: slotsOf(code).filter((each) => doubtful.has(each)) };
  }
  const value = graph.valueOf(code);
  graph.assign(slot, value);
  const isDoubtful = doubtful.has(slot);
  if (isDoubtful) value.uses += 2;
  return { kind: 'store', slot, stride: 0, value, isDoubtful };
}

function loopStatement(
  { rounds, parts }: Extract<Block, { kind: 'loop' }>,
  doubtful: ReadonlySet<number>,
  { graph, isSteady }: ModuleContext,
): LoopStatement {
  const strides = new Set<number>();
  const { result, prelude } = graph.loop(() => {
    const lanes = new LaneGraph(graph, isSteady);
    return parts.flatMap(({ first, second }) => {
      const body: StoreStatement[] = [];
      for (let index = 0; index < first.length; index++) {
        const [one, next, other] = [first[index], second[index], first[index + 1]];
        if (one === undefined || next === undefined) break;
        const stride = next.slot - one.slot;
        noteStrides({ one: one.code, next: next.code, strides });
        strides.add(stride);
        const isDoubtful = doubtful.has(one.slot) || (other !== undefined && doubtful.has(other.slot));
        let value: Value | Lanes;
        if (other?.slot === one.slot + 1) {
          value = lanes.valueOf({ one: one.code, other: other.code, next: next.code });
          lanes.assign(one.slot, value, stride);
          index += 1;
        } else {
          value = graph.valueOf(one.code, next.code);
          graph.assign(one.slot, value, stride);
        }
        if (isDoubtful) value.uses += 2;
        body.push({ kind: 'store', slot: one.slot, stride, value, isDoubtful });
      }
      return body;
    });
  });
  strides.delete(0);
  return { kind: 'loop', rounds, prelude, body: result, strides: [...strides] };
}

function writeFunction(name: string, statements: readonly Statement[], context: ModuleContext): WasmFunction {
  const writer = new CodeWriter();
  const function_ = new FunctionWriter(writer, context);
  for (const each of statements) function_.add(each);
  function_.end();
  return writer.finish({ name, results: [] });
}

class FunctionWriter {
  readonly #writer: CodeWriter;
  readonly #context: ModuleContext;
  readonly #values: ValueWriter;
  /** Variables, 0 at first, to which what is doubtful is added, less itself: numbers, and pairs of them. */
  #unsound: number | undefined;
  #unsoundPair: number | undefined;

  constructor(writer: CodeWriter, context: ModuleContext) {
    this.#writer = writer;
    this.#context = context;
    this.#values = new ValueWriter({ writer, layout: context.layout, tables: context.tables });
  }

  add(statement: Statement): void {
    if (statement.kind === 'store') this.#store(statement);
    else if (statement.kind === 'prepare') for (const each of statement.values) this.#values.prepare(each);
    else if (statement.kind === 'loop') this.#loop(statement);
    else this.#procedure(statement);
  }

  end(): void {
    const writer = this.#writer;
    const sum = (write: () => void): void => {
      writer.i32(0);
      writer.load(clockAddress.soundness);
      write();
      writer.operation(opcode.add);
      writer.storeTo(clockAddress.soundness);
    };
    const [unsound, pair] = [this.#unsound, this.#unsoundPair];
    if (unsound !== undefined) sum(() => writer.get(unsound));
    if (pair === undefined) return;
    for (const lane of [0, 1]) {
      sum(() => {
        writer.get(pair);
        writer.vector(opcode.vector.extract, lane);
      });
    }
  }

  #store({ slot, stride, value, isDoubtful }: StoreStatement): void {
    const writer = this.#writer;
    const address = this.#context.layout.slot(slot);
    this.#values.base(stride);
    this.#values.write(value);
    if (isLanes(value)) writer.vectorMemory(opcode.vector.store, address);
    else writer.storeTo(address);
    if (!isDoubtful) return;
    if (isLanes(value)) this.#checkPair(() => this.#values.write(value));
    else this.#check(() => this.#values.write(value));
  }

  #procedure({ code, doubtful }: ProcedureStatement): void {
    const writer = this.#writer;
    writer.i32(this.#context.procedureOf(code));
    writer.call(hostProcedureIndex);
    writer.operation(opcode.drop);
    for (const slot of doubtful) this.#check(() => writer.load(this.#context.layout.slot(slot)));
  }

  #loop({ rounds, prelude, body, strides }: LoopStatement): void {
    const writer = this.#writer;
    for (const value of prelude) this.#values.prepare(value);
    const advances = new Map(strides.map((stride) => [stride, writer.local('i32')]));
    const [first = 0] = strides;
    const counter = advances.get(first);
    if (counter === undefined) throw new RangeError('Cannot write a loop in which nothing advances');
    for (const local of advances.values()) {
      writer.i32(0);
      writer.set(local);
    }
    writer.add([0x03, 0x40]);
    this.#values.inLoop(advances, () => {
      for (const each of body) this.#store(each);
    });
    for (const [stride, local] of advances) {
      writer.get(local);
      writer.i32(8 * stride);
      writer.operation(opcode.whole.add);
      writer.set(local);
    }
    writer.get(counter);
    writer.i32(8 * first * rounds);
    writer.add([0x47, 0x0d, 0, 0x0b]);
    for (const local of advances.values()) writer.giveBack('i32', local);
  }

  #check(write: () => void): void {
    const writer = this.#writer;
    this.#unsound ??= writer.zeroed('f64');
    writer.get(this.#unsound);
    write();
    write();
    writer.operation(opcode.subtract);
    writer.operation(opcode.add);
    writer.set(this.#unsound);
  }

  #checkPair(write: () => void): void {
    const writer = this.#writer;
    this.#unsoundPair ??= writer.zeroed('v128');
    writer.get(this.#unsoundPair);
    write();
    write();
    writer.vector(opcode.vector.subtract);
    writer.vector(opcode.vector.add);
    writer.set(this.#unsoundPair);
  }
}

function slotsOf({ base, size }: ProcedureCode): number[] {
  return Array.from({ length: size }, (_, index) => base + index);
}
