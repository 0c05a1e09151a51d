import type { Call } from '../equation/expression.ts';
import type { Code } from './program.ts';
import type { Scope } from './scope.ts';

/** Lowers a call, given the code of each argument. The number of arguments has been checked. */
export type FunctionLowering = (list: readonly Code[], call: { readonly scope: Scope; readonly node: Call }) => Code;

/** The argument at `index`; asking for one that the catalogue does not promise is our fault. */
export function argument(list: readonly Code[], index: number): Code {
  const found = list[index];
  if (found === undefined) throw new RangeError(`Cannot find argument ${index + 1} of ${list.length}`);
  return found;
}
