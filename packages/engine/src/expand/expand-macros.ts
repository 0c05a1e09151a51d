import { findFunction } from '../check/function-catalogue.ts';
import type { Call, Expression, Reference, Span } from '../equation/expression.ts';
import { mapExpression, nodesOf } from '../equation/map-expression.ts';
import { parseEquation } from '../equation/parse.ts';
import { printExpression } from '../equation/print.ts';
import type { Auxiliary, Conveyor, Definition, Model, Place, Variable } from '../model/model.ts';
import { toId } from '../model/names.ts';
import { nearNames, suggestion } from '../model/near-names.ts';
import { finish, HiddenNames, unitsInCall, type HiddenVariable, type Instance } from './hidden-variables.ts';
import { definitionsOf, prepareMacros, type PreparedMacro } from './macro-definitions.ts';
import {
  isAggregate,
  isCallable,
  isLocal,
  isSimple,
  ownSubscripts,
  reference,
  spanKey,
  type Body,
  type Scope,
} from './macro-scope.ts';
import { callFault, type CallFault } from './call-faults.ts';
import { mapSubscripts } from './map-subscripts.ts';
import { faultDiagnostic, mostMade, type Fault, type Report } from './reporter.ts';
import { mapConveyor, rewriteDefinitions } from './rewrite-definitions.ts';

/**
 * The model with every call of a macro replaced by hidden variables of its own, over the dimensions of the equation that it
 * stands in. A model without macros is returned as it is; modules must have been flattened.
 */
export function expandMacros(model: Model, report: Report): Model {
  const { macros, ...rest } = model;
  if (macros === undefined || macros.length === 0) return model;
  const expander = new MacroExpander(model, prepareMacros(macros, report), report);
  const variables = model.variables.map((variable) => expander.rewrite(variable));
  // Beyond the bound nothing is worth checking: there would be thousands of faults that follow from it.
  if (expander.isFull) return { ...rest, variables: [], loops: [] };
  return { ...rest, variables: [...variables, ...expander.made()] };
}

class MacroExpander {
  readonly #macros: ReadonlyMap<string, PreparedMacro>;
  readonly #variables: ReadonlyMap<string, Variable>;
  /** Names that are no variables: dimensions and elements. */
  readonly #others: ReadonlySet<string>;
  readonly #names: HiddenNames;
  readonly #instances = new Map<string, Instance>();
  readonly #outputs = new Map<string, Auxiliary & { readonly definitions: Definition[] }>();
  readonly #report: Report;
  readonly #said = new Set<string>();
  #count = 0;

  constructor(model: Model, macros: ReadonlyMap<string, PreparedMacro>, report: Report) {
    this.#macros = macros;
    this.#report = report;
    this.#variables = new Map(model.variables.map((each) => [toId(each.name), each]));
    this.#others = new Set(model.dimensions.flatMap(({ name, elements }) => [name, ...elements].map(toId)));
    this.#names = new HiddenNames(this.#variables.keys());
  }

  /** Whether there were more equations to make than an expansion may. */
  get isFull(): boolean {
    return this.#count > mostMade;
  }

