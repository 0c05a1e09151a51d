import type { Expression } from '../equation/expression.ts';
import { parseEquation } from '../equation/parse.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import type { Macro, Model, Module, Submodel, Variable } from '../model/model.ts';
import { toId } from '../model/names.ts';
import { identifier } from './write-context.ts';
import { element, tag } from './xml.ts';

/** Writes the variables of one macro or submodel, whose names are its own. */
export interface PartWriter {
  readonly variable: (variable: Variable) => string[];
  readonly equation: (equation: string, about: string) => string;
}

/** What the parts of a model have in common while they are written. */
export interface PartContext {
  readonly diagnostics: Diagnostic[];
  readonly writerOf: (variables: readonly Variable[]) => PartWriter;
}

/** The `<macro>` elements (XMILE 1.0, section 4.8). Further outputs, which XMILE does not have, are refused. */
export function writeMacros(macros: readonly Macro[], context: PartContext): string[] {
  return macros.flatMap((macro) => {
    const { name, parameters, outputs, equation, variables, documentation, place } = macro;
    if (outputs.length > 0) {
      context.diagnostics.push({
        code: 'not-in-xmile',
        severity: 'error',
        message: `Cannot write the macro "${name}" as XMILE: the format has no macro with further outputs, as "${outputs.join('", "')}"`,
        advice: 'write one macro for each value, or keep this model as .yaml or .mdl',
        ...(place === undefined ? {} : { place }),
      });
      return [];
    }
    const writer = context.writerOf(variables);
    return element('macro', { name }, [
      tag('eqn', writer.equation(equation, name)),
      ...parameters.map((each) =>
        tag(
          'parm',
          identifier(each.name),
          each.default === undefined ? {} : { default: writer.equation(each.default, name) },
        ),
      ),
      ...(documentation === '' ? [] : [tag('doc', documentation)]),
      ...(variables.length === 0 ? [] : element('variables', {}, variables.flatMap(writer.variable))),
    ]);
  });
}

/** One use of a submodel. */
interface Instance {
  readonly module: Module;
  readonly submodel: Submodel;
  /** The modules from the whole model to this one. */
  readonly path: readonly string[];
  /** What its `<model>` is called. */
  readonly name: string;
  readonly inner: readonly Instance[];
}

/** The elements for the modules of the whole model, and a `<model>` for every module: in XMILE a module runs the model of its name. */
export function writeModules(model: Model, context: PartContext): { modules: string[]; models: string[] } {
  const top = instancesOf(model);
  const order = new Map((model.submodels ?? []).map((each, index) => [each, index]));
  const inOrder = top
    .flatMap(withInner)
    .toSorted((a, b) => (order.get(a.submodel) ?? 0) - (order.get(b.submodel) ?? 0));
  return {
    modules: top.flatMap((each) => writeModule(each, context)),
    models: inOrder.flatMap((each) => writeModel(each, context)),
  };
}

function withInner(instance: Instance): Instance[] {
  return [instance, ...instance.inner.flatMap(withInner)];
}

function instancesOf(model: Model): Instance[] {
  const submodels = new Map((model.submodels ?? []).map((each) => [toId(each.name) as string, each]));
  const taken = new Set<string>();
  const make = (module: Module, around: readonly string[], trail: readonly Submodel[]): Instance[] => {
    const submodel = submodels.get(toId(module.submodel));
    if (submodel === undefined || trail.includes(submodel)) return [];
    const path = [...around, module.name];
    const plain = toId(submodel.name) === toId(module.name) ? submodel.name : module.name;
    const name = taken.has(toId(plain)) ? path.join('.') : plain;
    taken.add(toId(name));
    const inner = submodel.modules.flatMap((each) => make(each, path, [...trail, submodel]));
    return [{ module, submodel, path, name, inner }];
  };
  return (model.modules ?? []).flatMap((each) => make(each, [], []));
}

function writeModule({ module, path }: Instance, context: PartContext): string[] {
  const { name, connections, documentation } = module;
  const around = path.slice(0, -1);
  return element('module', { name }, [
    ...(documentation === '' ? [] : [tag('doc', documentation)]),
    ...connections.flatMap(({ to, from }) => {
      const { expression } = parseEquation(from);
      const source = expression === undefined ? undefined : sourceOf(expression, around);
      if (source === undefined) {
        const message = `Cannot write the connection of "${to}" of the module "${name}" as XMILE: the format has only names there, not "${from}"`;
        context.diagnostics.push({
          code: 'not-in-xmile',
          severity: 'error',
          message,
          advice: 'give the formula a variable of its own',
        });
        return [];
      }
      return element('connect', { to: `${identifier(name)}.${identifier(to)}`, from: source });
    }),
  ]);
}

/** A name as a module's connection has it: a variable beside the module with a dot, or with the path to it. */
function sourceOf(expression: Expression, around: readonly string[]): string | undefined {
  if (expression.kind !== 'reference' || expression.subscripts.length > 0) return undefined;
  const steps = expression.qualified === true ? expression.name.split('.') : [...around, expression.name];
  const path = steps.map((step) => (step === '' ? '' : identifier(step))).join('.');
  return steps.length === 1 ? `.${path}` : path;
}

function writeModel({ submodel, module, name, inner }: Instance, context: PartContext): string[] {
  const inputs = new Set(module.connections.map(({ to }) => toId(to) as string));
  const writer = context.writerOf(submodel.variables);
  const variables = submodel.variables.flatMap((variable) => {
    const isOpen = variable.kind !== 'lookup' && variable.kind !== 'stock' && variable.definitions.length === 0;
    const lines = isOpen ? withOpenEquation(writer.variable(variable)) : writer.variable(variable);
    const [first = '', ...rest] = lines;
    return [isOpen || inputs.has(toId(variable.name)) ? withAccess(first) : first, ...rest];
  });
  const groups = submodel.groups.flatMap((group) =>
    element('group', { name: group.name }, [
      ...(group.documentation === '' ? [] : [tag('doc', group.documentation)]),
      ...submodel.variables
        .filter((variable) => variable.group === group.name)
        .flatMap((variable) => element('entity', { name: variable.name })),
    ]),
  );
  return element('model', { name }, [
    ...(submodel.documentation === '' ? [] : [tag('doc', submodel.documentation)]),
    ...element('variables', {}, [...variables, ...inner.flatMap((each) => writeModule(each, context)), ...groups]),
  ]);
}

/** An input that has a value by its connection alone has an equation that is a comment, in Stella's words. */
function withOpenEquation([first = '', ...rest]: readonly string[]): string[] {
  const equation = `  ${tag('eqn', '{Enter equation for use when not hooked up to other models}')}`;
  if (!first.endsWith('/>')) return [first, equation, ...rest];
  const name = /^<(\w+)/.exec(first)?.[1] ?? 'aux';
  return [first.replace(/\/>$/, '>'), equation, `</${name}>`];
}

/** The first line of a variable's element, marked as an input. */
function withAccess(line: string): string {
  return line.replace(/^<(\w+) name="[^"]*"/, (start) => `${start} access="input"`);
}
