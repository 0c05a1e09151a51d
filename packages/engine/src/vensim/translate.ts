import { ownValue } from '../model/own-value.ts';
import type { Call, Expression, Reference, Subscript } from '../equation/expression.ts';
import { mapExpression, nodesOf } from '../equation/map-expression.ts';
import { printExpression } from '../equation/print.ts';
import { toId } from '../model/names.ts';
import { nearNames, suggestion } from '../model/near-names.ts';
import { rangeOf, report, spelling, type MdlContext, type MdlVariable } from './context.ts';
import { fromVensim, isVensimFunction, vensimFunctionNames } from './functions.ts';
import { mappedElement } from './ranges.ts';

/** Where an expression stands. */
export interface Scope {
  readonly context: MdlContext;
  readonly variable: string;
  /** Where the entry starts in the file, so that spans become places. */
  readonly offset: number;
  /** The subscripts of the left side. */
  readonly left: readonly string[];
  /** If the definition is written out for one element: the element of each range of the left side, by canonical name. */
  readonly bound: ReadonlyMap<string, string>;
}

const builtIns: Readonly<Record<string, string>> = {
  time: 'TIME',
  time_step: 'DT',
  initial_time: 'STARTTIME',
  final_time: 'STOPTIME',
};

/** A Vensim expression as text in Weir's dialect; what it cannot say is reported. */
export function translateExpression(expression: Expression, scope: Scope): string {
  const counted = mapExpression(expression, (node) => countElements(node, scope));
  return printExpression(mapExpression(counted, (node) => translateNode(node, scope)));
}

/**
 * Whether the definition must be written out element by element: it uses a range that is not on the left side (a mapping),
 * or a range as a number whose elements are not numbered from 1 in the range itself.
 */
export function needsExpansion(expression: Expression, scope: Scope): boolean {
  const { context, left } = scope;
  const ids = new Set(left.map((name) => toId(name) as string));
  const foreign = (subscript: Subscript): boolean =>
    subscript.kind === 'name' && rangeOf(context, subscript.name) !== undefined && !ids.has(toId(subscript.name));
  const counted = mapExpression(expression, (node) => countElements(node, scope));
  return nodesOf(counted).some((node) => {
    if (node.kind !== 'reference' && node.kind !== 'call') return false;
    if (node.subscripts.some(foreign)) return true;
    const isRange = !context.variables.has(toId(node.name)) && rangeOf(context, node.name) !== undefined;
    return node.kind === 'reference' && node.subscripts.length === 0 && isRange;
  });
}

/** ELMCOUNT(range) is a number. */
function countElements(node: Expression, { context }: Scope): Expression {
  if (node.kind !== 'call' || node.name.toUpperCase() !== 'ELMCOUNT') return node;
  const [of] = node.arguments;
  const range = of?.kind === 'reference' ? rangeOf(context, of.name) : undefined;
  return range === undefined ? node : { kind: 'number', value: range.elements.length, span: node.span };
}

function translateNode(node: Expression, scope: Scope): Expression {
  if (node.kind !== 'reference' && node.kind !== 'call') return node;
  const subscripts = node.subscripts.map((each) => translateSubscript(each, scope));
  const { variables, macros, inside } = scope.context;
  const id = toId(node.name);
  const known = variables.get(id);
  const isFunction = node.kind === 'call' && (macros.has(id) || isVensimFunction(node.name));
  if (known !== undefined && !(isFunction && !isTable(known))) return { ...node, name: known.name, subscripts };
  const parameter = inside?.parameters.get(id);
  if (parameter !== undefined && !isFunction) return { ...node, name: parameter, subscripts };
  if (inside !== undefined && node.name.endsWith('$')) return translateOutside({ ...node, subscripts }, scope);
  const macro = macros.get(id);
  if (macro !== undefined && node.kind === 'call') return { ...node, name: macro, subscripts };
  if (node.kind === 'call' && node.outputs !== undefined) return refuseOutputs(node, scope);
  if (node.kind === 'reference') return translateReference({ ...node, subscripts }, scope);
  const translated = fromVensim({ ...node, subscripts });
  if (translated === 'unknown') {
    const name = node.name.toUpperCase();
    if (name === 'A FUNCTION OF') return refuseUnfinished(node, scope);
    // A function that is read in some forms is not what was misspelt.
    const isKnown = vensimFunctionNames.includes(name);
    const near = isKnown ? [] : nearNames(node.name, vensimFunctionNames);
    const advice = 'express it with other functions, or take the variable out';
    report(scope.context, {
      code: 'unsupported-function',
      message: `Cannot run the function "${name}" of "${scope.variable}"${isKnown ? ' with these arguments' : ''}: Weir does not support it yet`,
      advice: near.length === 0 ? advice : `${suggestion(near)}; otherwise ${advice}`,
      near,
      offset: scope.offset + node.span.start,
      variable: scope.variable,
    });
    return node;
  }
  if (translated === 'wrong-arguments') {
    report(scope.context, {
      code: 'wrong-arguments',
      message: `Cannot use "${node.name.toUpperCase()}" in "${scope.variable}" with ${node.arguments.length} arguments`,
      advice: 'give it the arguments that Vensim asks for',
      offset: scope.offset + node.span.start,
      variable: scope.variable,
    });
    return node;
  }
  if (/^RANDOM /i.test(node.name)) warnOfRandomNumbers(scope, node.span.start);
  return translated;
}

