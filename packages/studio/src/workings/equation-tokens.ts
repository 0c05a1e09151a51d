import { parseEquation, toId } from '@weir/engine';
import type { Expression, Subscript, VariableId } from '@weir/engine';

/** A piece of an equation's text; `variable` where it is the name of one. */
export interface EquationToken {
  readonly text: string;
  readonly variable?: VariableId;
}

/**
 * An equation's own text cut up so that each variable's name can be a link. The pieces put together give the text
 * again. Text that cannot be parsed is one piece.
 *
 * @example
 * ```ts
 * equationTokens('staff * 2', new Set([toId('staff')])); // [{ text: 'staff', variable: 'staff' }, { text: ' * 2' }]
 * ```
 */
export function equationTokens(text: string, known: ReadonlySet<VariableId>): EquationToken[] {
  const { expression } = parseEquation(text);
  if (expression === undefined) return [{ text }];
  const tokens: EquationToken[] = [];
  let at = 0;
  for (const { name, start } of namesIn(expression, text)) {
    const variable = toId(name.text);
    if (!known.has(variable) || start < at) continue;
    if (start > at) tokens.push({ text: text.slice(at, start) });
    at = start + name.raw.length;
    tokens.push({ text: name.raw, variable });
  }
  if (at < text.length) tokens.push({ text: text.slice(at) });
  return tokens;
}

/** Every variable that the equation names, in the order of its text, each once. */
export function equationInputs(text: string, known: ReadonlySet<VariableId>): VariableId[] {
  return [
    ...new Set(equationTokens(text, known).flatMap(({ variable }) => (variable === undefined ? [] : [variable]))),
  ];
}

interface Named {
  readonly name: { readonly text: string; readonly raw: string };
  readonly start: number;
}

function namesIn(expression: Expression, text: string): Named[] {
  const found: Named[] = [];
  visit(expression, (node) => {
    // A span may begin with the brackets round the name.
    const lead = /^[\s(]*/.exec(text.slice(node.span.start))?.[0].length ?? 0;
    const start = node.span.start + lead;
    const raw = /^(?:"(?:\\.|[^"\\])*"|[^[\](),]*[^[\](),\s])/.exec(text.slice(start, node.span.end))?.[0] ?? '';
    if (raw !== '') found.push({ name: { text: node.name, raw }, start });
  });
  return found.sort((a, b) => a.start - b.start);
}

type NamedNode = Extract<Expression, { readonly kind: 'reference' | 'call' }>;

function visit(expression: Expression, onName: (node: NamedNode) => void): void {
  const each = (parts: readonly Expression[]): void => parts.forEach((part) => visit(part, onName));
  switch (expression.kind) {
    case 'number':
      return;
    case 'reference':
      onName(expression);
      return each(inSubscripts(expression.subscripts));
    case 'call':
      onName(expression);
      return each([...inSubscripts(expression.subscripts), ...expression.arguments]);
    case 'unary':
      return each([expression.operand]);
    case 'binary':
      return each([expression.left, expression.right]);
    case 'conditional':
      return each([expression.test, expression.then, expression.otherwise]);
  }
}

function inSubscripts(subscripts: readonly Subscript[]): Expression[] {
  return subscripts.flatMap((subscript) => (subscript.kind === 'expression' ? [subscript.expression] : []));
}
