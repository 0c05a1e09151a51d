import type { GraphicalFunction } from '../../model/model.ts';
import type { WasmFunction } from '../../encode/function-builder.ts';
import type { CodeWriter } from '../../encode/code-writer.ts';
import { opcode } from '../../encode/opcodes.ts';
import type { BatchLayout } from './batch-layout.ts';
import { emitPieces, piecesOf } from './pieces-function.ts';

interface Options {
  readonly layout: BatchLayout;
  /** The function that looks any table up: (address, count, mode, input) → value. */
  readonly lookUp: number;
  /** Adds a function to the module; its number. */
  readonly define: (each: WasmFunction) => number;
}

/** Writes look-ups of tables for two members at once. */
export class BatchTables {
  readonly #tables: readonly GraphicalFunction[];
  readonly #options: Options;
  readonly #functions = new Map<number, number | undefined>();

  constructor(tables: readonly GraphicalFunction[], options: Options) {
    this.#tables = tables;
    this.#options = options;
  }

  /** Looks the vector on the stack up, and leaves what the table gives for it. */
  write(writer: CodeWriter, table: number): void {
    const own = this.#functionOf(table);
    if (own !== undefined) {
      writer.call(own);
      return;
    }
    const { layout, lookUp } = this.#options;
    const { address, count, mode } = layout.table(table);
    const input = writer.local('v128');
    writer.set(input);
    for (const lane of [0, 1]) {
      for (const each of [address, count, mode]) writer.i32(each);
      writer.get(input);
      writer.vector(opcode.vector.extract, lane);
      writer.call(lookUp);
      if (lane === 0) writer.vector(opcode.vector.splat);
      else writer.vector(opcode.vector.replace, 1);
    }
    writer.giveBack('v128', input);
  }

  /** The function over vectors of a table that is made of straight lines, made when it is first asked for. */
  #functionOf(number: number): number | undefined {
    if (this.#functions.has(number)) return this.#functions.get(number);
    const { layout, define } = this.#options;
    const table = this.#tables[number];
    if (table === undefined) throw new RangeError(`Cannot find table ${number} of the program`);
    const pieces = piecesOf(table);
    const { address } = layout.table(number);
    const made =
      pieces === undefined
        ? undefined
        : define(emitPieces(`pieces${number}`, { table, address, piecesAddress: layout.numbers(pieces) }));
    this.#functions.set(number, made);
    return made;
  }
}
