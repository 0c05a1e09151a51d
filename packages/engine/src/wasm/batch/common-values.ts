import type { CodeWriter } from '../../encode/code-writer.ts';
import { opcode } from '../../encode/opcodes.ts';
import type { TableWriter } from '../table-writer.ts';
import type { Value } from '../value.ts';
import { ValueWriter } from '../value-writer.ts';
import type { BatchLayout } from './batch-layout.ts';

interface Context {
  readonly writer: CodeWriter;
  readonly layout: BatchLayout;
  readonly tables: TableWriter;
  /** The variable that holds the time, where it is not in memory. */
  readonly timeLocal?: number;
}

/** Values that are the same for all members, since they follow from the clock alone: worked out once, on one number. */
export class CommonValues {
  readonly #writer: CodeWriter;
  readonly #values: ValueWriter;
  readonly #known = new Map<Value, boolean>();
  /** Variables that hold a value in both lanes, for the rest of the function. */
  readonly #kept = new Map<Value, number>();

  constructor(context: Context) {
    this.#writer = context.writer;
    this.#values = new ValueWriter(context);
  }

  /** Whether a value is one of these and takes work. */
  has(value: Value): boolean {
    return value.kind !== 'clock' && value.kind !== 'constant' && this.#isCommon(value);
  }

  /** Whether a value has been worked out. */
  isReady(value: Value): boolean {
    return this.#kept.has(value);
  }

  /** Leaves the value in both lanes on the stack. */
  write(value: Value): void {
    const kept = this.#kept.get(value);
    if (kept !== undefined) {
      this.#writer.get(kept);
      return;
    }
    this.#values.write(value);
    this.#writer.vector(opcode.vector.splat);
    const local = this.#writer.local('v128');
    this.#writer.tee(local);
    this.#kept.set(value, local);
  }

  /** Writes the rounds of a loop. */
  inLoop(write: () => void): void {
    this.#values.inLoop(new Map(), write);
  }

  #isCommon(value: Value): boolean {
    const found = this.#known.get(value);
    if (found !== undefined) return found;
    const is = this.#follows(value);
    this.#known.set(value, is);
    return is;
  }

  #follows(value: Value): boolean {
    switch (value.kind) {
      case 'constant':
      case 'clock':
        return true;
      case 'unary':
        return this.#isCommon(value.operand);
      case 'binary':
        return this.#isCommon(value.left) && this.#isCommon(value.right);
      case 'lookup':
        return this.#isCommon(value.input);
      case 'select':
        return this.#isCommon(value.test) && this.#isCommon(value.then) && this.#isCommon(value.otherwise);
      case 'slot':
      case 'element':
      case 'lane':
        return false;
    }
  }
}
