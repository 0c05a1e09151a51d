import type { Call, Expression } from '../equation/expression.ts';
import { toId } from '../model/names.ts';
import { neededArguments, type PreparedMacro } from './macro-definitions.ts';
import { spanKey, type Scope } from './macro-scope.ts';

/** Why a call cannot be made: what follows the words "Cannot call the macro … in …". */
export interface CallFault {
  readonly code: string;
  readonly what: string;
  readonly advice: string;
}

const deepest = 100;

/** What stands against a call of a macro; `runs` tells an argument that stands for many numbers in an aggregate. */
export function callFault(
  node: Call,
  { macro, scope, runs }: { macro: PreparedMacro; scope: Scope; runs: (argument: Expression) => boolean },
): CallFault | undefined {
  const { parameters, outputs } = macro.macro;
  if (scope.trail.includes(macro)) {
    const circle = [...scope.trail.slice(scope.trail.indexOf(macro)), macro].map((each) => each.macro.name).join(' → ');
    return {
      code: 'recursive-macro',
      what: `: it calls itself, ${circle}`,
      advice: 'put a stock or a delay there, or write the equation out',
    };
  }
  const given = node.arguments.length;
  if (given < macro.least || given > parameters.length) {
    return {
      code: 'wrong-arguments',
      what: ` with ${given} argument${given === 1 ? '' : 's'}`,
      advice: `it needs ${neededArguments(macro)}`,
    };
  }
  if (node.outputs !== undefined && node.outputs.length !== outputs.length) {
    const needed = outputs.length === 0 ? 'it has none' : `it has ${outputs.map((each) => `"${each}"`).join(', ')}`;
    return {
      code: 'wrong-arguments',
      what: ` with ${node.outputs.length} further output${node.outputs.length === 1 ? '' : 's'}`,
      advice: needed,
    };
  }
  if (node.outputs !== undefined && scope.body !== undefined) {
    return {
      code: 'unsupported-construct',
      what: ': further outputs inside a macro are not supported yet',
      advice: 'take them in an equation of the model',
    };
  }
  const axes = scope.owner.dimensions.map(toId);
  if (new Set(axes).size < axes.length) {
    return {
      code: 'unsupported-construct',
      what: ', an array with one dimension twice: this is not supported yet',
      advice: 'write the equation out without the macro',
    };
  }
  if (scope.inArray) {
    return {
      code: 'unsupported-construct',
      what: ', an array inside a macro: this is not supported yet',
      advice: 'write the equation out without the macro',
    };
  }
  const arrayed = [...macro.locals.values()].find((each) => each.dimensions.length > 0);
  if (arrayed !== undefined && axes.length > 0) {
    return {
      code: 'unsupported-construct',
      what: `, an array: its variable "${arrayed.name}" is an array too, which is not supported yet`,
      advice: 'call it in an equation for a single number',
    };
  }
  if (scope.aggregated.has(spanKey(node)) && node.arguments.some((each) => runs(each))) {
    return {
      code: 'unsupported-construct',
      what: ' for each element of a sum or another aggregate: this is not supported yet',
      advice: 'give the call a variable of its own, arrayed, and sum over that',
    };
  }
  if (scope.trail.length >= deepest) {
    return { code: 'too-deep', what: `: macros call each other more than ${deepest} deep`, advice: 'use fewer macros' };
  }
  return undefined;
}
