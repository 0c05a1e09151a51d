import type { Code, Program, VariableLayout } from '../compile/program.ts';
import type { VariableId } from '../model/model.ts';

/** What acts on what, variable by variable; an array is one node. */
export interface InfluenceGraph {
  readonly nodes: readonly VariableLayout[];
  /** For each node, the nodes that its value or its rate is computed from, in order of the layout. */
  readonly causes: ReadonlyMap<VariableId, readonly VariableId[]>;
}

/**
 * The causal graph of a program. Slots that lowering added (the insides of delays, sums of flows) are passed through, so
 * that a delayed cause is a cause. A stock whose rate depends on its own level acts on itself. What acts at the start alone (INIT, initial values) is not in it.
 */
export function influenceGraph(program: Program): InfluenceGraph {
  const index = indexProgram(program);
  const causes = new Map(program.layout.map((variable) => [variable.id, causesOf(variable, index)] as const));
  return { nodes: program.layout, causes };
}

/** How slots are computed while a program runs, and to which variable each belongs. */
export interface ProgramIndex {
  readonly program: Program;
  /** By slot; absent for slots that only lowering knows. */
  readonly owner: ReadonlyMap<number, VariableLayout>;
  /** What sets a slot in the course of time: its equation, or for a stock or held state the slot that drives it. */
  readonly driver: ReadonlyMap<number, Code>;
}

/** Looks up owners and drivers of all slots. */
export function indexProgram(program: Program): ProgramIndex {
  const owner = new Map<number, VariableLayout>();
  for (const variable of program.layout) {
    for (let offset = 0; offset < variable.size; offset++) owner.set(variable.base + offset, variable);
  }
  const driver = new Map<number, Code>();
  for (const { slot, code } of [...program.constants, ...program.step]) {
    driver.set(slot, code);
    // The further results of a procedure.
    if (code.op === 'procedure') for (let at = 1; at < code.size; at++) driver.set(slot + at, { ...code, result: at });
  }
  for (const { slot, rate } of program.integrators) driver.set(slot, { op: 'slot', slot: rate });
  for (const { base, size, follows, total = follows } of program.updates) {
    for (let at = 0; at < size; at++) driver.set(base + at, { op: 'slot', slot: at === 0 ? total : follows });
  }
  for (const { slot, next } of program.held) driver.set(slot, { op: 'slot', slot: next });
  return { program, owner, driver };
}

/** The slots that a piece of code reads. */
export function slotsRead(code: Code): number[] {
  switch (code.op) {
    case 'slot':
      return [code.slot];
    case 'unary':
      return slotsRead(code.operand);
    case 'binary':
      return [...slotsRead(code.left), ...slotsRead(code.right)];
    case 'select':
      return [...slotsRead(code.test), ...slotsRead(code.then), ...slotsRead(code.otherwise)];
    case 'lookup':
      return slotsRead(code.input);
    case 'procedure':
      return [...code.inputs];
    case 'element':
      return [...slotsRead(code.index), ...Array.from({ length: code.size }, (_, offset) => code.base + offset)];
    default:
      return [];
  }
}

function causesOf(variable: VariableLayout, { program, owner, driver }: ProgramIndex): VariableId[] {
  const found = new Set<VariableId>();
  const seen = new Set<number>();
  const visit = (slot: number): void => {
    if (seen.has(slot)) return;
    seen.add(slot);
    const code = driver.get(slot);
    if (code === undefined) return;
    for (const read of slotsRead(code)) {
      const named = owner.get(read);
      if (named === undefined) visit(read);
      else if (named !== variable || variable.kind === 'stock') found.add(named.id);
    }
  };
  for (let offset = 0; offset < variable.size; offset++) visit(variable.base + offset);
  return program.layout.filter(({ id }) => found.has(id)).map(({ id }) => id);
}
