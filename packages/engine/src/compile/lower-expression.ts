import { nodesOf } from '../equation/map-expression.ts';
import { findFunction, functionCatalogue, isRefusedFunction } from '../check/function-catalogue.ts';
import type { FunctionEntry } from '../check/functions/entry.ts';
import { nearNames, suggestion } from '../model/near-names.ts';
import type { BinaryOperator, Call, Expression } from '../equation/expression.ts';
import type { GraphicalFunction } from '../model/model.ts';
import { toId } from '../model/names.ts';
import { code } from './code.ts';
import { dataFunctions } from './lower-data.ts';
import { aggregates } from './lower-aggregates.ts';
import { functions } from './lower-functions.ts';
import { collectIterators, isAggregate, iterate } from './iterators.ts';
import { knownOffset, lowerReference, nothing } from './lower-reference.ts';
import { lowerTableCall } from './lower-tables.ts';
import type { BinaryCode, Code } from './program.ts';
import { reportAt, type Scope } from './scope.ts';
import { wholeFunctions } from './whole-functions.ts';

const binaryCodes: Readonly<Record<BinaryOperator, BinaryCode>> = {
  '+': 'add',
  '-': 'subtract',
  '*': 'multiply',
  '/': 'divide',
  '^': 'power',
  mod: 'modulo',
  '=': 'equal',
  '<>': 'unequal',
  '<': 'less',
  '<=': 'lessOrEqual',
  '>': 'greater',
  '>=': 'greaterOrEqual',
  and: 'and',
  or: 'or',
};

/**
 * The code of an expression for one element of its variable. Functions with memory put slots of their own into the builder.
 * Problems are reported; NaN stands where one was.
 */
export function lowerExpression(expression: Expression, scope: Scope): Code {
  switch (expression.kind) {
    case 'number':
      return code.constant(expression.value);
    case 'reference':
      return lowerName(expression, scope);
    case 'unary': {
      const operand = lowerExpression(expression.operand, scope);
      if (expression.operator === '+') return operand;
      if (expression.operator === 'not') return code.unary('not', operand);
      return operand.op === 'constant' ? code.constant(-operand.value) : code.unary('negate', operand);
    }
    case 'binary':
      return code.binary(
        binaryCodes[expression.operator],
        lowerExpression(expression.left, scope),
        lowerExpression(expression.right, scope),
      );
    case 'conditional':
      return code.select(
        lowerExpression(expression.test, scope),
        lowerExpression(expression.then, scope),
        lowerExpression(expression.otherwise, scope),
      );
    case 'call':
      return lowerCall(expression, scope);
  }
}

/** A name without brackets: a variable, or one of the built-ins that take no argument, in that order. */
function lowerName(node: Extract<Expression, { kind: 'reference' }>, scope: Scope): Code {
  if (node.subscripts.length === 0 && !scope.model.variables.has(toId(node.name))) {
    const entry = findFunction(node.name);
    if (entry !== undefined && entry.arguments.length === 0)
      return callFunction(entry, { ...node, kind: 'call', arguments: [] }, scope);
  }
  return lowerReference(node, scope, lowerExpression);
}

function lowerCall(node: Call, scope: Scope): Code {
  if (node.outputs !== undefined) {
    reportAt(scope, node.span, {
      code: 'wrong-arguments',
      message: `Cannot call "${node.name}" with further outputs: it is no macro`,
      advice: 'take out the colon and the names after it, or define the macro',
    });
    return nothing;
  }
  const target = scope.model.variables.get(toId(node.name));
  if (target?.variable.kind === 'lookup') return lowerTableCall(target, node, { scope, lower: lowerExpression });
  const entry = findFunction(node.name);
  if (entry !== undefined) return callFunction(entry, node, scope);
  if (isRefusedFunction(node.name)) {
    reportAt(scope, node.span, {
      code: 'unsupported-function',
      message: `Cannot compute "${node.name}": this function is not supported yet`,
      advice: 'replace it by functions that are',
    });
  } else if (target !== undefined) {
    reportAt(scope, node.span, {
      code: 'not-a-function',
      message: `Cannot apply "${node.name}" to an input: it is a ${target.variable.kind}, not a function`,
      advice: 'put an operator before the bracket',
    });
  } else if (!scope.model.unread.has(toId(node.name))) {
    const lookups = [...scope.model.variables.values()].filter((each) => each.variable.kind === 'lookup');
    const near = nearNames(node.name, [
      ...functionCatalogue.map((each) => each.name),
      ...lookups.map((each) => each.variable.name),
    ]);
    reportAt(scope, node.span, {
      code: 'unknown-function',
      message: `Cannot find the function "${node.name}"`,
      advice: suggestion(near),
      near,
    });
  }
  return nothing;
}

