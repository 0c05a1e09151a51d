import { InputError, toId, type Program, type VariableId } from '@weir/engine';

/**
 * The id of the variable that a name means, whatever its spelling.
 *
 * @throws {InputError} where the program has none
 */
export function variableId(program: Program, name: string): VariableId {
  const found = program.layout.find(({ id }) => id === toId(name));
  if (found !== undefined) return found.id;
  const message = `Cannot find "${name}": the model has no such variable`;
  throw new InputError([{ code: 'unknown-name', severity: 'error', message }]);
}
