import type { Call } from '../equation/expression.ts';
import { code } from './code.ts';
import { collectIterators, iterate } from './iterators.ts';
import { nothing, type Lower } from './lower-reference.ts';
import type { WholeLowering } from './lower-vectors.ts';
import type { Code } from './program.ts';
import { reportAt, type Scope } from './scope.ts';

/** Functions over several arrays that run over the same elements. */
export const selections: ReadonlyMap<string, WholeLowering> = new Map<string, WholeLowering>([
  ['VECTOR SELECT', vectorSelect],
  ['RANK', rank],
]);

/** The codes of some arguments for every element that `*` stands for in any of them; undefined, and reported, where there is none. */
function together(
  node: Call,
  which: readonly number[],
  { scope, lower }: { scope: Scope; lower: Lower },
): Code[][] | undefined {
  const list = which.flatMap((index) => node.arguments[index] ?? []);
  const iterators = [
    ...new Map(
      list.flatMap((each) => collectIterators(each, scope)).map((iterator) => [iterator.key, iterator]),
    ).values(),
  ];
  if (iterators.length === 0) {
    reportAt(scope, node.span, {
      code: 'needs-array',
      message: `Cannot take ${node.name} of a single number`,
      advice: `name an array and what to run over, as in ${node.name}(x[*], …)`,
    });
    return undefined;
  }
  const scopes = iterate(iterators, node, scope);
  return list.map((each) => scopes.map((inner) => lower(each, inner)));
}

function vectorSelect(node: Call, scope: Scope, lower: Lower): Code {
  const arrays = together(node, [0, 1], { scope, lower });
  if (arrays === undefined) return nothing;
  const numbers = node.arguments.slice(2).map((each) => lower(each, scope));
  const inputs = [...numbers, ...arrays.flat()];
  return code.slot(scope.builder.procedure(scope.owner, { procedure: 'vectorSelect', inputs, size: 1 }));
}

/** The array is sorted once for all ranks that are asked for. */
function rank(node: Call, scope: Scope, lower: Lower): Code {
  const arrays = together(node, node.arguments.length > 2 ? [0, 2] : [0], { scope, lower });
  const [, which] = node.arguments;
  if (arrays === undefined || which === undefined) return nothing;
  const [values = []] = arrays;
  const second = arrays[1] ?? values.map(() => code.constant(0));
  const { builder, owner } = scope;
  const inputs = [...values, ...second];
  const size = values.length;
  const base = builder.once(JSON.stringify(['rankIndex', inputs]), () =>
    builder.procedure(owner, { procedure: 'rankIndex', inputs, size }),
  );
  return { op: 'element', base, size, index: code.subtract(lower(which, scope), code.constant(1)) };
}