  /** A variable of the model with its calls replaced. */
  rewrite(variable: Variable): Variable {
    return rewriteDefinitions(variable, (expression, { definition, part }) =>
      this.#expand(expression, {
        owner: variable,
        target: definition,
        key: `${toId(variable.name)}\n${part}`,
        path: variable.name,
        counts: new Map(),
        trail: [],
        inArray: false,
        variable: variable.name,
        text: definition.equation,
        place: definition.place ?? variable.place,
        aggregated: this.#aggregated(expression),
      }),
    );
  }

  /** The hidden variables of all calls so far, and the variables that took further outputs. */
  made(): Variable[] {
    const hidden = [...this.#instances.values()].flatMap(({ variables, group }) =>
      [...variables.values()].map((each) =>
        finish(each, { group, rename: (local) => variables.get(toId(local))?.name ?? local }),
      ),
    );
    return [...this.#outputs.values(), ...hidden];
  }

  #expand(expression: Expression, scope: Scope): Expression {
    return mapExpression(expression, (node) => {
      if (node.kind !== 'reference' && node.kind !== 'call') return node;
      const macro = this.#called(node, scope);
      if (macro === undefined) return scope.body === undefined ? node : this.#local(node, scope, scope.body);
      const call: Call = node.kind === 'call' ? node : { ...node, kind: 'call', arguments: [] };
      return this.#call(call, { macro, scope }) ?? { kind: 'number', value: 0, span: node.span };
    });
  }

  /** The macro that a node calls. One without parameters may be written as a plain name. */
  #called(node: Call | Reference, { body }: Scope): PreparedMacro | undefined {
    const id = toId(node.name);
    const macro = node.qualified === true ? undefined : this.#macros.get(id);
    if (macro === undefined || node.subscripts.length > 0) return undefined;
    if (node.kind === 'call') return body !== undefined && isCallable(body, id) ? undefined : macro;
    const isName = body === undefined ? this.#variables.has(id) : isLocal(body, id);
    return !isName && macro.least === 0 ? macro : undefined;
  }

  /** A name inside a macro: one of its variables, an argument, a variable of the model with a dot before it, or a built-in. */
  #local(given: Call | Reference, scope: Scope, body: Body): Expression {
    const isElement = (name: string): boolean => this.#others.has(toId(name));
    const node = mapSubscripts(given, { isElement, change: (name) => this.#local(name, scope, body) });
    const id = toId(node.name);
    const { qualified: _qualified, ...plain } = node;
    if (node.qualified === true) {
      const outer = this.#variables.get(toId(node.name.replace(/^\./, '')));
      if (outer !== undefined) return { ...plain, name: outer.name };
      return this.#others.has(toId(node.name.split('.')[0] ?? '')) ? node : this.#unknown(node, scope, body);
    }
    const argument = body.bound.get(id);
    // A parameter may have the name of a built-in: only a graphical function can be called in its place.
    const isBuiltIn = node.kind === 'call' && findFunction(node.name) !== undefined && !this.#isTable(argument, body);
    if (isBuiltIn) return node;
    if (argument !== undefined) return this.#argument(node, { argument, scope });
    const hidden = body.instance.variables.get(id);
    if (hidden !== undefined && (node.kind === 'reference' || isCallable(body, id))) {
      const subscripts = node.subscripts.length > 0 ? node.subscripts : ownSubscripts(hidden, scope.owner, node.span);
      return { ...node, name: hidden.name, subscripts };
    }
    const outer = this.#variables.get(id);
    const captured =
      outer !== undefined && !this.#others.has(id) && (node.kind === 'reference' || outer.kind === 'lookup');
    return captured ? this.#unknown(node, scope, body) : node;
  }

  #isTable(argument: Expression | undefined, { instance }: Body): boolean {
    if (argument?.kind !== 'reference') return false;
    const id = toId(argument.name);
    const hidden = [...instance.variables.values()].find((each) => toId(each.name) === id);
    return (this.#variables.get(id) ?? hidden?.source)?.kind === 'lookup';
  }

  #argument(node: Call | Reference, { argument, scope }: { argument: Expression; scope: Scope }): Expression {
    if (node.kind === 'reference' && node.subscripts.length === 0) return argument;
    const isName = argument.kind === 'reference';
    if (isName && (argument.subscripts.length === 0 || node.subscripts.length === 0)) {
      const subscripts = node.subscripts.length === 0 ? argument.subscripts : node.subscripts;
      return { ...node, name: argument.name, subscripts };
    }
    const use = node.kind === 'call' ? 'a graphical function' : 'an array';
    this.#fault(scope, node.span, {
      code: 'wrong-arguments',
      message: `Cannot use the argument "${node.name}" of the macro "${scope.body?.macro.macro.name ?? ''}" as ${use}: a call gives ${isName ? 'one element' : 'a formula'}`,
      advice: 'pass a variable by its name',
    });
    return argument;
  }

  #unknown({ name, span }: Call | Reference, scope: Scope, { macro }: Body): Expression {
    const isPath = name.includes('.');
    const known = isPath ? this.#variables.values() : macro.locals.values();
    const near = nearNames(
      name.replace(/^\./, ''),
      [...known].map((each) => each.name),
    );
    this.#fault(scope, span, {
      code: 'unknown-name',
      message: `Cannot find "${name}" in the macro "${macro.macro.name}"${isPath ? ': the model has no such variable' : ': the model has it, but a macro knows only its own names'}`,
      advice: isPath ? suggestion(near) : `pass it as an argument, or write ".${name}" (in Vensim "${name}$")`,
      near: isPath ? near : [],
    });
    return { kind: 'number', value: 0, span };
  }

  /** What a call is worth; undefined, with a diagnostic, where it cannot be made. */
  #call(node: Call, { macro, scope }: { macro: PreparedMacro; scope: Scope }): Expression | undefined {
    if (!this.#allowed(node, { macro, scope })) return undefined;
    const instance = this.#instance(macro, scope);
    const bound = new Map<string, Expression>();
    const body: Body = { macro, instance, bound };
    const path = instance.prefix.slice(1, -1);
    const inside = (name: string, text: string): Scope => ({
      ...scope,
      inArray: false,
      key: `${instance.prefix}\n${name}`,
      path,
      counts: new Map(),
      trail: [...scope.trail, macro],
      body,
      variable: name,
      text,
      place: macro.macro.place,
    });
    macro.macro.parameters.forEach((parameter, index) => {
      const given = node.arguments[index] ?? parseEquation(parameter.default ?? '0').expression;
      if (given !== undefined)
        bound.set(toId(parameter.name), this.#bind(given, { name: parameter.name, instance, scope }));
    });
    for (const [id, variable] of macro.locals) this.#open(id, { variable, body, scope });
    for (const [id, variable] of macro.locals) {
      const hidden = instance.variables.get(id);
      if (hidden === undefined) continue;
      const place = variable.place ?? macro.macro.place;
      const lists: readonly (readonly [readonly Definition[], Definition[], string])[] =
        variable.kind === 'stock'
          ? [
              [variable.initial, hidden.definitions, 'initial'],
              [variable.net ?? [], hidden.net, 'net'],
            ]
          : [[definitionsOf(variable), hidden.definitions, 'definitions']];
      for (const [from, to, part] of lists) {
        for (const definition of from) {
          const tree = macro.trees.get(definition);
          const own = {
            ...inside(variable.name, definition.equation),
            key: `${instance.prefix}\n${id}\n${part}`,
            place: definition.place ?? place,
            inArray: variable.dimensions.length > 0,
          };
          const equation =
            tree === undefined
              ? definition.equation
              : printExpression(this.#expand(tree, { ...own, aggregated: this.#aggregated(tree) }));
          this.#add(to, { definition, equation, scope, place: own.place });
        }
      }
      if (variable.kind === 'stock' && variable.conveyor !== undefined) {
        const conveyor = mapConveyor(variable.conveyor, ({ equation }, part) => {
          const { expression } = parseEquation(equation);
          if (expression === undefined) return equation;
          const key = `${instance.prefix}\n${id}\n${part}`;
          const own = { ...inside(variable.name, equation), key, aggregated: this.#aggregated(expression) };
          return printExpression(this.#expand(expression, own));
        });
        this.#carry(conveyor, { hidden, variable, node, scope });
      }
    }
    this.#bindOutputs(node, { macro, instance, scope });
    if (macro.value === undefined) return undefined;
    const value = this.#expand(macro.value, {
      ...inside(macro.macro.name, macro.macro.equation),
      aggregated: this.#aggregated(macro.value),
    });
    if (isSimple(value)) return value;
    const valueId = isLocal(body, macro.id) ? '=' : macro.id;
    const hidden = this.#hidden(valueId, {
      name: valueId === '=' ? `value of ${macro.macro.name}` : macro.macro.name,
      instance,
      dimensions: scope.owner.dimensions,
    });
    this.#add(hidden.definitions, { equation: printExpression(value), scope, place: macro.macro.place });
    return reference(hidden, scope.owner, node.span);
  }

  /** A conveyor has one set of equations for all its elements, so a call must be for all of them. */
  #carry(conveyor: Conveyor, of: { hidden: HiddenVariable; variable: Variable; node: Call; scope: Scope }): void {
    const { hidden, variable, node, scope } = of;
    const { dimensions } = scope.owner;
    const { subscripts, except = [] } = scope.target;
    const isWhole =
      except.length === 0 && subscripts.every((each, axis) => toId(each) === toId(dimensions[axis] ?? ''));
    if (hidden.conveyors.length === 0 && isWhole) hidden.conveyors.push(conveyor);
    else
      this.#fault(scope, node.span, {
        code: 'unsupported-construct',
        message: `Cannot call a macro with the conveyor "${variable.name}" for some elements of "${scope.owner.name}" only: this is not supported yet`,
        advice: 'call it in one equation for all elements',
      });
  }

  /** Whether a call can be made; a fault is reported. */
  #allowed(node: Call, { macro, scope }: { macro: PreparedMacro; scope: Scope }): boolean {
    const fault = callFault(node, { macro, scope, runs: (argument) => this.#runs(argument) }) ?? this.#fullness();
    if (fault === undefined) return true;
    const { code, what, advice } = fault;
    // Once there are too many, there are too many for every call that follows.
    if (code === 'too-many-variables' && this.#said.has('full')) return false;
    if (code === 'too-many-variables') this.#said.add('full');
    const message = `Cannot call the macro "${macro.macro.name}" in "${scope.variable}"${what}`;
    this.#fault(scope, node.span, { code, message, advice });
    return false;
  }

  #fullness(): CallFault | undefined {
    if (!this.isFull) return undefined;
    return {
      code: 'too-many-variables',
      what: `: with it the macros make more than ${mostMade} equations`,
      advice: 'call macros in fewer places, or let them call fewer others',
    };
  }

  /** Whether an argument stands for many numbers in an aggregate. */
  #runs(argument: Expression): boolean {
    return nodesOf(argument).some(
      (node) =>
        (node.kind === 'reference' || node.kind === 'call') &&
        (node.subscripts.some(({ kind }) => kind === 'wildcard') ||
          (node.subscripts.length === 0 && (this.#variables.get(toId(node.name))?.dimensions.length ?? 0) > 0)),
    );
  }

  #instance(macro: PreparedMacro, scope: Scope): Instance {
    const count = scope.counts.get(macro.id) ?? 0;
    scope.counts.set(macro.id, count + 1);
    const key = `${scope.key}\n${macro.id}\n${count}`;
    const known = this.#instances.get(key);
    if (known !== undefined) return known;
    const made: Instance = {
      prefix: this.#names.prefix(`${scope.path}>${macro.macro.name}`),
      variables: new Map(),
      group: scope.owner.group,
    };
    this.#instances.set(key, made);
    return made;
  }

  /** An argument as it stands inside the macro: itself where it is a name or a number, else a hidden variable for it. */
  #bind(given: Expression, { name, instance, scope }: { name: string; instance: Instance; scope: Scope }): Expression {
    if (isSimple(given)) return given;
    const hidden = this.#hidden(toId(name), { name, instance, dimensions: scope.owner.dimensions });
    this.#add(hidden.definitions, { equation: printExpression(given), scope, place: scope.place });
    return reference(hidden, scope.owner, given.span);
  }

  #open(id: string, { variable, body, scope }: { variable: Variable; body: Body; scope: Scope }): void {
    const dimensions =
      variable.kind === 'lookup' || scope.owner.dimensions.length === 0 ? variable.dimensions : scope.owner.dimensions;
    const unitsOf = (parameter: string): string | undefined => {
      const argument = body.bound.get(parameter);
      return argument?.kind === 'reference' ? this.#variables.get(toId(argument.name))?.units : undefined;
    };
    const units = unitsInCall(variable.units, { macro: body.macro, unitsOf });
    this.#hidden(id, {
      name: variable.name,
      instance: body.instance,
      dimensions,
      source: variable,
      ...(units === undefined ? {} : { units }),
    });
  }

  #hidden(
    id: string,
    of: Omit<HiddenVariable, 'definitions' | 'net' | 'conveyors'> & { readonly instance: Instance },
  ): HiddenVariable {
    const { instance, name, ...rest } = of;
    const known = instance.variables.get(id);
    if (known !== undefined) return known;
    const made: HiddenVariable = {
      ...rest,
      name: this.#names.name(instance.prefix + name),
      definitions: [],
      net: [],
      conveyors: [],
    };
    instance.variables.set(id, made);
    return made;
  }

  #add(
    list: Definition[],
    {
      definition,
      equation,
      scope,
      place,
    }: { definition?: Definition; equation: string; scope: Scope; place: Place | undefined },
  ): void {
    this.#count++;
    const { subscripts, except } =
      scope.owner.dimensions.length > 0 ? scope.target : (definition ?? { subscripts: [] });
    list.push({
      subscripts,
      ...(except === undefined ? {} : { except }),
      equation,
      ...(definition?.table === undefined ? {} : { table: definition.table }),
      ...(place === undefined ? {} : { place }),
    });
  }

  /** The variables of the model that take a macro's further outputs. */
  #bindOutputs(
    node: Call,
    { macro, instance, scope }: { macro: PreparedMacro; instance: Instance; scope: Scope },
  ): void {
    for (const [index, name] of (node.outputs ?? []).entries()) {
      const source = instance.variables.get(toId(macro.macro.outputs[index] ?? ''));
      if (source === undefined) continue;
      const { owner, place } = scope;
      const known = this.#outputs.get(toId(name));
      const taking = known ?? {
        kind: 'auxiliary',
        name,
        dimensions: owner.dimensions,
        ...(source.units === undefined ? {} : { units: source.units }),
        documentation: source.source?.documentation ?? '',
        ...(owner.group === undefined ? {} : { group: owner.group }),
        definitions: [],
        ...(place === undefined ? {} : { place }),
      };
      this.#outputs.set(toId(name), taking);
      this.#add(taking.definitions, { equation: printExpression(reference(source, owner, node.span)), scope, place });
    }
  }

  /** The calls of macros inside aggregates, so that they are known when the calls are met. */
  #aggregated(expression: Expression): ReadonlySet<string> {
    const found = new Set<string>();
    for (const node of nodesOf(expression)) {
      if (node.kind !== 'call' || !isAggregate(node)) continue;
      for (const inner of node.arguments.flatMap(nodesOf)) {
        if (inner.kind === 'call' && this.#macros.has(toId(inner.name))) found.add(spanKey(inner));
      }
    }
    return found;
  }

  /** Reports a fault of an equation; one inside a macro once, however often it is called. */
  #fault(
    { text, place, variable }: Scope,
    span: Span,
    fault: Pick<Fault, 'code' | 'message' | 'advice' | 'near'>,
  ): void {
    const diagnostic = faultDiagnostic({ ...fault, variable, place, at: { text, span } });
    const key = JSON.stringify(diagnostic);
    if (this.#said.has(key)) return;
    this.#said.add(key);
    this.#report(diagnostic);
  }
}
