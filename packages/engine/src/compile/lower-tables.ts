import type { CheckedVariable } from '../check/checked-model.ts';
import type { Call, Expression } from '../equation/expression.ts';
import type { GraphicalFunction } from '../model/model.ts';
import { toId } from '../model/names.ts';
import { code } from './code.ts';
import { constantOf } from './constant-of.ts';
import { knownOffset, nothing, type Lower } from './lower-reference.ts';
import type { WholeLowering } from './lower-vectors.ts';
import type { ProcedureName } from './procedures.ts';
import type { Code } from './program.ts';
import { reportAt, type Scope } from './scope.ts';

/** What a procedure over points does beyond their ends: see `pointFunctions`. */
const beyond = { nearest: 0, extend: 1, none: 2 } as const;

/** Functions of a graphical function that is named in the first argument. */
export const tableFunctions: ReadonlyMap<string, WholeLowering> = new Map<string, WholeLowering>([
  ['LOOKUP', lookedUp((table) => table)],
  ['LOOKUP EXTRAPOLATE', lookedUp((table) => ({ ...table, mode: 'extrapolate' }))],
  ['LOOKUP BACKWARD', lookedUp((table) => ({ ...table, mode: 'discrete' }))],
  ['LOOKUP FORWARD', lookedUp((table) => ({ ...table, mode: 'forward' }))],
  ['LOOKUP INVERT', inverted(() => beyond.none)],
  ['LOOKUPINV', inverted(({ mode }) => (mode === 'extrapolate' ? beyond.extend : beyond.nearest))],
  ['LOOKUP AREA', area],
  ['LOOKUPAREA', areaOfStella],
  ['LOOKUP SLOPE', slope],
]);

/** `effect[age](x)`. */
export function lowerTableCall(
  target: CheckedVariable,
  node: Call,
  { scope, lower }: { scope: Scope; lower: Lower },
): Code {
  const [input] = node.arguments;
  if (input === undefined || node.arguments.length > 1) {
    reportAt(scope, node.span, {
      code: 'wrong-arguments',
      message: `Cannot use the graphical function "${node.name}" with ${node.arguments.length} arguments: it takes 1`,
    });
    return nothing;
  }
  const offset = knownOffset(target, { ...node, kind: 'reference' }, { scope, lower });
  const table = offset === undefined ? undefined : target.value.cases[target.value.caseOf[offset] ?? -1]?.table;
  return table === undefined ? nothing : code.lookup(scope.builder.table(table), lower(input, scope));
}

/** The points that the first argument names: a graphical function, or those of a converter that has its own. */
export function tableOf(node: Call, scope: Scope, lower: Lower): GraphicalFunction | undefined {
  const [named] = node.arguments;
  const target = named?.kind === 'reference' ? scope.model.variables.get(toId(named.name)) : undefined;
  if (named?.kind !== 'reference' || target === undefined) {
    reportAt(scope, node.span, {
      code: 'needs-table',
      message: `Cannot use ${node.name}: its first argument is not the name of a graphical function`,
      advice: `write ${node.name}(table name, …)`,
    });
    return undefined;
  }
  const offset = knownOffset(target, named, { scope, lower });
  if (offset === undefined) return undefined;
  const table = target.value.cases[target.value.caseOf[offset] ?? -1]?.table;
  if (table === undefined) {
    reportAt(scope, named.span, {
      code: 'needs-table',
      message: `Cannot use "${named.name}" in ${node.name}: it has no graphical function`,
    });
  }
  return table;
}

/** A value of the table, or of one made from it, at an input. */
function lookedUp(make: (table: GraphicalFunction) => GraphicalFunction): WholeLowering {
  return (node, scope, lower) => {
    const table = tableOf(node, scope, lower);
    const [, input] = node.arguments;
    if (table === undefined || input === undefined) return nothing;
    return code.lookup(scope.builder.derivedTable(table, { by: node.name, make }), lower(input, scope));
  };
}

