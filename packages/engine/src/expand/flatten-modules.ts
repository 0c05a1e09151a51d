import type { Call, Expression, Reference } from '../equation/expression.ts';
import { mapExpression } from '../equation/map-expression.ts';
import { parseEquation } from '../equation/parse.ts';
import { printExpression } from '../equation/print.ts';
import type { Connection, Group, Model, Place, Variable, VariableName } from '../model/model.ts';
import { toId } from '../model/names.ts';
import { nearNames, suggestion } from '../model/near-names.ts';
import { mapSubscripts } from './map-subscripts.ts';
import { levelsOf, moduleTree, resolvePath, rootOf, type Level, type Resolution } from './module-tree.ts';
import { faultDiagnostic, type Report } from './reporter.ts';
import { rewriteDefinitions } from './rewrite-definitions.ts';

/**
 * The model with the variables of its modules among its own, as `module.variable`; each module is a group. A connected variable
 * takes its source's value. A model without modules is returned as it is.
 */
export function flattenModules(model: Model, report: Report): Model {
  if ((model.modules ?? []).length === 0 && (model.submodels ?? []).length === 0) return model;
  const root = moduleTree(model, report);
  const levels = levelsOf(root);
  const flattener = new Flattener(model, levels, report);
  const { modules: _modules, submodels: _submodels, ...rest } = model;
  return {
    ...rest,
    groups: [
      ...model.groups,
      ...levels.flatMap(({ path, module }): Group[] =>
        module === undefined ? [] : [{ name: path, documentation: module.documentation }],
      ),
    ],
    variables: levels.flatMap((level) => flattener.variables(level)),
  };
}

/** A variable of the flat model before its equations are rewritten. */
interface Entry {
  readonly level: Level;
  readonly variable: Variable;
  readonly connection?: Connection;
}

class Flattener {
  readonly #report: Report;
  /** Names that are no variables: dimensions and elements. */
  readonly #others: ReadonlySet<string>;
  readonly #all = new Map<string, Entry>();

  constructor(model: Model, levels: readonly Level[], report: Report) {
    this.#report = report;
    this.#others = new Set(model.dimensions.flatMap(({ name, elements }) => [name, ...elements].map(toId)));
    for (const level of levels) this.#enter(level);
    for (const [id, { level, variable, connection }] of this.#all) {
      const table = connection === undefined ? undefined : this.#tableBehind(id);
      if (table === undefined) continue;
      // A graphical function has no value to pass on: the input is another name for it.
      level.names.set(toId(variable.name), table);
      this.#all.delete(id);
    }
  }

