import { operandsOf } from '../compile/code.ts';
import { binaryOperations, unaryOperations } from '../compile/primitives.ts';
import type { BinaryCode, Code, UnaryCode } from '../compile/program.ts';
import { laneIndex } from '../numeric/lane-kernel.ts';
import { exactReciprocal } from './fold.ts';
import { OperationTable } from './operation-table.ts';
import { isLeaf, type BinaryLaneCode, type CalledCode, type Lanes, type UnaryLaneCode, type Value } from './value.ts';
import type { ValueGraph } from './value-graph.ts';

/** A code for two elements, `one` and `other`, and for the first of them as the next round of the loop has it. */
export interface PairedCode {
  readonly one: Code;
  readonly other: Code;
  readonly next: Code;
}

/** Makes the values of a loop that are worked out for two elements at once. What is the same for both is one number, and made by `ValueGraph`. */
export class LaneGraph {
  readonly #graph: ValueGraph;
  readonly #isSteady: (slot: number) => boolean;
  readonly #made = new OperationTable<Lanes>();
  /** Pairs that the loop has assigned, by their first slot and how it advances. */
  readonly #assigned = new OperationTable<Lanes>();

  constructor(graph: ValueGraph, isSteady: (slot: number) => boolean) {
    this.#graph = graph;
    this.#isSteady = isSteady;
  }

  /** From here on two slots side by side, and others in later rounds, hold these values. */
  assign(slot: number, lanes: Lanes, stride: number): void {
    this.#assigned.add([stride, slot, 0], lanes);
    this.#graph.assign(slot, this.#lane(lanes, 0), stride);
    this.#graph.assign(slot + 1, this.#lane(lanes, 1), stride);
  }

  /** The values of a code; each call counts as one use. */
  valueOf(code: PairedCode): Lanes {
    const lanes = this.#make(code);
    lanes.uses += 1;
    return lanes;
  }

