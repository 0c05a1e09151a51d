import { printName } from '../equation/print.ts';
import type { Macro, Model } from '../model/model.ts';

/**
 * A model with macros, for tests: each is its head, `M(a, b = 2 : low, high)`, and a model whose variables are the macro's. A call is
 * worth the variable of the macro's own name, or what stands after `=>` in the head.
 *
 * @example
 * ```ts
 * withMacros(model`x = DOUBLE(3)`, { 'DOUBLE(a)': model`DOUBLE = a * 2` });
 * ```
 */
export function withMacros(whole: Model, macros: Readonly<Record<string, Model>>): Model {
  return {
    ...whole,
    macros: Object.entries(macros).map(([head, { variables }]) => ({ ...readHead(head), variables })),
  };
}

function readHead(head: string): Omit<Macro, 'variables'> {
  const [, name = '', list = '', outputs = '', equation] =
    /^([^(]+)\(([^:)]*)(?::([^)]*))?\)(?:\s*=>\s*(.*))?$/.exec(head) ?? [];
  const names = (text: string): string[] =>
    text.split(',').flatMap((each) => (each.trim() === '' ? [] : [each.trim()]));
  return {
    name: name.trim(),
    parameters: names(list).map((each) => {
      const [parameter = '', standIn] = each.split('=').map((part) => part.trim());
      return { name: parameter, ...(standIn === undefined ? {} : { default: standIn }) };
    }),
    outputs: names(outputs),
    equation: equation ?? printName(name.trim()),
    documentation: '',
    place: { file: 'macros', line: 1, column: 1 },
  };
}

/** A model in which each submodel is one module of its own name, connected as `connections` has it: `{ hares: { area: 'area' } }`. */
export function withModules(
  whole: Model,
  submodels: Readonly<Record<string, Model>>,
  connections: Readonly<Record<string, Readonly<Record<string, string>>>> = {},
): Model {
  const modulesOf = ({ modules = [] }: Model): Model['modules'] & {} => modules;
  return {
    ...whole,
    submodels: Object.entries(submodels).map(([name, inner]) => ({
      name,
      documentation: '',
      groups: [],
      variables: inner.variables,
      modules: modulesOf(inner),
    })),
    modules: whole.modules ?? Object.keys(submodels).map((name) => moduleOf(name, name, connections[name])),
  };
}

/** One module for {@link withModules}. */
export function moduleOf(
  name: string,
  submodel: string,
  connections: Readonly<Record<string, string>> = {},
): NonNullable<Model['modules']>[number] {
  return {
    name,
    submodel,
    documentation: '',
    connections: Object.entries(connections).map(([to, from]) => ({ to, from })),
  };
}
