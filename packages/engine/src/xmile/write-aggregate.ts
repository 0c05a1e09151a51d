import type { Call, Expression, Subscript } from '../equation/expression.ts';
import { mapExpression, nodesOf } from '../equation/map-expression.ts';
import { toId } from '../model/names.ts';
import type { WriteContext } from './write-context.ts';

/** More terms than this make an equation that no one can read, or a tool open. */
const MOST_TERMS = 1000;

/** `*:Dimension` as XMILE's plain `*`, where that is the whole dimension of the variable at that place. */
export function starAll(expression: Expression, { variables }: WriteContext): Expression {
  return mapExpression(expression, (node) => {
    if (node.kind !== 'reference' && node.kind !== 'call') return node;
    const dimensions = variables.get(toId(node.name))?.dimensions ?? [];
    const subscripts = node.subscripts.map((each, axis): Subscript => {
      const whole = each.kind === 'wildcard' && each.of !== undefined && toId(each.of) === toId(dimensions[axis] ?? '');
      return whole ? { kind: 'wildcard', span: each.span } : each;
    });
    return subscripts.every((each, axis) => each === node.subscripts[axis]) ? node : { ...node, subscripts };
  });
}

/**
 * Aggregates over a part of a dimension, which XMILE lacks, written out term by term. Undefined where the aggregate is none that terms
 * can be joined for, or has too many of them.
 */
export function expandAggregates(expression: Expression, context: WriteContext): Expression | undefined {
  let failed = false;
  const changed = mapExpression(expression, (node) => {
    if (node.kind !== 'call' || context.variables.has(toId(node.name)) || !isAggregate(node)) return node;
    if (!node.arguments.some((each) => nodesOf(each).some((part) => partsIn(part).length > 0))) return node;
    const written = writeOut(node, context);
    failed ||= written === undefined;
    return written ?? node;
  });
  const left = nodesOf(changed).some((node) => partsIn(node).length > 0);
  return failed || left ? undefined : changed;
}

function isAggregate({ name, arguments: list }: Call): boolean {
  return /^(?:SUM|PROD|MEAN|SIZE|STDDEV|VMIN|VMAX)$/i.test(name) || (/^(?:MIN|MAX)$/i.test(name) && list.length === 1);
}

function writeOut(call: Call, context: WriteContext): Expression | undefined {
  const [argument, ...others] = call.arguments;
  if (argument === undefined || others.length > 0) return undefined;
  // A plain `*` beside a part would run over something else than the part.
  const mixed = nodesOf(argument).some(
    (node) => 'subscripts' in node && node.subscripts.some((each) => each.kind === 'wildcard' && each.of === undefined),
  );
  const terms = mixed ? undefined : termsOf(argument, context);
  const [first, ...rest] = terms ?? [];
  if (first === undefined) return undefined;
  const { span } = call;
  const binary = (operator: '+' | '*' | '/', left: Expression, right: Expression): Expression => ({
    kind: 'binary',
    operator,
    left,
    right,
    span,
  });
  const count: Expression = { kind: 'number', value: rest.length + 1, span };
  switch (call.name.toUpperCase()) {
    case 'SUM':
      return rest.reduce((sum, term) => binary('+', sum, term), first);
    case 'PROD':
      return rest.reduce((product, term) => binary('*', product, term), first);
    case 'MEAN':
      return binary(
        '/',
        rest.reduce((sum, term) => binary('+', sum, term), first),
        count,
      );
    case 'SIZE':
      return count;
    case 'MIN':
    case 'MAX':
    case 'VMIN':
    case 'VMAX': {
      const name = call.name.toUpperCase().replace('V', '');
      return rest.reduce(
        (made, term) => ({ kind: 'call', name, subscripts: [], arguments: [made, term], span }),
        first,
      );
    }
    default:
      return undefined;
  }
}

/** The argument for each combination of elements, the last part varying fastest, as `compile/iterators.ts` has it. */
function termsOf(argument: Expression, { model }: WriteContext): Expression[] | undefined {
  const keys = new Map<string, readonly string[]>();
  for (const { key, of } of nodesOf(argument).flatMap(partsIn)) {
    const dimension = model.dimensions.find(({ name }) => toId(name) === toId(of));
    if (dimension === undefined) return undefined;
    keys.set(key, dimension.elements);
  }
  if ([...keys.values()].reduce((count, list) => count * list.length, 1) > MOST_TERMS) return undefined;
  let choices: ReadonlyMap<string, string>[] = [new Map()];
  for (const [key, elements] of keys) {
    choices = choices.flatMap((choice) => elements.map((name) => new Map(choice).set(key, name)));
  }
  return choices.map((choice) => mapExpression(argument, (node) => at(node, choice)));
}

/** The node with each iterator at one element. */
function at(node: Expression, choice: ReadonlyMap<string, string>): Expression {
  if (node.kind !== 'reference' && node.kind !== 'call') return node;
  const own = partsIn(node);
  if (own.length === 0) return node;
  const subscripts = node.subscripts.map((each, axis): Subscript => {
    const name = choice.get(own.find((one) => one.axis === axis)?.key ?? '');
    return name === undefined ? each : { kind: 'name', name, span: each.span };
  });
  return { ...node, subscripts };
}

/** The subscripts `*:part` of one node; the second of a part in one reference runs by itself. */
function partsIn(node: Expression): { axis: number; of: string; key: string }[] {
  if (node.kind !== 'reference' && node.kind !== 'call') return [];
  const counts = new Map<string, number>();
  return node.subscripts.flatMap((each, axis) => {
    if (each.kind !== 'wildcard' || each.of === undefined) return [];
    const count = counts.get(toId(each.of)) ?? 0;
    counts.set(toId(each.of), count + 1);
    return [{ axis, of: each.of, key: `${toId(each.of)}#${count}` }];
  });
}
