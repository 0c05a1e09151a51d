import type { Definition, Variable } from '../model/model.ts';
import { toId } from '../model/names.ts';
import type { Expression } from './expression.ts';
import { parseEquation } from './parse.ts';

/** Names for the run's settings and such, which no variable has. */
const settings: ReadonlySet<string> = new Set('dt time_step starttime initial_time stoptime final_time pi'.split(' '));

/**
 * Whether an expression has the same value at all times by what it is made of: numbers, arithmetic, and auxiliaries that are the same.
 * False where it cannot be told.
 */
export function isConstantExpression(expression: Expression, variables: ReadonlyMap<string, Variable>): boolean {
  const seen = new Map<string, boolean>();
  const constant = (node: Expression): boolean => {
    switch (node.kind) {
      case 'number':
        return true;
      case 'unary':
        return constant(node.operand);
      case 'binary':
        return constant(node.left) && constant(node.right);
      case 'conditional':
        return [node.test, node.then, node.otherwise].every(constant);
      case 'call':
        return false;
      case 'reference':
        return (
          variableIsConstant(toId(node.name)) || (!variables.has(toId(node.name)) && settings.has(toId(node.name)))
        );
    }
  };
  const variableIsConstant = (id: string): boolean => {
    const known = seen.get(id);
    if (known !== undefined) return known;
    // A loop is none.
    seen.set(id, false);
    const variable = variables.get(id);
    const found = variable?.kind === 'auxiliary' && variable.definitions.every(definitionIsConstant);
    seen.set(id, found);
    return found;
  };
  const definitionIsConstant = ({ equation }: Definition): boolean => {
    const parsed = parseEquation(equation).expression;
    return parsed !== undefined && constant(parsed);
  };
  return constant(expression);
}
