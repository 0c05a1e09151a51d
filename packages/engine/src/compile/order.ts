import type { Builder, Rule } from './builder.ts';
import { eachSlot, variesByItself } from './code.ts';
import type { Assignment, Code, Held, Integrator, Update } from './program.ts';

/** The assignments of a program, each after those that it reads. */
export interface Ordered {
  readonly constants: readonly Assignment[];
  readonly initial: readonly Assignment[];
  readonly step: readonly Assignment[];
  readonly integrators: readonly Integrator[];
  readonly held: readonly Held[];
  readonly updates: readonly Update[];
  readonly shapedByValues: boolean;
  readonly eulerOnly: readonly string[];
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
  const collect = (
    when: Cycle['when'],
    roots: readonly number[],
    codeOf: (slot: number) => Code | undefined,
  ): Assignment[] => {
    const sorted: Assignment[] = [];
    const sorter = new Sorter(
      { rules, codeOf },
      (slot, code) => sorted.push({ slot, code }),
      (path) => cycles.push({ when, path: path.map((slot) => builder.owners[slot] ?? '') }),
    );
    for (const root of roots) if (rules[root]?.kind !== 'written') sorter.visit(root);
    return sorted;
  };
  const all = rules.map((_, slot) => slot);
  const constants = collect(
    'step',
    all.filter((slot) => constant.has(slot)),
    (slot) => {
      const rule = rules[slot];
      return !constant.has(slot) || rule === undefined ? undefined : constantCode(rule);
    },
  );
  const step = collect(
    'step',
    all.filter((slot) => rules[slot]?.kind === 'formula'),
    (slot) => {
      const rule = rules[slot];
      if (constant.has(slot)) return undefined;
      return rule?.kind === 'formula' ? rule.code : undefined;
    },
  );
  const states = all.filter((slot) => !['formula', 'parameter', 'written'].includes(rules[slot]?.kind ?? ''));
  const initial = collect('initial', states, (slot) => {
    const rule = rules[slot];
    if (rule === undefined || rule.kind === 'parameter' || rule.kind === 'written' || constant.has(slot))
      return undefined;
    return rule.kind === 'formula' ? (rule.initial ?? rule.code) : rule.initial;
  });
  return {
    constants,
    initial,
    step,
    integrators: rules.flatMap((rule, slot) => (rule.kind === 'integrator' ? [{ slot, rate: rule.rate }] : [])),
    held: rules.flatMap((rule, slot) => (rule.kind === 'held' ? [{ slot, next: rule.next }] : [])),
    updates: builder.updates,
    shapedByValues: builder.shapedByValues,
    eulerOnly: builder.eulerOnly,
    cycles: distinct(cycles),
  };
}

/**
 * Slots that keep one value all through a run: parameters, and what rests on them alone. Found by ruling out what changes, and then
 * all that reads it; a circle of constants stays in, and is found when it is sorted.
 */
function constantSlots(rules: readonly Rule[]): { has(slot: number): boolean } {
  const readers: (number[] | undefined)[] = [];
  const changing: number[] = [];
  for (const [slot, rule] of rules.entries()) {
    if (rule.kind === 'written') continue;
    const own = constantCode(rule);
    if (rule.kind !== 'parameter' && (own === undefined || variesByItself(own))) changing.push(slot);
    if (own === undefined) continue;
    eachSlot(own, (read) => {
      const list = (readers[writerOf(rules, read)] ??= []);
      if (list.at(-1) !== slot) list.push(slot);
    });
  }
  const changes = new Uint8Array(rules.length);
  for (let slot = changing.pop(); slot !== undefined; slot = changing.pop()) {
    if (changes[slot] === 1) continue;
    changes[slot] = 1;
    for (const reader of readers[slot] ?? []) changing.push(reader);
  }
  return { has: (slot) => changes[writerOf(rules, slot)] === 0 };
}

/** The slot whose rule decides a slot's value: its own, or that of the procedure whose further result it is. */
function writerOf(rules: readonly Rule[], slot: number): number {
  const rule = rules[slot];
  return rule?.kind === 'written' ? rule.by : slot;
}

/** The code that a slot would be computed with once; undefined for states, and for what starts out differently. */
function constantCode(rule: Rule): Code | undefined {
  if (rule.kind === 'frozen') return rule.initial;
  return rule.kind === 'formula' && rule.initial === undefined ? rule.code : undefined;
}

/** Depth-first order, on a stack of its own so that no chain is too long. A slot that is met again before it is done lies on a cycle. */
class Sorter {
  /** 1 while a slot is open, 2 once it is done. */
  readonly #state: Uint8Array;
  readonly #rules: readonly Rule[];
  readonly #codeOf: (slot: number) => Code | undefined;
  readonly #emit: (slot: number, code: Code) => void;
  readonly #cycle: (path: readonly number[]) => void;

  constructor(
    { rules, codeOf }: { readonly rules: readonly Rule[]; readonly codeOf: (slot: number) => Code | undefined },
    emit: (slot: number, code: Code) => void,
    cycle: (path: readonly number[]) => void,
  ) {
    this.#state = new Uint8Array(rules.length);
    this.#rules = rules;
    this.#codeOf = codeOf;
    this.#emit = emit;
    this.#cycle = cycle;
  }

  visit(root: number): void {
    /** The slots that are open, each with those that it reads and how many of them are done. */
    const path: { readonly slot: number; readonly code: Code; readonly reads: readonly number[]; done: number }[] = [];
    const open = (slot: number): void => {
      const state = this.#state[slot];
      if (state === 1) {
        const slots = path.map((each) => each.slot);
        this.#cycle([...slots.slice(slots.indexOf(slot)), slot]);
      }
      if (state !== 0) return;
      const code = this.#codeOf(slot);
      if (code === undefined) return;
      const reads: number[] = [];
      eachSlot(code, (read) => {
        const writer = writerOf(this.#rules, read);
        // What is done already need not be met again.
        if (this.#state[writer] !== 2) reads.push(writer);
      });
      this.#state[slot] = 1;
      path.push({ slot, code, reads, done: 0 });
    };
    open(root);
    for (let last = path.at(-1); last !== undefined; last = path.at(-1)) {
      const next = last.reads[last.done++];
      if (next !== undefined) {
        open(next);
        continue;
      }
      path.pop();
      this.#state[last.slot] = 2;
      this.#emit(last.slot, last.code);
    }
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