/** What Vensim writes for a variable that has been drawn and has no equation yet. */
function refuseUnfinished(node: Call, { context, offset, variable }: Scope): Expression {
  report(context, {
    code: 'unsupported-function',
    message: `Cannot compute "${variable}": its equation is unfinished, A FUNCTION OF only lists what it depends on`,
    advice: 'write the equation',
    offset: offset + node.span.start,
    variable,
  });
  return node;
}

/** Once a model: Vensim's generator is its own, so only the distributions can be the same. */
function warnOfRandomNumbers({ context, offset, variable }: Scope, at: number): void {
  if (context.diagnostics.some(({ code }) => code === 'random-numbers')) return;
  context.diagnostics.push({
    code: 'random-numbers',
    severity: 'warning',
    message: `Cannot give the random numbers that Vensim gives, as in "${variable}": the distributions are the same, the numbers are not`,
    advice: 'compare means and spreads over many seeds, not single runs',
    place: context.placeOf(offset + at),
    variable,
  });
}

function isTable({ entries }: MdlVariable): boolean {
  return entries.some(({ statement }) => statement.kind === 'table' || statement.kind === 'external');
}

/** `NAME$` inside a macro: the model's variable, or its clock. */
function translateOutside(node: Call | Reference, scope: Scope): Expression {
  const name = node.name.slice(0, -1).trim();
  const id = toId(name);
  const variable = scope.context.inside?.model.get(id);
  const isClock = ownValue(builtIns, id) !== undefined || id === 'saveper';
  if (node.kind === 'reference' && isClock) return translateReference({ ...node, name }, scope);
  return { ...node, name: `.${variable?.name ?? name}`, qualified: true };
}

function refuseOutputs(node: Call, { context, offset, variable }: Scope): Expression {
  report(context, {
    code: 'wrong-arguments',
    message: `Cannot use "${node.name}" in "${variable}" with further outputs after a colon: it is no macro`,
    advice: 'take out the colon and the names after it, or define the macro',
    offset: offset + node.span.start,
    variable,
  });
  return node;
}

function translateReference(node: Expression & { kind: 'reference' }, scope: Scope): Expression {
  const id: string = toId(node.name);
  const { context } = scope;
  const builtIn = ownValue(builtIns, id);
  if (builtIn !== undefined) return { ...node, name: builtIn };
  const [mark] = node.subscripts;
  if (mark?.kind === 'wildcard') return positionInAggregate(node, scope);
  if (id === 'saveper') return { kind: 'number', value: context.time.saveEvery ?? context.time.step, span: node.span };
  // A range or element as a number is its place in the family's whole range.
  const element = rangeOf(context, id) === undefined ? id : toId(boundElement(id, scope) ?? '');
  const root = context.ranges.rootOfElement.get(element);
  return root === undefined ? node : { kind: 'number', value: root.ids.indexOf(element) + 1, span: node.span };
}

/** `range!` as a number. The engine counts in the range itself, Vensim in the family's whole range. */
function positionInAggregate(node: Expression & { kind: 'reference' }, scope: Scope): Expression {
  const { context } = scope;
  const range = rangeOf(context, node.name);
  const root = context.ranges.byId.get(range?.root ?? '');
  if (range !== undefined && range.ids.every((id, index) => root?.ids[index] === id)) {
    return { ...node, name: range.name, subscripts: [] };
  }
  report(context, {
    code: 'unsupported-construct',
    message: `Cannot use "${node.name}!" as a number in "${scope.variable}": its elements are not the first of their family`,
    advice: 'keep the numbers in an array of their own',
    offset: scope.offset + node.span.start,
    variable: scope.variable,
  });
  return { ...node, subscripts: [] };
}

function translateSubscript(subscript: Subscript, scope: Scope): Subscript {
  const { context } = scope;
  if (subscript.kind === 'wildcard') {
    return subscript.of === undefined ? subscript : { ...subscript, of: spelling(context, subscript.of) };
  }
  if (subscript.kind === 'expression' || subscript.kind === 'range') return subscript;
  const range = rangeOf(context, subscript.name);
  if (range === undefined || scope.bound.size === 0) return { ...subscript, name: spelling(context, subscript.name) };
  const element = boundElement(subscript.name, scope);
  if (element === undefined) {
    report(context, {
      code: 'unmapped-subscript',
      message: `Cannot tell which element of "${range.name}" is meant in "${scope.variable}": the left side has ${scope.left.map((name) => `"${name}"`).join(', ')}`,
      advice: 'use a range of the left side, or one that is mapped to it',
      offset: scope.offset + subscript.span.start,
      variable: scope.variable,
    });
  }
  return { ...subscript, name: element ?? range.name };
}

/** The element that a range stands for where the left side stands for one element. */
function boundElement(name: string, { context, bound }: Scope): string | undefined {
  const id: string = toId(name);
  const own = bound.get(id);
  if (own !== undefined) return own;
  const range = rangeOf(context, name);
  if (range === undefined) return undefined;
  for (const [leftId, element] of bound) {
    const from = rangeOf(context, leftId);
    const mapped = from && mappedElement(context.ranges, { range, from, element: toId(element) });
    if (mapped !== undefined) return mapped;
  }
  return undefined;
}
