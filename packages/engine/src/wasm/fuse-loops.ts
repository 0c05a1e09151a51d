import type { Assignment, Program } from '../compile/program.ts';
import { batchCalls, type Batch } from './batch-calls.ts';
import { filledBy, Reads } from './reads.ts';
import { rollNests } from './roll-nests.ts';

/**
 * A part of a section: assignments one after another, or a loop over elements. Of a loop, `first` has what the first round carries out and
 * `second` what the second does: the slots in them tell how far each advances from round to round.
 */
export type Block =
  | ({ readonly kind: 'straight' } & Batch)
  | { readonly kind: 'loop'; readonly rounds: number; readonly parts: readonly LoopPart[] };

/** Neighbouring elements that one round of a loop works out by the same equation. */
export interface LoopPart {
  readonly first: readonly Assignment[];
  readonly second: readonly Assignment[];
}

/** A loop of fewer rounds is written out. */
const fewestRounds = 8;
/** As many elements as one round takes on at most. */
const mostTogether = 8;

/**
 * Puts assignments in order as blocks: equations over the elements of arrays become loops, and loops of as many rounds become one where each round
 * reads of the others no more than it has worked out itself.
 */
export function fuseLoops(
  assignments: readonly Assignment[],
  { program, reads = new Reads() }: { program: Program; reads?: Reads },
): readonly Block[] {
  const fuser = new Fuser(program, reads);
  const shapes = arrayShapes(program);
  for (const { first, counts } of rollNests(assignments)) {
    for (const { rounds, together, at } of cut(counts, { first, shapes })) {
      fuser.add(assignments.slice(at, at + rounds * together), rounds);
    }
  }
  return fuser.blocks();
}

/** So many rounds, each of so many elements, from a place in the list on. */
interface Piece {
  readonly at: number;
  readonly rounds: number;
  readonly together: number;
}

/** How the arrays of a program divide into rounds: as many as all dimensions but the last have, each over the last. */
function arrayShapes({ layout }: Program): readonly Omit<Piece, 'at'>[] {
  const shapes = new Map<string, Omit<Piece, 'at'>>();
  for (const { extents } of layout) {
    const together = extents.at(-1)?.length ?? 0;
    const rounds = extents.slice(0, -1).reduce((product, each) => product * each.length, 1);
    if (extents.length < 2 || together < 2 || together > mostTogether || rounds < fewestRounds) continue;
    shapes.set(`${rounds}×${together}`, { rounds, together });
  }
  return [...shapes.values()];
}

/** Cuts a nest into loops of one dimension. */
function cut(
  counts: readonly number[],
  { first, shapes }: { first: number; shapes: readonly Omit<Piece, 'at'>[] },
): Piece[] {
  const [outer, ...inner] = counts;
  if (outer === undefined) return [{ at: first, rounds: 1, together: 1 }];
  const within = inner.reduce((product, each) => product * each, 1);
  if (inner.length === 0) {
    const shape = shapes.find(({ rounds, together }) => outer % (rounds * together) === 0);
    if (shape !== undefined) {
      const size = shape.rounds * shape.together;
      return Array.from({ length: outer / size }, (_, index) => ({ ...shape, at: first + index * size }));
    }
    const isShape = shapes.some(({ rounds }) => rounds === outer);
    if (isShape) return [{ at: first, rounds: outer, together: 1 }];
    const rounds = Math.floor(outer / 2);
    const rest = outer - 2 * rounds;
    return [
      { at: first, rounds, together: 2 },
      ...Array.from({ length: rest }, () => ({ at: first + 2 * rounds, rounds: 1, together: 1 })),
    ];
  }
  if (within <= mostTogether && outer >= fewestRounds) return [{ at: first, rounds: outer, together: within }];
  return Array.from({ length: outer }, (_, index) => cut(inner, { first: first + index * within, shapes })).flat();
}

interface Group {
  /** Of a loop; straight blocks have 1. */
  readonly rounds: number;
  readonly straight: Assignment[];
  readonly parts: LoopPart[];
}

/** Finds for each piece the earliest block that it can stand in. */
class Fuser {
  readonly #reads: Reads;
  readonly #groups: Group[] = [];
  /** For each slot that has been filled, the number of its block, counted from 1, and the round. */
  readonly #group: Int32Array;
  readonly #round: Int32Array;

  constructor({ slotCount }: Program, reads: Reads) {
    this.#reads = reads;
    this.#group = new Int32Array(slotCount);
    this.#round = new Int32Array(slotCount);
  }

  add(piece: readonly Assignment[], count: number): void {
    const together = piece.length / count;
    const isLoop =
      count >= fewestRounds &&
      advancesUpwards(piece, { together, reads: this.#reads }) &&
      !readsItself(piece, this.#reads);
    const rounds = isLoop ? count : 1;
    const number = this.#earliest(piece, { rounds, together: isLoop ? together : piece.length });
    const group = this.#groups[number - 1];
    if (isLoop) group?.parts.push({ first: piece.slice(0, together), second: piece.slice(together, 2 * together) });
    else for (const each of piece) group?.straight.push(each);
    piece.forEach((each, index) => {
      const { base, size } = filledBy(each);
      this.#group.fill(number, base, base + size);
      this.#round.fill(isLoop ? Math.floor(index / together) : 0, base, base + size);
    });
  }

  blocks(): readonly Block[] {
    return this.#groups.flatMap(({ rounds, straight, parts }): readonly Block[] =>
      rounds === 1
        ? batchCalls(straight, this.#reads).map((batch) => ({ kind: 'straight', ...batch }))
        : [{ kind: 'loop', rounds, parts }],
    );
  }

  /** The number of the earliest block, made if there is none, that comes after all that the piece reads. */
  #earliest(piece: readonly Assignment[], { rounds, together }: { rounds: number; together: number }): number {
    let earliest = 1;
    piece.forEach((each, index) => {
      const round = Math.floor(index / together);
      for (const slot of this.#reads.of(each)) {
        const filledIn = this.#group[slot] ?? 0;
        if (filledIn < earliest) continue;
        const isOwn = this.#groups[filledIn - 1]?.rounds === rounds && this.#round[slot] === round;
        earliest = isOwn ? filledIn : filledIn + 1;
      }
    });
    for (let number = earliest; number <= this.#groups.length; number++) {
      if (this.#groups[number - 1]?.rounds === rounds) return number;
    }
    return this.#groups.push({ rounds, straight: [], parts: [] });
  }
}

/** Whether an element is worked out from another of the same piece. */
function readsItself(piece: readonly Assignment[], reads: Reads): boolean {
  const filled = new Set(piece.map(({ slot }) => slot));
  return piece.some((each) => reads.of(each).some((slot) => filled.has(slot)));
}

/** Whether all slots stay where they are or advance from round to round: addresses count upwards. */
function advancesUpwards(
  piece: readonly Assignment[],
  { together, reads }: { together: number; reads: Reads },
): boolean {
  return piece.slice(0, together).every((one, index) => {
    const other = piece[index + together];
    if (other === undefined || other.slot < one.slot) return false;
    const slots = reads.of(one);
    return reads.of(other).every((slot, place) => slot >= (slots[place] ?? 0));
  });
}
