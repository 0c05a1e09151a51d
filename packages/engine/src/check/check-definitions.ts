import { parseEquation } from '../equation/parse.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import type { Definition, GraphicalFunction, TableDefinition, Variable } from '../model/model.ts';
import { toId } from '../model/names.ts';
import {
  isEquation,
  positionsOf,
  type CheckedDimension,
  type DefinitionCase,
  type DefinitionSet,
} from './checked-model.ts';
import { nearNames, suggestion } from '../model/near-names.ts';

/** What a variable's definitions are checked against. */
export interface DefinitionContext extends CaseContext {
  readonly dimensions: readonly CheckedDimension[];
  readonly known: ReadonlyMap<string, CheckedDimension>;
}

interface CaseContext {
  readonly variable: Variable;
  readonly report: (diagnostic: Diagnostic) => void;
}

/** Parses the definitions and finds which one each element follows; gaps and overlaps are reported. */
export function checkDefinitions(
  definitions: readonly (Definition | TableDefinition)[],
  context: DefinitionContext,
): DefinitionSet {
  const { variable, dimensions, report } = context;
  const size = dimensions.reduce((product, dimension) => product * dimension.elements.length, 1);
  const caseOf = Array.from({ length: size }, () => -1);
  const cases: DefinitionCase[] = [];
  let faulty = false;
  for (const definition of definitions) {
    cases.push(checkCase(definition, context));
    const covers = coverage(definition.subscripts, definition, context);
    const exceptions = (definition.except ?? []).map((list) => coverage(list, definition, context));
    if (covers === undefined || exceptions.some((each) => each === undefined)) {
      faulty = true;
      continue;
    }
    let overlap = false;
    for (const index of indicesIn(covers, dimensions)) {
      const isException = exceptions.some((sets) => {
        const positions = positionsOf(index, dimensions);
        return sets?.every((set, axis) => set.has(positions[axis] ?? -1));
      });
      if (isException) continue;
      if (caseOf[index] !== -1) overlap = true;
      else caseOf[index] = cases.length - 1;
    }
    if (overlap) {
      const message = `Cannot tell which definition of "${variable.name}" holds: [${definition.subscripts.join(', ')}] is defined more than once`;
      report(
        problem(context, 'overlapping-definitions', {
          message,
          advice: 'let each element have one equation',
          definition,
        }),
      );
    }
  }
  if (!faulty) reportGaps(caseOf, definitions.length, context);
  return { cases, caseOf };
}

/** The row-major indices of all elements whose position along each dimension is in that dimension's set. */
function indicesIn(sets: readonly ReadonlySet<number>[], dimensions: readonly CheckedDimension[]): readonly number[] {
  let indices: readonly number[] = [0];
  for (const [axis, dimension] of dimensions.entries()) {
    const positions = [...(sets[axis] ?? [])];
    const before = indices;
    indices = before.flatMap((index) => positions.map((position) => index * dimension.elements.length + position));
  }
  return indices;
}

function reportGaps(caseOf: readonly number[], count: number, context: DefinitionContext): void {
  const { variable, dimensions, report } = context;
  const missing = caseOf.flatMap((each, index) => (each === -1 ? [index] : []));
  if (missing.length === 0 || (variable.partial === true && count > 0)) return;
  if (count === 0) {
    const message = `Cannot compute "${variable.name}": it has no equation`;
    report(problem(context, 'missing-equation', { message, advice: 'write its equation' }));
    return;
  }
  const names = missing.slice(0, 5).map((index) => {
    const positions = positionsOf(index, dimensions);
    return dimensions.map((dimension, axis) => dimension.elements[positions[axis] ?? 0]).join(',');
  });
  const list =
    names.map((name) => `"${name}"`).join(', ') + (missing.length > 5 ? ` and ${missing.length - 5} more` : '');
  const message = `Cannot compute all of "${variable.name}": no equation is given for ${list}`;
  report(problem(context, 'missing-elements', { message, advice: 'add equations for them' }));
}

/** Parses one definition of a variable; what it gets wrong is reported. */
export function checkCase(definition: Definition | TableDefinition, context: CaseContext): DefinitionCase {
  const { variable, report } = context;
  const place = definition.place ?? variable.place;
  const table = definition.table === undefined ? undefined : withoutRepeats(definition.table);
  const checked: Writable<DefinitionCase> = { subscripts: definition.subscripts, text: '' };
  if (place !== undefined) checked.place = place;
  if (table !== undefined) {
    checked.table = table;
    checkTable(table, definition, context);
  }
  if (!isEquation(definition)) return checked;
  const { expression, diagnostics } = parseEquation(definition.equation, { place, variable: variable.name });
  for (const diagnostic of diagnostics) {
    report({
      ...diagnostic,
      message: diagnostic.message.replace('the equation:', `the equation of "${variable.name}":`),
    });
  }
  checked.text = definition.equation;
  if (expression !== undefined) checked.expression = expression;
  return checked;
}

