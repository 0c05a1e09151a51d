import type { Bytes } from '../../encode/bytes.ts';
import type { CodeWriter } from '../../encode/code-writer.ts';
import { getLocal, setLocal } from '../../encode/instructions.ts';
import { opcode } from '../../encode/opcodes.ts';
import { f64x2, firstLanes, i64x2, secondLanes, v128 } from '../../encode/vector-instructions.ts';
import type { GraphicalFunction } from '../../model/model.ts';

/** Up to so many pieces, counting the points passed is faster than searching them in each lane. */
const mostPieces = 32;
/** Four numbers. */
const pieceSize = 32;

/**
 * The straight lines that a table is made of, from the left: for each its x, its width, its y and its height. The last line of a
 * `continuous` table is level, from its last point on. Undefined where a table is not made of lines, or where a formula over them
 * would not give the bits that `lookUp` gives.
 */
export function piecesOf({ x, y, mode }: GraphicalFunction): number[] | undefined {
  if (mode !== 'continuous' && mode !== 'extrapolate') return undefined;
  const last = x.length - 1;
  if (last < 1 || last > mostPieces) return undefined;
  const pieces: number[] = [];
  for (let index = 0; index < last; index++) {
    const [x0 = 0, x1 = 0, y0 = 0, y1 = 0] = [x[index], x[index + 1], y[index], y[index + 1]];
    if (!(x0 < x1)) return undefined;
    pieces.push(x0, x1 - x0, y0, y1 - y0);
  }
  if (mode === 'continuous') pieces.push(x[last] ?? 0, 1, y[last] ?? 0, 0);
  // To add nothing to -0 would make it 0.
  const isSound = pieces.every(Number.isFinite) && !y.some((each) => Object.is(each, -0));
  return isSound ? pieces : undefined;
}

/**
 * Writes the look-up of a table made of straight lines for the vector on the stack; its points and its pieces stand at the two addresses. The
 * points that each lane has passed are counted, and what stands for the piece after them is fetched for each.
 */
export function writePieces(
  writer: CodeWriter,
  { table, address, piecesAddress }: { table: GraphicalFunction; address: number; piecesAddress: number },
): void {
  const held = table.mode === 'continuous';
  const last = table.x.length - 1;
  const point = (index: number): void => {
    writer.i32(0);
    writer.vectorMemory(opcode.vector.loadSplat, address + 8 * index);
  };
  if (held) {
    // With its operands in this order NaN stays.
    point(0);
    writer.vector(opcode.vector.larger);
    point(last);
    writer.vector(opcode.vector.lesser);
  }
  const [input, offsets] = [writer.local('v128'), writer.local('v128')];
  writer.set(input);
  writer.add(i64x2.constant(0n));
  for (let index = 1; index < (held ? last + 1 : last); index++) {
    point(index);
    writer.get(input);
    writer.vector(opcode.vector.lessOrEqual);
    // A mask of all bits, as a whole number, is -1.
    writer.vector(opcode.vector.subtractWhole);
  }
  writer.i32(Math.log2(pieceSize));
  writer.vector(opcode.vector.shiftLeft);
  writer.set(offsets);
  const places = ([0, 1] as const).map((lane) => {
    const place = writer.local('i32');
    writer.add(setLocal(place, i64x2.extractLower(getLocal(offsets), lane)));
    return place;
  });
  const [first = 0, second = 0] = places;
  const [across, up, others] = [writer.local('v128'), writer.local('v128'), writer.local('v128')];
  const load = (place: number, part: number): Bytes => v128.load(getLocal(place), piecesAddress + part);
  writer.add([setLocal(across, load(first, 0)), setLocal(others, load(second, 0))]);
  const start = firstLanes(getLocal(across), getLocal(others));
  const width = secondLanes(getLocal(across), getLocal(others));
  writer.add(f64x2.divide(f64x2.subtract(getLocal(input), start), width));
  writer.add([setLocal(up, load(first, 16)), setLocal(others, load(second, 16))]);
  writer.add(secondLanes(getLocal(up), getLocal(others)));
  writer.vector(opcode.vector.multiply);
  writer.add(firstLanes(getLocal(up), getLocal(others)));
  // A sum is the same in both orders.
  writer.vector(opcode.vector.add);
  for (const each of [input, offsets, across, up, others]) writer.giveBack('v128', each);
  for (const each of places) writer.giveBack('i32', each);
}
