import type { Bytes } from '../../encode/bytes.ts';
import { buildFunction, type WasmFunction } from '../../encode/function-builder.ts';
import { i32 } from '../../encode/instructions.ts';
import { f64x2, firstLanes, i64x2, secondLanes, v128 } from '../../encode/vector-instructions.ts';
import type { GraphicalFunction } from '../../model/model.ts';
import { formulaIn, lanes } from '../../numeric/numbers.ts';

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

/** A function that looks up a table made of straight lines, in both lanes; its numbers stand at the two addresses. */
export function emitPieces(
  name: string,
  { table, address, piecesAddress }: { table: GraphicalFunction; address: number; piecesAddress: number },
): WasmFunction {
  const held = table.mode === 'continuous';
  const last = table.x.length - 1;
  return buildFunction({ name, parameters: ['v128'], results: ['v128'] }, (b) => {
    const n = formulaIn(lanes, b);
    const point = (index: number): Bytes => f64x2.loadSplat(i32.constant(0), address + 8 * index);
    // With its operands in this order NaN stays.
    const within = f64x2.lesser(f64x2.larger(b.parameter(0), point(0)), point(last));
    const input = held ? n.keep(within) : b.parameter(0);
    // A mask of all bits, as a whole number, is -1.
    let passed: Bytes = i64x2.constant(0n);
    for (let index = 1; index < (held ? last + 1 : last); index++) {
      passed = i64x2.subtract(passed, n.lessOrEqual(point(index), input));
    }
    const offsets = n.keepBits(i64x2.shiftLeft(passed, i32.constant(Math.log2(pieceSize))));
    const [first, second] = [
      b.keep('i32', i64x2.extractLower(offsets, 0)),
      b.keep('i32', i64x2.extractLower(offsets, 1)),
    ];
    const across = [n.keep(v128.load(first, piecesAddress)), n.keep(v128.load(second, piecesAddress))] as const;
    const up = [n.keep(v128.load(first, piecesAddress + 16)), n.keep(v128.load(second, piecesAddress + 16))] as const;
    const part = n.divide(n.subtract(input, firstLanes(...across)), secondLanes(...across));
    return n.add(firstLanes(...up), n.multiply(part, secondLanes(...up)));
  });
}
