import type { Group, Model, Module, Submodel, Variable, VariableName } from '../model/model.ts';
import { toId } from '../model/names.ts';
import { nearNames, suggestion } from '../model/near-names.ts';
import { faultDiagnostic, mostMade, type Report } from './reporter.ts';

/** A model or one use of a submodel, with the names that its equations know. */
export interface Level {
  /** The modules from the whole model to here, joined by dots; empty for the whole model. */
  readonly path: string;
  readonly parent?: Level;
  /** The module that makes this level; absent for the whole model. */
  readonly module?: Module;
  readonly groups: readonly Group[];
  readonly variables: readonly Variable[];
  /** The name in the flat model of each variable, by canonical name. */
  readonly names: Map<string, VariableName>;
  readonly modules: Map<string, Level>;
}

/** The tree of modules of a model; what is missing, circular or too much is reported and left out. */
export function moduleTree(model: Model, report: Report): Level {
  const submodels = new Map((model.submodels ?? []).map((each) => [toId(each.name) as string, each]));
  let made = 0;
  const build = (module: Module, parent: Level, trail: readonly Submodel[]): Level | undefined => {
    const name = parent.path === '' ? module.name : `${parent.path}.${module.name}`;
    const submodel = submodels.get(toId(module.submodel));
    if (submodel === undefined) {
      const near = nearNames(
        module.submodel,
        [...submodels.values()].map((each) => each.name),
      );
      const message = `Cannot run the module "${name}": there is no model "${module.submodel}"`;
      report(faultDiagnostic({ code: 'unknown-model', message, advice: suggestion(near), near, place: module.place }));
      return undefined;
    }
    if (trail.includes(submodel)) {
      const circle = [...trail.slice(trail.indexOf(submodel)), submodel].map((each) => each.name).join(' → ');
      const message = `Cannot run the module "${name}": the model "${submodel.name}" contains itself, ${circle}`;
      report(
        faultDiagnostic({ code: 'recursive-module', message, advice: 'take one of them out', place: module.place }),
      );
      return undefined;
    }
    const before = made;
    made += submodel.variables.length;
    if (made > mostMade) {
      if (before > mostMade) return undefined;
      const message = `Cannot run the module "${name}": with it the modules have more than ${mostMade} variables`;
      report(
        faultDiagnostic({ code: 'too-many-variables', message, advice: 'use fewer modules', place: module.place }),
      );
      return undefined;
    }
    return level({ ...submodel, path: name, parent, module }, [...trail, submodel]);
  };
  const level = (
    of: Omit<Level, 'names' | 'modules'> & { readonly modules: readonly Module[] },
    trail: readonly Submodel[],
  ): Level => {
    const { path, parent, module, groups, variables } = of;
    const prefix = path === '' ? '' : `${path}.`;
    const own: Level = {
      path,
      ...(parent === undefined ? {} : { parent }),
      ...(module === undefined ? {} : { module }),
      groups,
      variables,
      names: new Map(variables.map((each) => [toId(each.name), `${prefix}${each.name}`])),
      modules: new Map(),
    };
    for (const each of of.modules) {
      const inner = build(each, own, trail);
      if (inner === undefined) continue;
      if (own.modules.has(toId(each.name))) {
        const message = `Cannot use two modules called "${inner.path}"`;
        report(faultDiagnostic({ code: 'duplicate-name', message, advice: 'rename one of them', place: each.place }));
      }
      own.modules.set(toId(each.name), inner);
    }
    return own;
  };
  return level({ path: '', groups: model.groups, variables: model.variables, modules: model.modules ?? [] }, []);
}

/** The level and all levels inside it, outer before inner. */
export function levelsOf(level: Level): Level[] {
  return [level, ...[...level.modules.values()].flatMap(levelsOf)];
}

/** The whole model's level. */
export function rootOf(level: Level): Level {
  return level.parent === undefined ? level : rootOf(level.parent);
}

/** What a path means at a level: the name in the flat model; undefined where it means nothing; `ambiguous` where it means two things. */
export type Resolution = { readonly name: VariableName } | 'ambiguous' | undefined;

/**
 * `module.variable`: the nearest level outwards that has the module (XMILE leaves the order open; unchecked against Stella).
 * `.variable`: the whole model's, or the one beside the module; where both exist and differ it is ambiguous.
 */
export function resolvePath(path: string, level: Level): Resolution {
  const steps = path.split('.').map((step) => toId(step) as string);
  if (steps[0] !== '') {
    for (let at: Level | undefined = level; at !== undefined; at = at.parent) {
      const name = follow(steps, at);
      if (name !== undefined) return { name };
    }
    return undefined;
  }
  const absolute = follow(steps.slice(1), rootOf(level));
  const beside = level.parent === undefined ? undefined : follow(steps.slice(1), level.parent);
  if (absolute !== undefined && beside !== undefined && absolute !== beside) return 'ambiguous';
  const name = absolute ?? beside;
  return name === undefined ? undefined : { name };
}

function follow(steps: readonly string[], level: Level): VariableName | undefined {
  let at: Level | undefined = level;
  for (const step of steps.slice(0, -1)) at = at?.modules.get(step);
  return at?.names.get(steps.at(-1) ?? '');
}