  #enter(level: Level): void {
    const connections = new Map<string, Connection>();
    for (const connection of level.module?.connections ?? []) {
      const id = toId(connection.to);
      const say = (code: string, message: string, advice: string): void =>
        this.#report(faultDiagnostic({ code, message, advice, place: level.module?.place }));
      if (!level.names.has(id)) {
        const near = nearNames(
          connection.to,
          level.variables.map((each) => each.name),
        );
        say(
          'unknown-name',
          `Cannot connect "${connection.to}" of the module "${level.path}": it has no such variable`,
          suggestion(near),
        );
      } else if (connections.has(id) && connections.get(id)?.from !== connection.from) {
        say(
          'two-connections',
          `Cannot connect "${connection.to}" of the module "${level.path}" twice`,
          'keep one of the connections',
        );
      }
      connections.set(id, connection);
    }
    for (const variable of level.variables) {
      const id = toId(variable.name);
      const connection = connections.get(id);
      this.#all.set(toId(level.names.get(id) ?? variable.name), {
        level,
        variable,
        ...(connection === undefined ? {} : { connection }),
      });
    }
  }

  /** The graphical function that a connected variable passes on, through inputs of inputs; undefined where it is none. */
  #tableBehind(id: string): VariableName | undefined {
    const seen = new Set<string>();
    for (let at = id; !seen.has(at);) {
      seen.add(at);
      const { level, variable, connection } = this.#all.get(at) ?? {};
      if (level === undefined || variable === undefined) return undefined;
      if (connection === undefined)
        return variable.kind === 'lookup' ? level.names.get(toId(variable.name)) : undefined;
      const { expression } = parseEquation(connection.from);
      const source = expression?.kind === 'reference' ? this.#resolve(expression, level.parent ?? level) : undefined;
      if (source === undefined || source === 'ambiguous') return undefined;
      at = toId(source.name);
    }
    return undefined;
  }

  #resolve({ name, qualified }: Reference | Call, level: Level): Resolution {
    if (qualified === true) return resolvePath(name, level);
    const own = level.names.get(toId(name));
    return own === undefined ? undefined : { name: own };
  }

  /** The variables of one level as the flat model has them. */
  variables(level: Level): Variable[] {
    return level.variables.flatMap((variable) => {
      const name = level.names.get(toId(variable.name)) ?? variable.name;
      const own = this.#all.get(toId(name));
      if (own?.variable !== variable) return level.parent === undefined ? [variable] : [];
      const group = level.module === undefined ? variable.group : level.path;
      const named = { ...variable, name, ...(group === undefined ? {} : { group }) };
      if (own.connection !== undefined) return [this.#connected(named, own.connection, level)];
      return [this.#rewritten(named, level)];
    });
  }

  #connected(variable: Variable, { from }: Connection, level: Level): Variable {
    const place = level.module?.place;
    const { expression, diagnostics } = parseEquation(from, {
      variable: variable.name,
      ...(place === undefined ? {} : { place }),
    });
    for (const each of diagnostics) this.#report(each);
    const change = this.#resolver(level.parent ?? level, { variable: variable.name, text: from, place });
    const equation = expression === undefined ? from : printExpression(mapExpression(expression, change));
    const { name, dimensions, units, documentation, group, evidence, range } = variable;
    const definitions = [
      { subscripts: [], equation, ...(variable.place === undefined ? {} : { place: variable.place }) },
    ];
    const base = {
      name,
      dimensions,
      ...(units === undefined ? {} : { units }),
      documentation,
      ...(group === undefined ? {} : { group }),
      ...(evidence === undefined ? {} : { evidence }),
      ...(range === undefined ? {} : { range }),
      ...(variable.place === undefined ? {} : { place: variable.place }),
      definitions,
    };
    return variable.kind === 'flow' ? { ...base, kind: 'flow', nonNegative: false } : { ...base, kind: 'auxiliary' };
  }

  #rewritten(variable: Variable, level: Level): Variable {
    const changed = rewriteDefinitions(variable, (expression, { definition }) => {
      const place = definition.place ?? variable.place;
      return mapExpression(
        expression,
        this.#resolver(level, { variable: variable.name, text: definition.equation, place }),
      );
    });
    if (changed.kind !== 'stock') return changed;
    const flow = (name: VariableName): VariableName => {
      const local = level.names.get(toId(name));
      const found = local === undefined && name.includes('.') ? resolvePath(name, level) : undefined;
      return local ?? (found === undefined || found === 'ambiguous' ? name : found.name);
    };
    return { ...changed, inflows: changed.inflows.map(flow), outflows: changed.outflows.map(flow) };
  }

  /** Replaces the names of one equation by those of the flat model. */
  #resolver(
    level: Level,
    where: { variable: string; text: string; place: Place | undefined },
  ): (node: Expression) => Expression {
    const isElement = (name: string): boolean => this.#others.has(toId(name));
    const change = (given: Expression): Expression => {
      if (given.kind !== 'reference' && given.kind !== 'call') return given;
      const node = level.parent === undefined ? given : mapSubscripts(given, { isElement, change });
      const found = this.#resolve(node, level);
      if (found !== undefined && found !== 'ambiguous') {
        if (found.name === node.name && node.qualified !== true) return node;
        const { qualified: _qualified, ...rest } = node;
        return { ...rest, name: found.name };
      }
      const problem = found === 'ambiguous' ? 'ambiguous' : this.#unknown(node, level);
      if (problem === undefined) return node;
      this.#reportName(node, { level, problem, ...where });
      // It is an error already; a number keeps the check from saying so again.
      return { kind: 'number', value: 0, span: node.span };
    };
    return change;
  }

  /** Whether a name that the level does not have is a fault here, rather than something that the check knows or reports. */
  #unknown({ kind, name, qualified }: Reference | Call, level: Level): 'path' | 'outside' | undefined {
    if (qualified === true) return this.#others.has(toId(name.split('.')[0] ?? '')) ? undefined : 'path';
    const id = toId(name);
    if (level.parent === undefined || this.#others.has(id)) return undefined;
    const outside = rootOf(level).variables.find((each) => toId(each.name) === id);
    return outside !== undefined && (kind === 'reference' || outside.kind === 'lookup') ? 'outside' : undefined;
  }

  #reportName(
    { name, span }: Reference | Call,
    about: {
      level: Level;
      problem: 'ambiguous' | 'path' | 'outside';
      variable: string;
      text: string;
      place: Place | undefined;
    },
  ): void {
    const { level, problem, variable, text, place } = about;
    const where = level.path === '' ? 'the model' : `the module "${level.path}"`;
    const near =
      problem === 'path'
        ? nearNames(
            name.replace(/^\./, ''),
            [...this.#all.values()].flatMap((each) => each.level.names.get(toId(each.variable.name)) ?? []),
          )
        : [];
    const wording: Readonly<Record<typeof problem, readonly [code: string, message: string, advice: string]>> = {
      ambiguous: [
        'ambiguous-name',
        `Cannot tell which variable "${name}" of "${variable}" is: the whole model and the model around the module both have it`,
        'rename one of them',
      ],
      path: ['unknown-name', `Cannot find "${name}", which the equation of "${variable}" names`, suggestion(near)],
      outside: [
        'unknown-name',
        `Cannot find "${name}" in ${where}: the whole model has it, but a module knows only its own names`,
        `connect it to an input, or write ".${name}"`,
      ],
    };
    const [code, message, advice] = wording[problem];
    this.#report(faultDiagnostic({ code, message, advice, near, variable, place, at: { text, span } }));
  }
}
