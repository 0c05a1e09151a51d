import type { GraphicalFunction } from '../../model/model.ts';
import type { CodeWriter } from '../../encode/code-writer.ts';
import { opcode } from '../../encode/opcodes.ts';
import type { BatchLayout } from './batch-layout.ts';
import { piecesOf, writePieces } from './table-pieces.ts';

interface Options {
  readonly layout: BatchLayout;
  /** The function that looks any table up: (address, count, mode, input) → value. */
  readonly lookUp: number;
}

/** Writes look-ups of tables for two members at once. */
export class BatchTables {
  readonly #tables: readonly GraphicalFunction[];
  readonly #options: Options;
  readonly #places = new Map<number, Place | undefined>();

  constructor(tables: readonly GraphicalFunction[], options: Options) {
    this.#tables = tables;
    this.#options = options;
  }

  /** Looks the vector on the stack up, and leaves what the table gives for it. */
  write(writer: CodeWriter, table: number): void {
    const own = this.#placeOf(table);
    if (own !== undefined) {
      writePieces(writer, own);
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

  /** Where the numbers of a table that is made of straight lines stand. */
  #placeOf(number: number): Place | undefined {
    if (this.#places.has(number)) return this.#places.get(number);
    const { layout } = this.#options;
    const table = this.#tables[number];
    if (table === undefined) throw new RangeError(`Cannot find table ${number} of the program`);
    const pieces = piecesOf(table);
    const { address } = layout.table(number);
    const place = pieces === undefined ? undefined : { table, address, piecesAddress: layout.numbers(pieces) };
    this.#places.set(number, place);
    return place;
  }
}

type Place = Parameters<typeof writePieces>[1];