type Writable<T> = { -readonly [Key in keyof T]: T[Key] };

/** A point that is given twice, as an editor leaves them where two were moved together, says nothing new the second time. */
function withoutRepeats(table: GraphicalFunction): GraphicalFunction {
  const { x, y } = table;
  const repeated = (index: number): boolean => index > 0 && x[index] === x[index - 1] && y[index] === y[index - 1];
  if (x.length !== y.length || !x.some((_, index) => repeated(index))) return table;
  const isKept = (_: number, index: number): boolean => !repeated(index);
  return { ...table, x: x.filter(isKept), y: y.filter(isKept) };
}

function checkTable(table: GraphicalFunction, definition: Definition | TableDefinition, context: CaseContext): void {
  const { x, y, mode } = table;
  const say = (what: string, advice: string): void => {
    const message = `Cannot use the graphical function of "${context.variable.name}": ${what}`;
    context.report(problem(context, 'bad-table', { message, advice, definition }));
  };
  if (x.length !== y.length) say(`it has ${x.length} x values but ${y.length} y values`, 'give one y for each x');
  else if (x.length === 0) say('it has no points', 'give at least one point');
  else if (![...x, ...y].every(Number.isFinite)) say('a point is not a finite number', 'correct the point');
  const fall = x.findIndex((value, index) => {
    const before = x[index - 1];
    return before !== undefined && (mode === 'discrete' ? value < before : value <= before);
  });
  if (fall === -1) return;
  if (x[fall] === x[fall - 1]) {
    say(
      `it has two values at x = ${x[fall]}`,
      'move one of the two points a little, to the side of the step that it is for',
    );
  } else {
    say(`x does not rise from ${x[fall - 1]} to ${x[fall]}`, 'put the points in rising order of x');
  }
}

/** For each dimension the positions that a list of subscripts covers; undefined where it cannot be resolved. */
function coverage(
  subscripts: readonly string[],
  definition: Definition | TableDefinition,
  context: DefinitionContext,
): readonly ReadonlySet<number>[] | undefined {
  const { dimensions, variable, report } = context;
  if (subscripts.length === 0) return dimensions.map((dimension) => new Set(dimension.positions.values()));
  if (subscripts.length !== dimensions.length) {
    const message = `Cannot place the definition [${subscripts.join(', ')}] of "${variable.name}": it has ${count(subscripts.length, 'subscript')} but the variable has ${count(dimensions.length, 'dimension')}`;
    report(
      problem(context, 'wrong-subscripts', { message, advice: 'give one subscript for each dimension', definition }),
    );
    return undefined;
  }
  const sets: ReadonlySet<number>[] = [];
  for (const [axis, dimension] of dimensions.entries()) {
    const set = covered(subscripts[axis] ?? '', dimension, context);
    if (set === undefined) {
      const found = subscripts[axis] ?? '';
      const near = nearNames(found, dimension.elements);
      const message = `Cannot find "${found}" in the dimension "${dimension.name}" of "${variable.name}"`;
      report({ ...problem(context, 'unknown-element', { message, advice: suggestion(near), definition }), near });
      return undefined;
    }
    sets.push(set);
  }
  return sets;
}

function covered(
  name: string,
  dimension: CheckedDimension,
  { known }: DefinitionContext,
): ReadonlySet<number> | undefined {
  const id = toId(name);
  if (id === dimension.id) return new Set(dimension.positions.values());
  const position = dimension.positions.get(id);
  if (position !== undefined) return new Set([position]);
  const part = known.get(id);
  if (part === undefined || part.root !== dimension.root) return undefined;
  const set = new Set<number>();
  for (const element of part.positions.keys()) {
    const at = dimension.positions.get(element);
    if (at !== undefined) set.add(at);
  }
  return set;
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}

function problem(
  { variable }: CaseContext,
  code: string,
  details: { message: string; advice: string; definition?: Definition | TableDefinition },
): Diagnostic {
  const place = details.definition?.place ?? variable.place;
  return {
    code,
    severity: 'error',
    message: details.message,
    advice: details.advice,
    variable: variable.name,
    ...(place === undefined ? {} : { place }),
  };
}
