import type { Builder, Rule } from './builder.ts';
import { eachSlot, readsTime } from './code.ts';
import type { Assignment, Code, Held, Integrator } from './program.ts';

/** The assignments of a program, each after those that it reads. */
export interface Ordered {
  readonly constants: readonly Assignment[];
  readonly initial: readonly Assignment[];
  readonly step: readonly Assignment[];
  readonly integrators: readonly Integrator[];
  readonly held: readonly Held[];
  /** Circular definitions, each as the owners round it, the first repeated at the end. */
  readonly cycles: readonly Cycle[];
}

export interface Cycle {
  readonly when: 'initial' | 'step';
  readonly path: readonly string[];
}

/** Sorts a builder's rules into the three lists of a program, and finds circular definitions. */
export function order(builder: Builder): Ordered {
  const { rules } = builder;
  const constant = constantSlots(rules);
  const cycles: Cycle[] = [];
  const collect = (when: Cycle['when'], roots: readonly number[], codeOf: (slot: number) => Code | undefined): Assignment[] => {
    const sorted: Assignment[] = [];
    const sorter = new Sorter(codeOf, (slot, code) => sorted.push({ slot, code }), (path) => {
      cycles.push({ when, path: path.map((slot) => builder.owners[slot] ?? '') });
    });
    for (const root of roots) sorter.visit(root);
    return sorted;
  };
  const all = rules.map((_, slot) => slot);
  const constants = collect('step', all.filter((slot) => constant.has(slot)), (slot) => {
    const rule = rules[slot];
    if (!constant.has(slot) || rule === undefined) return undefined;
    return rule.kind === 'formula' ? rule.code : rule.kind === 'frozen' ? rule.initial : undefined;
  });
  const step = collect('step', all.filter((slot) => rules[slot]?.kind === 'formula'), (slot) => {
    const rule = rules[slot];
    return rule?.kind === 'formula' && !constant.has(slot) ? rule.code : undefined;
  });
  const states = all.filter((slot) => !['formula', 'parameter'].includes(rules[slot]?.kind ?? ''));
  const initial = collect('initial', states, (slot) => {
    const rule = rules[slot];
    if (rule === undefined || rule.kind === 'parameter' || constant.has(slot)) return undefined;
    return rule.kind === 'formula' ? (rule.initial ?? rule.code) : rule.initial;
  });
  return {
    constants,
    initial,
    step,
    integrators: rules.flatMap((rule, slot) => (rule.kind === 'integrator' ? [{ slot, rate: rule.rate }] : [])),
    held: rules.flatMap((rule, slot) => (rule.kind === 'held' ? [{ slot, next: rule.next }] : [])),
    cycles: distinct(cycles),
  };
}

/** Slots that keep one value all through a run: parameters, and what rests on them alone. */
function constantSlots(rules: readonly Rule[]): ReadonlySet<number> {
  const known = new Map<number, boolean>();
  const isConstant = (slot: number): boolean => {
    const before = known.get(slot);
    if (before !== undefined) return before;
    known.set(slot, false);
    const rule = rules[slot];
    let value = false;
    if (rule?.kind === 'parameter') value = true;
    else if (rule?.kind === 'formula') value = rule.initial === undefined && isConstantCode(rule.code);
    else if (rule?.kind === 'frozen') value = isConstantCode(rule.initial);
    known.set(slot, value);
    return value;
  };
  const isConstantCode = (code: Code): boolean => {
    if (readsTime(code)) return false;
    let all = true;
    eachSlot(code, (slot) => {
      all &&= isConstant(slot);
    });
    return all;
  };
  return new Set(rules.flatMap((_, slot) => (isConstant(slot) ? [slot] : [])));
}

/** Depth-first order. A slot that is met again before it is done lies on a cycle. */
class Sorter {
  readonly #state = new Map<number, 'open' | 'done'>();
  readonly #path: number[] = [];
  readonly #codeOf: (slot: number) => Code | undefined;
  readonly #emit: (slot: number, code: Code) => void;
  readonly #cycle: (path: readonly number[]) => void;

  constructor(
    codeOf: (slot: number) => Code | undefined,
    emit: (slot: number, code: Code) => void,
    cycle: (path: readonly number[]) => void,
  ) {
    this.#codeOf = codeOf;
    this.#emit = emit;
    this.#cycle = cycle;
  }

  visit(slot: number): void {
    const state = this.#state.get(slot);
    if (state === 'done') return;
    if (state === 'open') {
      this.#cycle([...this.#path.slice(this.#path.indexOf(slot)), slot]);
      return;
    }
    const code = this.#codeOf(slot);
    if (code === undefined) return;
    this.#state.set(slot, 'open');
    this.#path.push(slot);
    eachSlot(code, (each) => this.visit(each));
    this.#path.pop();
    this.#state.set(slot, 'done');
    this.#emit(slot, code);
  }
}

/**
 * Each cycle once: neighbours with one owner are one, a cycle through the same owners is the same, and a cycle of initial values
 * that is a cycle of every step as well is reported for the step alone.
 */
function distinct(cycles: readonly Cycle[]): readonly Cycle[] {
  const seen = new Set<string>();
  return cycles.flatMap(({ when, path }) => {
    const short = path.filter((owner, index) => index === 0 || owner !== path[index - 1]);
    if (short.length === 1) short.push(short[0] ?? '');
    const key = [...new Set(short.map((owner) => owner.replace(/\[.*$/, '')))].toSorted().join('\n');
    if (seen.has(key)) return [];
    seen.add(key);
    return [{ when, path: short }];
  });
}
