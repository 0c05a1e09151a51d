import type { Diagnostic } from '../model/diagnostic.ts';
import type { Stock, VariableId } from '../model/model.ts';
import { toId } from '../model/names.ts';
import type { CheckedVariable } from './checked-model.ts';

/**
 * Warns of flows that leave more than one stock, one of them non-negative. Holding such a flow back for one stock would hold it back for the
 * other; it keeps its value, and each non-negative stock loses what it has and no more.
 */
export function checkSharedOutflows(
  variables: ReadonlyMap<VariableId, CheckedVariable>,
  report: (diagnostic: Diagnostic) => void,
): void {
  const drains = new Map<VariableId, Stock[]>();
  for (const { variable } of variables.values()) {
    if (variable.kind !== 'stock') continue;
    for (const id of new Set(variable.outflows.map(toId))) drains.set(id, [...(drains.get(id) ?? []), variable]);
  }
  for (const [id, drained] of drains) {
    const variable = variables.get(id)?.variable;
    if (variable === undefined || drained.length < 2 || !drained.some(({ nonNegative }) => nonNegative)) continue;
    const names = drained.map(({ name }) => `"${name}"`).join(' and ');
    report({
      code: 'shared-outflow',
      severity: 'warning',
      message: `Cannot hold back "${variable.name}" for ${names} at once: it keeps its value, and a non-negative stock loses what it has and no more`,
      advice: 'give each stock an outflow of its own',
      variable: variable.name,
      ...(variable.place === undefined ? {} : { place: variable.place }),
    });
  }
}