/** A call of a procedure that takes a table's points after its own arguments. */
function ofPoints(
  scope: Scope,
  { procedure, table, list }: { procedure: ProcedureName; table: GraphicalFunction; list: readonly Code[] },
): Code {
  const { builder, owner } = scope;
  const points = builder.constants([...table.x, ...table.y]).map(code.slot);
  return code.slot(builder.procedure(owner, { procedure, inputs: [...list, ...points], size: 1 }));
}

function lowered(node: Call, index: number, { scope, lower }: { scope: Scope; lower: Lower }): Code | undefined {
  const found: Expression | undefined = node.arguments[index];
  return found === undefined ? undefined : lower(found, scope);
}

/** Stepwise graphical functions have no line between their points to work with. */
function hasLines(table: GraphicalFunction, node: Call, scope: Scope): boolean {
  if (table.mode === 'continuous' || table.mode === 'extrapolate') return true;
  reportAt(scope, node.span, {
    code: 'stepwise-table',
    message: `Cannot use ${node.name} with a stepwise graphical function: this is not supported yet`,
    advice: 'make it continuous',
  });
  return false;
}

function inverted(modeOf: (table: GraphicalFunction) => number): WholeLowering {
  return (node, scope, lower) => {
    const table = tableOf(node, scope, lower);
    const value = lowered(node, 1, { scope, lower });
    if (table === undefined || value === undefined || !hasLines(table, node, scope)) return nothing;
    const mode = modeOf(table);
    if (mode === beyond.extend && !isMonotone(table.y)) {
      reportAt(scope, node.span, {
        code: 'not-monotone',
        message: `Cannot use ${node.name} with an extrapolated graphical function that does not rise or fall throughout`,
        advice: 'make it continuous, or let it rise or fall throughout',
      });
      return nothing;
    }
    return ofPoints(scope, { procedure: 'tableInverse', table, list: [code.constant(mode), value] });
  };
}

function isMonotone(y: readonly number[]): boolean {
  const steps = y.slice(1).map((value, index) => value - (y[index] ?? Number.NaN));
  return steps.length > 0 && (steps.every((step) => step > 0) || steps.every((step) => step < 0));
}

function area(node: Call, scope: Scope, lower: Lower): Code {
  const table = tableOf(node, scope, lower);
  const [from, to] = [1, 2].map((index) => lowered(node, index, { scope, lower }));
  if (table === undefined || from === undefined || to === undefined) return nothing;
  return ofPoints(scope, { procedure: 'tableArea', table, list: [code.constant(beyond.none), from, to] });
}

/** Stella names the end before the beginning, takes them in either order, and the ends of the points where they are left out. */
function areaOfStella(node: Call, scope: Scope, lower: Lower): Code {
  const table = tableOf(node, scope, lower);
  if (table === undefined || !hasLines(table, node, scope)) return nothing;
  const { builder, owner } = scope;
  const end = (index: number, otherwise: number | undefined): Code =>
    builder.shared(owner, lowered(node, index, { scope, lower }) ?? code.constant(otherwise ?? Number.NaN));
  const [one, other] = [end(1, table.x.at(-1)), end(2, table.x[0])];
  const mode = code.constant(table.mode === 'extrapolate' ? beyond.extend : beyond.nearest);
  const list = [mode, code.binary('min', one, other), code.binary('max', one, other)];
  return ofPoints(scope, { procedure: 'tableArea', table, list });
}

function slope(node: Call, scope: Scope, lower: Lower): Code {
  const table = tableOf(node, scope, lower);
  const [input, mode] = [1, 2].map((index) => lowered(node, index, { scope, lower }));
  if (table === undefined || input === undefined || mode === undefined) return nothing;
  const known = new Map([
    [0, beyond.nearest],
    [1, beyond.extend],
    [-1, beyond.none],
  ]).get(constantOf(mode) ?? Number.NaN);
  if (known === undefined) {
    reportAt(scope, node.span, {
      code: 'wrong-value',
      message: `Cannot use ${node.name} with this mode: it is not the number 0, 1 or -1`,
      advice: 'write 0 for no slope beyond the points, 1 for that of the last line, -1 for :NA:',
    });
    return nothing;
  }
  return ofPoints(scope, { procedure: 'tableSlope', table, list: [code.constant(known), input] });
}
