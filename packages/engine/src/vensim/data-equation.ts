import type { Expression } from '../equation/expression.ts';
import { toId } from '../model/names.ts';
import { report, type Entry, type MdlContext, type MdlVariable } from './context.ts';
import { externalKind } from './external-call.ts';
import type { Statement } from './parse.ts';

/**
 * Whether a data equation, `x := …`, may be computed at every step as any other. Vensim computes it at the points of its data and
 * takes values in between (reference manual, Data Equations); the two are the same only for sums and multiples of data that
 * are straight between points. What else there is is refused.
 */
export function checkDataEquation(
  context: MdlContext,
  { statement, block, start }: Entry & { readonly statement: Extract<Statement, { kind: 'equation' }> },
): void {
  const { left, expression, data } = statement;
  if (data === 'continuous' && degree(context, expression) !== undefined) return;
  report(context, {
    code: 'unsupported-construct',
    message: `Cannot run the data equation of "${left.name}": Weir has only sums and multiples of data, with values interpolated`,
    advice: 'use the data in an ordinary equation, with "="',
    offset: data === 'continuous' ? block.offset + expression.span.start : start,
    variable: left.name,
  });
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