function callFunction(entry: FunctionEntry, node: Call, scope: Scope): Code {
  if (!checkArguments(entry, node, scope)) return nothing;
  const whole = wholeFunctions.get(entry.name);
  if (whole !== undefined) {
    scope.builder.watched.add(scope.owner);
    return whole({ ...node, name: entry.name }, scope, lowerExpression);
  }
  const ofData = dataFunctions.get(entry.name);
  if (ofData !== undefined) {
    const data = dataOf(node, scope);
    const list = node.arguments.slice(1).map((each) => lowerExpression(each, scope));
    return data === undefined ? nothing : ofData(data, list, scope);
  }
  const [first] = node.arguments;
  const aggregate = aggregates.get(entry.name);
  if (first !== undefined && aggregate !== undefined && isAggregate(node)) {
    const iterators = collectIterators(first, scope);
    if (iterators.length === 0) {
      if (namesUnread(first, scope)) return nothing;
      reportAt(scope, node.span, {
        code: 'needs-array',
        message: `Cannot take ${entry.name} of a single number`,
        advice:
          entry.arguments[0]?.array === true
            ? `name an array and what to run over, as in ${entry.name}(x[*])`
            : 'give two or more values, or an array',
      });
      return nothing;
    }
    return aggregate(
      iterate(iterators, first, scope).map((each) => lowerExpression(first, each)),
      scope,
    );
  }
  const list = node.arguments.flatMap((each) => spread(each, { entry, scope }));
  const lower = functions.get(entry.name);
  if (lower === undefined) throw new TypeError(`Cannot lower the built-in "${entry.name}": it has no lowering`);
  return lower(list, { scope, node });
}

/** An argument's code; in MIN and MAX, that of each element of an array which the definition does not run over, as in `MAX(x, 0)`. */
function spread(argument: Expression, { entry, scope }: { entry: FunctionEntry; scope: Scope }): readonly Code[] {
  if (entry.name !== 'MIN' && entry.name !== 'MAX') return [lowerExpression(argument, scope)];
  const open = collectIterators(argument, scope).filter(
    ({ dimension: { id, root } }) => !scope.bindings.has(id) && !scope.bindings.has(root),
  );
  return iterate(open, argument, scope).map((each) => lowerExpression(argument, each));
}

function checkArguments(entry: FunctionEntry, node: Call, scope: Scope): boolean {
  const most = entry.repeats === true ? Number.POSITIVE_INFINITY : entry.arguments.length;
  const least = entry.arguments.filter((each) => each.optional !== true).length;
  const given = node.arguments.length;
  if (given >= least && given <= most) return true;
  const needed =
    least === most ? `${least}` : most === Number.POSITIVE_INFINITY ? `${least} or more` : `${least} to ${most}`;
  const list = entry.arguments.map((each) => (each.optional === true ? `[${each.name}]` : each.name)).join(', ');
  reportAt(scope, node.span, {
    code: 'wrong-arguments',
    message: `Cannot use ${entry.name} with ${given} argument${given === 1 ? '' : 's'}: it takes ${needed}`,
    advice: `write ${entry.name}(${list})`,
  });
  return false;
}

/** The table of a call's first argument, where that is a variable that follows a table in time; otherwise reported. */
function dataOf(node: Call, scope: Scope): GraphicalFunction | undefined {
  const [data] = node.arguments;
  const target = data?.kind === 'reference' ? scope.model.variables.get(toId(data.name)) : undefined;
  if (data?.kind === 'reference' && target !== undefined && target.variable.kind !== 'lookup') {
    const offset = knownOffset(target, data, { scope, lower: lowerExpression });
    if (offset === undefined) return undefined;
    const own = target.value.cases[target.value.caseOf[offset] ?? -1];
    const input = own?.expression;
    if (own?.table !== undefined && input?.kind === 'reference' && toId(input.name) === 'time') return own.table;
  }
  reportAt(scope, data?.span ?? node.span, {
    code: 'needs-data',
    message: `Cannot use ${node.name}: its first argument is not data, a variable with a table over TIME`,
    advice: 'name a data variable',
  });
  return undefined;
}

/** Whether an expression rests on something that could not be read, which has been reported. */
function namesUnread(expression: Expression, { model }: Scope): boolean {
  return nodesOf(expression).some((node) => node.kind === 'reference' && model.unread.has(toId(node.name)));
}
