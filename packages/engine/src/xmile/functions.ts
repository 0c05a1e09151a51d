import type { Binary, Call, Expression, Reference } from '../equation/expression.ts';

/**
 * Stella and XMILE names whose engine name differs. Names that are not listed are kept; what the engine does not know
 * the checker refuses by name.
 */
const NAMES: Readonly<Record<string, string>> = {};

/** A call or reference of a Stella equation under the engine's names, where the name is no variable of the model. */
export function fromStella(expression: Call | Reference): Expression {
  const key = expression.name
    .toUpperCase()
    .replace(/[\s_]+/g, ' ')
    .trim();
  if (expression.kind === 'reference') {
    return { ...expression, name: NAMES[key] ?? expression.name };
  }
  if (key === 'LOOKUP') {
    const [table, ...rest] = expression.arguments;
    if (table?.kind === 'reference') {
      return { ...expression, name: table.name, subscripts: table.subscripts, arguments: rest };
    }
  }
  return { ...expression, name: NAMES[key] ?? key };
}

/** INT and MOD as Vensim means them: towards zero, and with the sign of the value. */
export function withVensimRounding(expression: Expression): Expression {
  if (expression.kind === 'call' && expression.name === 'INT') {
    return { ...expression, name: 'INTEGER' };
  }
  if (expression.kind === 'call' && expression.name === 'MOD') {
    return { ...expression, name: 'MODULO' };
  }
  return expression.kind === 'binary' && expression.operator === 'mod' ? moduloCall(expression) : expression;
}

function moduloCall({ left, right, span }: Binary): Call {
  return { kind: 'call', name: 'MODULO', subscripts: [], arguments: [left, right], span };
}

/** A call or reference of the document under XMILE's names. */
export function toStella(expression: Call | Reference): Expression {
  return expression;
}
