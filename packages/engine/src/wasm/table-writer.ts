import type { CodeWriter } from '../encode/code-writer.ts';
import { during, f64, getLocal, i32, setLocal } from '../encode/instructions.ts';
import { opcode } from '../encode/opcodes.ts';
import type { GraphicalFunction } from '../model/model.ts';
import type { MemoryLayout } from './memory-layout.ts';

/** Bytes of a piece of a table in memory: its x, the width to the next, its y, the height to the next. */
const pieceSize = 32;
/** Up to so many pieces are told apart by comparisons one after another, each halving them; more by a search in a loop. */
const mostCompared = 32;

/**
 * Writes look-ups of tables that are known when the module is made. Pieces between two points stand in memory with their widths and heights
 * worked out, so that what is left is to find the piece and the operations of `lookUp` in compile/primitives.ts, to the bit.
 */
export class TableWriter {
  readonly #tables: readonly GraphicalFunction[];
  readonly #layout: MemoryLayout;
  readonly #lookUp: number;
  readonly #pieces = new Map<number, Pieces | undefined>();

  /** `lookUp`: the function that looks any table up, (address, count, mode, input) → value. */
  constructor(tables: readonly GraphicalFunction[], { layout, lookUp }: { layout: MemoryLayout; lookUp: number }) {
    this.#tables = tables;
    this.#layout = layout;
    this.#lookUp = lookUp;
  }

  /** Leaves on the stack what the table gives for the input that `writeInput` leaves there. */
  write(writer: CodeWriter, table: number, writeInput: () => void): void {
    const pieces = this.#piecesOf(table);
    if (pieces === undefined) {
      const { address, count, mode } = this.#layout.table(table);
      for (const each of [address, count, mode]) writer.i32(each);
      writeInput();
      writer.call(this.#lookUp);
      return;
    }
    writeInput();
    if (pieces.within !== undefined) this.#clamp(writer, pieces.within);
    const [input, place] = [writer.local('f64'), writer.local('i32')];
    writer.set(input);
    if (pieces.starts.length <= mostCompared)
      this.#compare(writer, { pieces, input, from: 0, to: pieces.starts.length - 1 });
    else searchLoop(writer, { pieces, input });
    writer.set(place);
    writer.get(place);
    writer.loadFrom(16);
    writer.get(input);
    writer.get(place);
    writer.loadFrom(0);
    writer.operation(opcode.subtract);
    writer.get(place);
    writer.loadFrom(8);
    writer.operation(opcode.divide);
    writer.get(place);
    writer.loadFrom(24);
    writer.operation(opcode.multiply);
    writer.operation(opcode.add);
    writer.giveBack('f64', input);
    writer.giveBack('i32', place);
  }

  #piecesOf(table: number): Pieces | undefined {
    if (this.#pieces.has(table)) return this.#pieces.get(table);
    const pieces = cut(this.#tables[table], this.#layout);
    this.#pieces.set(table, pieces);
    return pieces;
  }

  /** Brings what is on the stack between two bounds, the second the greater; NaN stays. */
  #clamp(writer: CodeWriter, [least, most]: readonly [number, number]): void {
    writer.vector(opcode.vector.splat);
    for (const [bound, operation] of [
      [least, opcode.vector.larger],
      [most, opcode.vector.lesser],
    ] as const) {
      writer.i32(0);
      writer.vectorMemory(opcode.vector.loadSplat, this.#layout.number(bound));
      writer.vector(operation);
    }
    writer.vector(opcode.vector.extract, 0);
  }

  /** Leaves the address of the last piece from `from` to `to` that starts at or before the input; of the first if there is none. */
  #compare(
    writer: CodeWriter,
    { pieces, input, from, to }: { pieces: Pieces; input: number; from: number; to: number },
  ): void {
    if (from === to) {
      writer.i32(pieces.address + pieceSize * from);
      return;
    }
    const middle = Math.ceil((from + to) / 2);
    writer.load(pieces.address + pieceSize * middle);
    writer.get(input);
    writer.operation(opcode.lessOrEqual);
    writer.begin('i32');
    this.#compare(writer, { pieces, input, from: middle, to });
    writer.otherwise();
    this.#compare(writer, { pieces, input, from, to: middle - 1 });
    writer.end();
  }
}

/** The same by halving in a loop. */
function searchLoop(writer: CodeWriter, { pieces, input }: { pieces: Pieces; input: number }): void {
  const [low, high, middle] = [writer.local('i32'), writer.local('i32'), writer.local('i32')];
  const offset = i32.multiply(getLocal(middle), i32.constant(pieceSize));
  const isBefore = f64.lessOrEqual(f64.load(offset, pieces.address), getLocal(input));
  const half = i32.shiftRight(i32.add(i32.add(getLocal(low), getLocal(high)), i32.constant(1)), i32.constant(1));
  writer.add([
    setLocal(low, i32.constant(0)),
    setLocal(high, i32.constant(pieces.starts.length - 1)),
    during(
      i32.less(getLocal(low), getLocal(high)),
      setLocal(middle, half),
      isBefore,
      [0x04, 0x40],
      setLocal(low, getLocal(middle)),
      [0x05],
      setLocal(high, i32.subtract(getLocal(middle), i32.constant(1))),
      [0x0b],
    ),
    i32.add(i32.multiply(getLocal(low), i32.constant(pieceSize)), i32.constant(pieces.address)),
  ]);
  for (const each of [low, high, middle]) writer.giveBack('i32', each);
}

interface Pieces {
  readonly address: number;
  /** Where each begins. */
  readonly starts: readonly number[];
  /** Bounds to bring the input between first. */
  readonly within?: readonly [number, number];
}

/** The pieces of a table in memory; nothing for the tables and modes that the general function does. */
function cut(table: GraphicalFunction | undefined, layout: MemoryLayout): Pieces | undefined {
  if (table === undefined) throw new RangeError('Cannot find a table of the program');
  const { x, y, mode } = table;
  const last = x.length - 1;
  const [first, final, end] = [x[0], x[last], y[last]];
  if (first === undefined || final === undefined || end === undefined || y.length !== x.length) return undefined;
  if (mode !== 'continuous' && (mode !== 'extrapolate' || last === 0)) return undefined;
  const numbers: number[] = [];
  const starts: number[] = [];
  let isPlain = !y.some((each) => Object.is(each, -0));
  for (let index = 0; index < last; index++) {
    const [start = 0, next = 0, low = 0, high = 0] = [x[index], x[index + 1], y[index], y[index + 1]];
    isPlain &&= Number.isFinite(start) && Number.isFinite(low) && Number.isFinite(next - start) && next > start;
    isPlain &&= Number.isFinite(high - low);
    starts.push(start);
    numbers.push(start, next - start, low, high - low);
  }
  if (!isPlain || !Number.isFinite(final) || !Number.isFinite(end)) return undefined;
  // Beyond the ends a table stays as it is: the piece after the last point is level, and before the first the input is brought to that.
  if (mode === 'continuous') {
    starts.push(final);
    numbers.push(final, 1, end, 0);
  }
  const address = layout.numbers(numbers);
  return mode === 'continuous' ? { address, starts, within: [first, final] } : { address, starts };
}
