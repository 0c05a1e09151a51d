import type { Expression, Reference } from '../equation/expression.ts';
import { mapExpression, nodesOf } from '../equation/map-expression.ts';
import { toId } from '../model/names.ts';
import { constantValue } from './constant.ts';
import { rangeOf, report, type Entry, type MdlContext, type MdlVariable } from './context.ts';
import { coveredElements } from './covered-elements.ts';
import { seriesKey } from './data-series.ts';
import { dataTables } from './data-variable.ts';
import { externalKind } from './external-call.ts';
import { externalTables, type ElementTable } from './external-series.ts';
import { signedNumber, type Statement } from './parse.ts';

type EquationEntry = Entry & { readonly statement: Extract<Statement, { kind: 'equation' }> };

/**
 * A data equation, `x := …`. Vensim computes it at the points of its data and takes values in between as the keyword says
 * (reference manual, Data Equations). Sums and multiples of data that are straight between points are the same at every
 * time: they are `computed`, as any equation is. What else there is is worked out here, at the points, as long as it holds
 * only numbers and data that share them; undefined, with a diagnostic, where it does not.
 */
export function dataEquation(context: MdlContext, entry: EquationEntry): ElementTable[] | 'computed' | undefined {
  const { statement, block, start } = entry;
  const { left, expression, data: mode = 'continuous' } = statement;
  if (mode === 'continuous' && degree(context, expression) !== undefined) return 'computed';
  const shifted = timeShift(expression);
  const tables = atPoints(context, { ...entry, statement: { ...statement, expression: shifted.of } });
  if (tables !== undefined) {
    return tables.map(({ subscripts, table }) => {
      const x = table.x.map((each) => each - shifted.by);
      return { subscripts, table: { x, y: table.y, mode } };
    });
  }
  report(context, {
    code: 'unsupported-construct',
    message: `Cannot run the data equation of "${left.name}": Weir has sums and multiples of data that are interpolated, and what can be worked out from numbers and from data at the same points`,
    advice: 'use the data in an ordinary equation, with "="',
    offset: mode === 'continuous' ? block.offset + expression.span.start : start,
    variable: left.name,
  });
  return undefined;
}

/** TIME SHIFT(data, by): data `by` earlier. Otherwise the expression itself, not moved. */
function timeShift(expression: Expression): { readonly of: Expression; readonly by: number } {
  if (expression.kind !== 'call' || expression.name.toUpperCase() !== 'TIME SHIFT') return { of: expression, by: 0 };
  const [of, amount] = expression.arguments;
  const by = amount && signedNumber(amount);
  return of?.kind !== 'reference' || by === undefined ? { of: expression, by: 0 } : { of, by };
}

/** The values of an expression of data at their points, for each element of the left side. */
function atPoints(context: MdlContext, entry: EquationEntry): ElementTable[] | undefined {
  const { left, expression } = entry.statement;
  const references = nodesOf(expression).flatMap((node) => (node.kind === 'reference' ? [node] : []));
  const known = new Map<MdlVariable, ReadonlyMap<string, ElementTable>>();
  const tables: ElementTable[] = [];
  for (const subscripts of coveredElements(context, entry) ?? []) {
    const bound = new Map(left.subscripts.map((each, axis) => [toId(each) as string, subscripts[axis] ?? '']));
    const own = new Map<Reference, ElementTable['table']>();
    for (const reference of references) {
      const found = tableOf(context, reference, { bound, known });
      if (found === undefined) return undefined;
      own.set(reference, found.table);
    }
    const [first, ...others] = [...own.values()];
    if (first === undefined || others.some((each) => each.x.join() !== first.x.join())) return undefined;
    const y = first.x.map((_, at) =>
      constantValue(
        mapExpression(expression, (node) =>
          node.kind === 'reference'
            ? { kind: 'number', value: own.get(node)?.y[at] ?? Number.NaN, span: node.span }
            : node,
        ),
        () => undefined,
      ),
    );
    const values = y.filter((value): value is number => value !== undefined && Number.isFinite(value));
    if (values.length < y.length) return undefined;
    tables.push({ subscripts, table: { ...first, y: values } });
  }
  return tables;
}

/** The table of the element that a reference to data means. */
function tableOf(
  context: MdlContext,
  { name, subscripts }: Reference,
  given: {
    readonly bound: ReadonlyMap<string, string>;
    readonly known: Map<MdlVariable, ReadonlyMap<string, ElementTable>>;
  },
): ElementTable | undefined {
  const variable = context.variables.get(toId(name));
  if (variable === undefined) return undefined;
  const tables = given.known.get(variable) ?? dataOf(context, variable);
  given.known.set(variable, tables);
  const elements = subscripts.flatMap((each) => {
    const element = each.kind === 'name' ? given.bound.get(toId(each.name)) : undefined;
    if (element !== undefined || each.kind !== 'name') return element ?? [];
    return rangeOf(context, each.name) === undefined ? [each.name] : [];
  });
  return elements.length < subscripts.length ? undefined : tables.get(seriesKey('', elements));
}

/** The tables of a data variable by element; none where it is no data. Faults are told where the variable itself is read. */
function dataOf(context: MdlContext, { entries }: MdlVariable): ReadonlyMap<string, ElementTable> {
  const silent = { ...context, diagnostics: [] };
  const tables = entries.flatMap((entry) => {
    const { statement } = entry;
    if (statement.kind === 'data') return dataTables(silent, { ...entry, statement }) ?? [];
    if (statement.kind !== 'external' || externalKind(statement.call) !== 'data') return [];
    return externalTables(silent, { ...entry, statement }) ?? [];
  });
  return new Map(tables.map((table) => [seriesKey('', table.subscripts), table]));
}

/** 0 for what is constant, 1 for what is straight wherever the data are; undefined for anything else. */
function degree(context: MdlContext, expression: Expression): 0 | 1 | undefined {
  switch (expression.kind) {
    case 'number':
      return 0;
    case 'unary':
      return expression.operator === 'not' ? undefined : degree(context, expression.operand);
    case 'reference': {
      const variable = context.variables.get(toId(expression.name));
      return variable === undefined ? undefined : ofVariable(variable);
    }
    case 'binary': {
      const [left, right] = [degree(context, expression.left), degree(context, expression.right)];
      if (left === undefined || right === undefined) return undefined;
      if (expression.operator === '+' || expression.operator === '-') return left === 1 || right === 1 ? 1 : 0;
      if (expression.operator === '*' && left + right < 2) return left === 1 || right === 1 ? 1 : 0;
      return expression.operator === '/' && right === 0 ? left : undefined;
    }
    default:
      return undefined;
  }
}

function ofVariable({ entries }: MdlVariable): 0 | 1 | undefined {
  const kinds = entries.map(({ statement }): 0 | 1 | undefined => {
    if (statement.kind === 'list') return 0;
    if (statement.kind === 'equation') {
      if (statement.data === 'continuous') return 1;
      return statement.expression.kind === 'number' ? 0 : undefined;
    }
    if (statement.kind === 'external' && externalKind(statement.call) === 'constants') return 0;
    return (statement.kind === 'external' || statement.kind === 'data') && statement.mode === 'continuous'
      ? 1
      : undefined;
  });
  if (kinds.includes(undefined)) return undefined;
  return kinds.includes(1) ? 1 : 0;
}
