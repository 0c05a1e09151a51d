import { code, eachSlot, operandsOf } from '../compile/code.ts';
import type { Assignment, Code, Program } from '../compile/program.ts';
import type { GraphicalFunction } from '../model/model.ts';

/**
 * Where an equation can jump or bend: slots whose values say which branch it is in, worked out with every step. `names` are the variables in
 * which they stand, for messages.
 */
export interface Switches {
  readonly base: number;
  readonly count: number;
  readonly names: readonly string[];
}

/**
 * A program that says of itself where it jumps or bends: comparisons, tests, MIN, MAX and ABS, points of graphical functions, rounding,
 * remainders and computed subscripts, as far as they change between the steps of DT. Procedures are not looked into.
 */
export function withSwitches(program: Program): { readonly program: Program; readonly switches: Switches } {
  const base = program.slotCount;
  const collector = new Collector(program);
  for (const assignment of program.step) collector.visit(assignment);
  const { found, tables } = collector;
  const added = found.map(({ branch }, index): Assignment => ({ slot: base + index, code: branch }));
  return {
    program: { ...program, slotCount: base + added.length, tables, step: [...program.step, ...added] },
    switches: { base, count: added.length, names: found.map(({ name }) => name) },
  };
}

/** How near two sides must be to count as equal where an equation bends without a jump, so that rounding makes no events. */
const near = 1e-9;

const comparisons: ReadonlySet<string> = new Set([
  'equal',
  'unequal',
  'less',
  'lessOrEqual',
  'greater',
  'greaterOrEqual',
]);

class Collector {
  readonly #program: Program;
  /** Slots that change between the steps of DT. */
  readonly #moving: Set<number>;
  readonly #tablesOf = new Map<number, number>();
  readonly tables: GraphicalFunction[];
  readonly found: { readonly branch: Code; readonly name: string }[] = [];

  constructor(program: Program) {
    this.#program = program;
    this.#moving = new Set(program.integrators.map(({ slot }) => slot));
    this.tables = [...program.tables];
  }

  /** Looks through an assignment; those that it reads have been seen before. */
  visit({ slot, code: node }: Assignment): void {
    if (!this.#moves(node)) return;
    const size = node.op === 'procedure' ? node.size : 1;
    for (let offset = 0; offset < size; offset++) this.#moving.add(slot + offset);
    const owner = this.#program.layout.find((each) => slot >= each.base && slot < each.base + each.size);
    this.#walk(node, { name: owner?.name ?? '', within: (branch) => branch });
  }

  #moves(node: Code): boolean {
    if (node.op === 'time' || operandsOf(node).some((each) => this.#moves(each))) return true;
    let moves = false;
    if (node.op === 'slot' || node.op === 'element' || node.op === 'procedure') {
      eachSlot(node, (slot) => {
        moves ||= this.#moving.has(slot);
      });
    }
    return moves;
  }

  /** `within` leaves a branch out of account where the part that it stands in is not computed. */
  #walk(node: Code, at: { readonly name: string; readonly within: (branch: Code) => Code }): void {
    if (!this.#moves(node)) return;
    const branch = this.#branchOf(node);
    if (branch !== undefined) this.found.push({ branch: at.within(branch), name: at.name });
    if (node.op !== 'select') {
      for (const operand of operandsOf(node)) this.#walk(operand, at);
      return;
    }
    const none = code.constant(0);
    this.#walk(node.test, at);
    this.#walk(node.then, { ...at, within: (inner) => at.within(code.select(node.test, inner, none)) });
    this.#walk(node.otherwise, { ...at, within: (inner) => at.within(code.select(node.test, none, inner)) });
  }

  /** Which branch a part of an equation is in; undefined where it has one alone. */
  #branchOf(node: Code): Code | undefined {
    switch (node.op) {
      case 'select':
        return isTruth(node.test) ? undefined : truthOf(node.test);
      case 'lookup':
        return this.#pieceOf(node.table, node.input);
      case 'element':
        return code.unary('round', node.index);
      case 'unary':
        if (['floor', 'ceil', 'truncate', 'round'].includes(node.function)) return node;
        if (node.function === 'abs') return sideOf(node.operand, code.constant(0));
        return node.function === 'not' && !isTruth(node.operand) ? truthOf(node.operand) : undefined;
      case 'binary':
        return binaryBranch(node);
      default:
        return undefined;
    }
  }

  /** Between which points of a graphical function an input stands; odd at a point. */
  #pieceOf(table: number, input: Code): Code {
    const known = this.#tablesOf.get(table);
    const pieces = known ?? this.tables.push(piecesOf(this.#program.tables[table])) - 1;
    this.#tablesOf.set(table, pieces);
    const reach = code.multiply(code.constant(near), code.add(code.unary('abs', input), code.constant(near)));
    return code.add(code.lookup(pieces, code.subtract(input, reach)), code.lookup(pieces, code.add(input, reach)));
  }
}

function binaryBranch(node: Extract<Code, { op: 'binary' }>): Code | undefined {
  const { function: name, left, right } = node;
  if (comparisons.has(name)) return node;
  if (name === 'min' || name === 'max') return sideOf(left, right);
  if (name === 'modulo' || name === 'remainder') return code.unary('floor', code.divide(left, right));
  if (name !== 'and' && name !== 'or') return undefined;
  return isTruth(left) && isTruth(right) ? undefined : node;
}

/** 1, 0 or -1 as the left side is greater, near or less. */
function sideOf(left: Code, right: Code): Code {
  const reach = code.multiply(code.constant(near), code.add(code.unary('abs', left), code.unary('abs', right)));
  const above = code.binary('greater', code.subtract(left, right), reach);
  const below = code.binary('greater', code.subtract(right, left), reach);
  return code.subtract(above, below);
}

function truthOf(node: Code): Code {
  return code.binary('unequal', node, code.constant(0));
}

/** Whether a code is a truth value made of others, which are looked at by themselves. */
function isTruth(node: Code): boolean {
  if (node.op === 'unary') return node.function === 'not';
  return node.op === 'binary' && (comparisons.has(node.function) || node.function === 'and' || node.function === 'or');
}

/** A table of how many points an input has passed. */
function piecesOf(table: GraphicalFunction | undefined): GraphicalFunction {
  const points = table?.x ?? [];
  return {
    x: [-Number.MAX_VALUE, ...points],
    y: [0, ...points].map((_, index) => index),
    mode: 'discrete',
  };
}
