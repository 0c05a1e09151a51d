import type { Assignment, Code } from '../compile/program.ts';
import { OperationTable } from './operation-table.ts';

/**
 * Neighbouring assignments that are one equation over the elements of an array: of one form, with every slot in them advancing evenly. They
 * stand in order, the last of `counts` varying fastest; without counts it is one assignment.
 */
export interface Nest {
  /** The place of the first in the list. */
  readonly first: number;
  readonly counts: readonly number[];
}

/**
 * Finds the loops in a list of assignments. The longest stretches of neighbours that advance evenly become nests, and then the longest
 * stretches of nests, from the innermost dimension outwards.
 */
export function rollNests(assignments: readonly Assignment[]): readonly Nest[] {
  const forms = new Forms();
  let rolled: Unit[] = assignments.map(({ slot, code }, first) => {
    const slots = [slot];
    const form = forms.of(code, slots);
    return { first, counts: [], slots, form };
  });
  for (;;) {
    const next = rollOnce(rolled, forms);
    if (next.length === rolled.length) return rolled;
    rolled = next;
  }
}

interface Unit extends Nest {
  /** Which form it has, dimensions and how the slots advance along them included; 0 where it is like no other. */
  readonly form: number;
  /** The slots of the first assignment: what it fills, and then what it reads, in order. */
  readonly slots: readonly number[];
}

function rollOnce(units: readonly Unit[], forms: Forms): Unit[] {
  const rolled: Unit[] = [];
  for (let from = 0; from < units.length;) {
    const unit = units[from];
    if (unit === undefined) break;
    const second = units[from + 1];
    let count = 1;
    if (second !== undefined && unit.form !== 0 && second.form === unit.form) {
      while (advances({ unit, second, next: units[from + count], count })) count += 1;
    }
    if (count === 1 || second === undefined) rolled.push(unit);
    else {
      const strides = unit.slots.map((slot, index) => (second.slots[index] ?? 0) - slot);
      const form = forms.number(`${unit.form}×${count}:${strides.join()}`);
      rolled.push({ first: unit.first, counts: [count, ...unit.counts], slots: unit.slots, form });
    }
    from += count;
  }
  return rolled;
}

/** Whether the next unit is `count` times as far from the first as the second. */
function advances({
  unit,
  second,
  next,
  count,
}: {
  unit: Unit;
  second: Unit;
  next: Unit | undefined;
  count: number;
}): boolean {
  if (next === undefined || next.form !== unit.form) return false;
  for (let index = 0; index < unit.slots.length; index++) {
    const start = unit.slots[index] ?? 0;
    if ((next.slots[index] ?? 0) - start !== count * ((second.slots[index] ?? 0) - start)) return false;
  }
  return true;
}

/** Numbers the forms of codes, from 1: what they are but for their slots. */
class Forms {
  readonly #named = new Map<string | number, number>();
  readonly #composed = new OperationTable<number>();
  #count = slotForm;

  /** The number of a form that is told by a name, or of a number. */
  number(name: string | number): number {
    const found = this.#named.get(name) ?? ++this.#count;
    this.#named.set(name, found);
    return found;
  }

  /** The form of a code, its slots added to the list; 0 for what is done but one at a time. */
  of(node: Code, slots: number[]): number {
    switch (node.op) {
      case 'slot':
        slots.push(node.slot);
        return slotForm;
      case 'constant':
        return this.number(Object.is(node.value, -0) ? '-0' : node.value);
      case 'procedure':
      case 'element':
        return 0;
      case 'unary':
        return this.#compose(this.number(node.function), this.of(node.operand, slots));
      case 'binary': {
        const left = this.of(node.left, slots);
        return this.#compose(this.number(node.function), left, this.of(node.right, slots));
      }
      case 'lookup':
        return this.#compose(this.number(`table ${node.table}`), this.of(node.input, slots));
      case 'select': {
        const [test, then] = [this.of(node.test, slots), this.of(node.then, slots)];
        const branches = this.#compose(this.number('branches'), then, this.of(node.otherwise, slots));
        return this.#compose(this.number('select'), test, branches);
      }
      default:
        return this.number(node.op);
    }
  }

  #compose(operation: number, first: number, second = slotForm): number {
    if (first === 0 || second === 0) return 0;
    const found = this.#composed.find(operation, first, second);
    if (found !== undefined) return found;
    const made = ++this.#count;
    this.#composed.add([operation, first, second], made);
    return made;
  }
}

/** The form of whatever slot. */
const slotForm = 1;
