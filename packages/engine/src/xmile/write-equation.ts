import { ownValue } from '../model/own-value.ts';
import { isConstantExpression } from '../equation/constant-expression.ts';
import type { Call, Expression, Reference, Subscript } from '../equation/expression.ts';
import { mapExpression, nodesOf } from '../equation/map-expression.ts';
import { isOnGrid, plainNumber } from '../equation/on-grid.ts';
import { parseEquation } from '../equation/parse.ts';
import { printExpression } from '../equation/print.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import type { Variable } from '../model/model.ts';
import { toId } from '../model/names.ts';
import { isXmileFunction } from './functions.ts';
import { inStandard } from './standard-functions.ts';
import { expandAggregates, starAll } from './write-aggregate.ts';
import { cannot, underscored, type WriteContext } from './write-context.ts';

/** The run's settings under XMILE's names. */
const settings: Readonly<Record<string, string>> = {
  time_step: 'DT',
  initial_time: 'STARTTIME',
  final_time: 'STOPTIME',
};

/**
 * An equation as XMILE writes it: underscores for spaces in names, functions under XMILE's names or said with those that it has.
 * What it has no word for is written as it stands, with a warning.
 */
export function toXmileEquation(
  context: WriteContext,
  given: { readonly equation: string; readonly variable: Pick<Variable, 'name' | 'dimensions'> },
): string {
  const { variable } = given;
  const { expression, diagnostics } = parseEquation(given.equation, { variable: variable.name });
  context.diagnostics.push(...diagnostics);
  if (expression === undefined) return '';
  const sampled = sampleAndHold(expression) ?? expression;
  const aggregated = expandAggregates(starAll(sampled, context), context);
  if (aggregated === undefined) {
    context.diagnostics.push(
      cannot(variable.name, 'aggregate over a part of a dimension that is no sum, product or extreme'),
    );
    return '';
  }
  const translated = mapExpression(aggregated, (node) => (node.kind === 'call' ? translateCall(node, context) : node));
  for (const node of nodesOf(translated)) {
    if (node.kind !== 'call' || isOwn(node, context) || isXmileFunction(node.name)) continue;
    context.diagnostics.push(onlyWeir(variable.name, node.name));
  }
  return printExpression(mapExpression(translated, (node) => respell(node, context)));
}

/** Whether a call is of the model's own: a graphical function, one of a module, or a macro. */
function isOwn({ name, qualified }: Call, { variables, model: { macros = [] } }: WriteContext): boolean {
  return qualified === true || variables.has(toId(name)) || macros.some((each) => toId(each.name) === toId(name));
}

/** SAMPLE IF TRUE as a whole equation: the value, or else what the variable itself was before. */
function sampleAndHold(expression: Expression): Expression | undefined {
  if (expression.kind !== 'call' || toId(expression.name) !== 'sample_if_true') return undefined;
  const [test, then, initial] = expression.arguments;
  if (test === undefined || then === undefined || initial === undefined) return undefined;
  const { span } = expression;
  const self: Expression = { kind: 'reference', name: 'SELF', subscripts: [], span };
  const otherwise: Expression = { kind: 'call', name: 'PREVIOUS', subscripts: [], arguments: [self, initial], span };
  return { kind: 'conditional', test, then, otherwise, span };
}

function translateCall(call: Call, context: WriteContext): Expression {
  if (isOwn(call, context)) return call;
  const [input, time, initial] = call.arguments;
  const fixed = toId(call.name) === 'delay_fixed' && input !== undefined && time !== undefined && initial !== undefined;
  // Stella's DELAY follows a delay time that changes; Vensim's keeps the first.
  if (fixed && isConstantExpression(time, context.variables)) {
    return { ...call, name: 'DELAY', arguments: [input, atLeastAStep(time, context), initial] };
  }
  if (isVensimInput(call)) return testInput(call, context);
  return inStandard(call) ?? call;
}

/** Vensim delays by a step at the least, Stella not at all where the time is less than half of one. */
function atLeastAStep(time: Expression, { model, variables }: WriteContext): Expression {
  const plain = plainNumber(time, variables);
  if (plain !== undefined && plain >= model.time.step) return time;
  const { span } = time;
  const step: Expression = { kind: 'reference', name: 'DT', subscripts: [], span };
  return { kind: 'call', name: 'MAX', subscripts: [], arguments: [time, step], span };
}

const vensimInputs: ReadonlySet<string> = new Set(['vensim_step', 'vensim_pulse', 'pulse_train']);

function isVensimInput({ name }: Call): boolean {
  return vensimInputs.has(toId(name));
}

/** A test input of Vensim's, which goes by the middle of the step and which methods other than Euler's must not follow within one. */
function testInput(call: Call, { model: { time }, variables }: WriteContext): Expression {
  const from = call.arguments[1];
  if (toId(call.name) === 'vensim_step' && from !== undefined && isOnGrid(from, { time, variables })) {
    return { ...call, name: 'STEP' };
  }
  return (time.method === 'euler' ? inStandard(call) : undefined) ?? call;
}

function respell(node: Expression, context: WriteContext): Expression {
  if (node.kind !== 'reference' && node.kind !== 'call') return node;
  return { ...node, name: spelled(node, context), subscripts: node.subscripts.map(respellSubscript) };
}

function spelled(node: Reference | Call, { variables }: WriteContext): string {
  if (node.qualified === true) return node.name.split('.').map(underscored).join('.');
  const known = variables.has(toId(node.name));
  const setting = node.kind === 'reference' && !known ? ownValue(settings, toId(node.name)) : undefined;
  return setting ?? underscored(node.name);
}

function respellSubscript(subscript: Subscript): Subscript {
  return subscript.kind === 'name' ? { ...subscript, name: underscored(subscript.name) } : subscript;
}

/** Weir reads it back; another tool may not. */
function onlyWeir(variable: string, name: string): Diagnostic {
  return {
    code: 'not-standard-xmile',
    severity: 'warning',
    message: `Cannot say the function "${name}" of "${variable}" in standard XMILE: it is written as it is, and other tools may refuse it`,
    advice: 'express it with standard functions if the file is for another tool',
    variable,
  };
}