  #make(code: PairedCode): Lanes {
    const { one, other, next } = code;
    if (isSame(one, other)) return this.#splat(this.#graph.make(one, next));
    if (one.op === 'slot' && other.op === 'slot') {
      const stride = next.op === 'slot' ? next.slot - one.slot : 0;
      return this.#slots(one.slot, other.slot, stride);
    }
    if (isSame(one, next) && this.#isSteadyCode(one) && this.#isSteadyCode(other)) {
      const slot = this.#graph.packed(this.#graph.make(one), this.#graph.make(other));
      return this.#pair(slot, slot + 1, 0);
    }
    const [first, second, third] = operandsOf(one).map((operand, index) =>
      this.#make({
        one: operand,
        other: operandsOf(other)[index] ?? operand,
        next: operandsOf(next)[index] ?? operand,
      }),
    );
    if (one.op === 'unary' && first !== undefined) return this.#unary(one.function, first);
    if (one.op === 'binary' && first !== undefined && second !== undefined) {
      return this.#binary(one.function, first, second);
    }
    if (one.op === 'select' && first !== undefined && second !== undefined && third !== undefined) {
      return this.#keep([selectNumber, first.id, second.id], {
        ...this.#node([first, second, third]),
        kind: 'select lanes',
        test: use(first),
        then: use(second),
        otherwise: use(third),
      });
    }
    if (one.op === 'lookup' && first !== undefined) {
      return this.#each([first], ([input]) => this.#graph.lookup(one.table, input));
    }
    throw new TypeError(`Cannot work "${one.op}" out for two elements at once`);
  }

  #slots(slot: number, other: number, stride: number): Lanes {
    const assigned = this.#assigned.find(stride, slot, 0);
    if (assigned !== undefined && other === slot + 1) return assigned;
    const [one, two] = [this.#graph.assigned(slot, stride), this.#graph.assigned(other, stride)];
    if (one !== undefined || two !== undefined) {
      const code = (each: number, beyond: number): [Code, Code] => [
        { op: 'slot', slot: each },
        { op: 'slot', slot: each + beyond },
      ];
      return this.#joined(this.#graph.make(...code(slot, stride)), this.#graph.make(...code(other, stride)));
    }
    if (stride === 0 && other !== slot + 1 && this.#isSteady(slot) && this.#isSteady(other)) {
      const read = (each: number): Value => this.#graph.make({ op: 'slot', slot: each });
      const packed = this.#graph.packed(read(slot), read(other));
      return this.#pair(packed, packed + 1, 0);
    }
    return this.#pair(slot, other, stride);
  }

  #unary(name: UnaryCode, operand: Lanes): Lanes {
    if (isCalled(name)) return this.#called(name, [operand]);
    if (!isLaneUnary(name)) return this.#each([operand], ([input]) => this.#graph.unary(name, input));
    const key = [unaryNumber[name] ?? 0, operand.id, 0] as const;
    const found = this.#made.find(...key);
    if (found !== undefined) return found;
    return this.#keep(key, { ...this.#node([operand]), kind: 'unary lanes', function: name, operand: use(operand) });
  }

  #binary(name: BinaryCode, left: Lanes, right: Lanes): Lanes {
    if (!isLaneBinary(name)) return this.#called(name, [left, right]);
    if (name === 'divide' && right.kind === 'splat' && right.of.kind === 'constant') {
      const reciprocal = exactReciprocal(right.of.number);
      if (reciprocal !== undefined) {
        const factor = this.#splat(this.#graph.make({ op: 'constant', value: reciprocal }));
        return this.#binary('multiply', left, factor);
      }
    }
    const key = [binaryNumber[name] ?? 0, left.id, right.id] as const;
    const found = this.#made.find(...key);
    if (found !== undefined) return found;
    const operands = { left: use(left), right: use(right) };
    return this.#keep(key, { ...this.#node([left, right]), kind: 'binary lanes', function: name, ...operands });
  }

  #called(name: CalledCode, operands: readonly Lanes[]): Lanes {
    const [one, other] = operands;
    const key = [unaryNumber[name] ?? binaryNumber[name] ?? 0, one?.id ?? 0, other?.id ?? 0] as const;
    const found = this.#made.find(...key);
    if (found !== undefined) return found;
    const lanes: Lanes = {
      ...this.#node(operands),
      kind: 'called lanes',
      function: name,
      operands: operands.map(use),
    };
    return this.#keep(key, lanes);
  }

  /** What is worked out for one number after the other. */
  #each(operands: readonly Lanes[], work: (inputs: readonly [Value, Value]) => Value): Lanes {
    const [one, other] = ([0, 1] as const).map((lane) => {
      const [first, second] = operands.map((lanes) => (lanes.kind === 'splat' ? lanes.of : this.#lane(lanes, lane)));
      if (first === undefined) throw new TypeError('Cannot work out what has no operand');
      return work([first, second ?? first]);
    });
    if (one === undefined || other === undefined) throw new TypeError('Cannot join two numbers that are not there');
    return this.#joined(one, other);
  }

  #lane(lanes: Lanes, lane: 0 | 1): Value {
    return { ...this.#node([lanes]), kind: 'lane', of: use(lanes), lane };
  }

  #joined(one: Value, other: Value): Lanes {
    const node = this.#node([one, other]);
    return { ...node, kind: 'joined', one: this.#graph.used(one), other: this.#graph.used(other) };
  }

  #splat(of: Value): Lanes {
    const found = this.#made.find(splatNumber, of.id, 0);
    if (found !== undefined) return found;
    const made: Lanes = { ...this.#node([of]), kind: 'splat', of: this.#graph.used(of) };
    this.#made.add([splatNumber, of.id, 0], made);
    if (!made.moving && !isLeaf(made.of)) this.#graph.addToPrelude(made);
    return made;
  }

  #pair(slot: number, other: number, stride: number): Lanes {
    const key = [pairNumber + stride, slot, other] as const;
    const found = this.#made.find(...key);
    if (found !== undefined) return found;
    // Leaves move with the loop or are read in every round.
    const made: Lanes = { ...this.#node([]), moving: true, kind: 'pair', slot, other, stride };
    this.#made.add(key, made);
    return made;
  }

  #keep(key: readonly [number, number, number], lanes: Lanes): Lanes {
    if (lanes.kind !== 'select lanes') this.#made.add(key, lanes);
    return lanes;
  }

  #node(operands: readonly (Value | Lanes)[]): ReturnType<ValueGraph['node']> {
    return this.#graph.node(operands);
  }

  #isSteadyCode(node: Code): boolean {
    if (node.op === 'slot') return this.#isSteady(node.slot);
    if (node.op === 'time' || node.op === 'procedure' || node.op === 'element') return false;
    return operandsOf(node).every((each) => this.#isSteadyCode(each));
  }
}

function use(lanes: Lanes): Lanes {
  lanes.uses += 1;
  return lanes;
}

/** Whether two codes of one form read the same slots. */
function isSame(one: Code, other: Code): boolean {
  if (one === other) return true;
  if (one.op === 'slot') return other.op === 'slot' && other.slot === one.slot;
  const operands = operandsOf(other);
  return operandsOf(one).every((operand, index) => {
    const beside = operands[index];
    return beside !== undefined && isSame(operand, beside);
  });
}

function isCalled(name: UnaryCode): name is Extract<UnaryCode, CalledCode> {
  return name in laneIndex;
}

function isLaneUnary(name: UnaryCode): name is UnaryLaneCode {
  return laneUnary.has(name);
}

function isLaneBinary(name: BinaryCode): name is BinaryLaneCode {
  return name !== 'power' && name !== 'modulo' && name !== 'remainder';
}

const laneUnary: ReadonlySet<UnaryCode> = new Set<UnaryLaneCode>([
  'negate',
  'not',
  'abs',
  'sqrt',
  'floor',
  'ceil',
  'truncate',
]);

const [splatNumber, selectNumber, pairNumber] = [1, 2, 1000];
const unaryNumber = numbered(unaryOperations, 100);
const binaryNumber = numbered(binaryOperations, 200);

function numbered(all: object, first: number): Readonly<Partial<Record<string, number>>> {
  return Object.fromEntries(Object.keys(all).map((name, index) => [name, first + index]));
}
