import { decodeText } from '../model/decode-text.ts';
import { hasErrors } from '../model/diagnostic.ts';
import { droppedParts } from '../model/dropped-parts.ts';
import type { Group, Model, Submodel, TimeSettings, Variable, VariableId } from '../model/model.ts';
import { toId } from '../model/names.ts';
import type { Reading } from '../model/reading.ts';
import type { ReadContext } from './context.ts';
import { fault, nameOf, refuse } from './context.ts';
import type { XmlElement } from '../xml/element.ts';
import { child, childText, childrenNamed, parseXml } from '../xml/element.ts';
import { addCalledTables } from './called-tables.ts';
import { readViews } from './read-view.ts';
import { findDrivenFlows } from './conveyor.ts';
import { macroNames, readMacro, variableKinds } from './macros.ts';
import { readModules } from './modules.ts';
import { isNaNOutsideArrays, isTrue, readBehaviour, readDimensions, readTime, readUnits } from './settings.ts';
import { readVariable } from './variable.ts';

/**
 * Reads an XMILE 1.0 file as Stella, xmutil and others write it (`.xmile`, `.stmx`), older Stella files included.
 * What the engine cannot carry out is refused by name and place; then there is no model.
 *
 * @example
 * ```ts
 * const { model, diagnostics } = readXmile(text, { file: 'teacup.xmile' });
 * ```
 */
export function readXmile(input: string | Uint8Array, options: { readonly file: string }): Reading {
  const { root, diagnostics } = parseXml(decodeText(input), options);
  if (root === undefined) {
    return { diagnostics };
  }
  if (root.name.toLowerCase() !== 'xmile') {
    diagnostics.push({
      code: 'not-xmile',
      severity: 'error',
      message: `Cannot read "${options.file}" as XMILE: its outermost element is <${root.name}>, not <xmile>`,
      advice: 'choose a file that Stella or another tool saved as .stmx or .xmile',
      place: root.place,
    });
    return { diagnostics };
  }
  const context: ReadContext = {
    file: options.file,
    diagnostics,
    dimensions: readDimensions(root),
    names: new Map(),
    drivenFlows: new Map(),
    macros: macroNames(root),
    isSubmodel: false,
    defaults: readBehaviour(root),
    writer: readWriter(root),
    unsupported: new Set(),
  };
  refuseRoot(context, root);
  const model = readModel(context, root);
  if (model === undefined) return { diagnostics };
  return hasErrors(diagnostics) ? { partial: model, diagnostics } : { model, diagnostics };
}

function readWriter(root: XmlElement): ReadContext['writer'] {
  const header = child(root, 'header');
  const product = (header && childText(header, 'product')) ?? '';
  const vendor = (header && childText(header, 'vendor')) ?? '';
  if (!/vensim/i.test(product)) {
    return /stella|ithink/i.test(product) || /\bisee\b/i.test(vendor) ? 'isee' : 'other';
  }
  return /xmutil/i.test(product) ? 'xmutil' : 'vensim';
}

/** What stands outside of the models, or shuts them: data that are imported, other files, encryption (XMILE 1.0, 2.8, 2.11, 4). */
function refuseRoot(context: ReadContext, root: XmlElement): void {
  for (const data of childrenNamed(root, 'data')) {
    for (const source of childrenNamed(data, 'import')) readImport(context, source);
  }
  const header = child(root, 'header');
  const includes = [root, ...(header === undefined ? [] : [header])].flatMap((each) => child(each, 'includes') ?? []);
  for (const file of includes.flatMap((each) => childrenNamed(each, 'include'))) {
    const what = `what the file includes from "${file.attributes['resource'] ?? ''}"`;
    refuse(context, { what, place: file.place, advice: 'copy the models and macros of that file into this one' });
  }
  for (const model of childrenNamed(root, 'model')) {
    if (!Object.keys(model.attributes).some((name) => name.startsWith('encryption'))) continue;
    refuse(context, { what: 'an encrypted model', place: model.place, advice: 'save it without a password' });
  }
}

/**
 * `<import>`: one that is switched off does nothing. One on demand has done its work: Stella writes what it brought into
 * the equations, and brings it again only when a person asks. Others would change the model at every run.
 */
function readImport(context: ReadContext, source: XmlElement): void {
  const { enabled, frequency, type } = source.attributes;
  if (enabled !== undefined && !isTrue(enabled)) return;
  const resource = source.attributes['resource'] ?? '';
  if (![frequency, type].some((text) => /^on[\s_]demand$/i.test(text?.trim() ?? ''))) {
    const advice = 'import the data in Stella, and switch the import off or let it be on demand';
    refuse(context, { what: `the import of data from "${resource}" at every run`, place: source.place, advice });
    return;
  }
  context.diagnostics.push({
    code: 'import-on-demand',
    severity: 'warning',
    message: `Cannot import data from "${resource}" on demand: the model is read with the values that it holds`,
    advice: 'import the data in Stella if they are newer than the model',
    place: source.place,
  });
}

function readModel(context: ReadContext, root: XmlElement): Model | undefined {
  const models = childrenNamed(root, 'model');
  const whole = models.find((each) => nameOf(each) === '') ?? models[0];
  if (whole === undefined) {
    fault(context, {
      code: 'missing-model',
      message: `Cannot find a model in "${context.file}": there is no <model>`,
      advice: 'choose a file that holds one',
      place: root.place,
    });
    return undefined;
  }
  const time = readTime(context, root);
  const macros = childrenNamed(root, 'macro').flatMap((each) => readMacro(context, each) ?? []);
  const inner = models.filter((each) => each !== whole);
  const names = inner.map(nameOf);
  const { modules, ...parts } = readParts(behaving(context, whole), whole, names);
  const submodels = inner.map((each): Submodel => {
    refuseOwnSettings(context, each, time);
    const own: ReadContext = { ...context, names: new Map(), drivenFlows: new Map(), isSubmodel: true };
    return {
      name: nameOf(each),
      documentation: childText(each, 'doc') ?? '',
      ...readParts(behaving(own, each), each, names),
      place: each.place,
    };
  });
  const { views, dropped } = readViews(whole, parts.variables);
  const hidden = [...inner, ...childrenNamed(root, 'macro')].filter(
    (each) => (child(each, 'views')?.children ?? []).length > 0,
  ).length;
  const all = new Map([...dropped, ...(hidden === 0 ? [] : [['diagrams of modules and macros', hidden] as const])]);
  if (!hasErrors(context.diagnostics)) {
    context.diagnostics.push(...droppedParts(all, { when: 'read', file: context.file }));
  }
  const header = child(root, 'header');
  return {
    format: 'weir/1',
    name: (header && childText(header, 'name')) ?? '',
    documentation: childText(whole, 'doc') ?? (header && childText(header, 'caption')) ?? '',
    time,
    unitEquivalents: readUnits(root),
    dimensions: context.dimensions,
    ...(context.dimensions.length === 0 || isNaNOutsideArrays(root) ? {} : { outsideArrays: 'zero' as const }),
    ...parts,
    loops: [],
    ...(views.length === 0 ? {} : { views }),
    ...(macros.length === 0 ? {} : { macros }),
    ...(submodels.length === 0 ? {} : { submodels }),
    ...(modules.length === 0 ? {} : { modules }),
  };
}

/** The context of a `<model>` that may have a `<behavior>` of its own. */
function behaving(context: ReadContext, model: XmlElement): ReadContext {
  return { ...context, defaults: readBehaviour(model, context.defaults) };
}

/** What one `<model>` holds. */
function readParts(
  context: ReadContext,
  body: XmlElement,
  submodels: readonly string[],
): Pick<Submodel, 'groups' | 'variables' | 'modules'> {
  // Files of before XMILE 1.0 have the variables directly inside <model>.
  const all = [...(child(body, 'variables')?.children ?? []), ...body.children];
  const elements = all.filter((element) => variableKinds.has(element.name.toLowerCase()));
  refuseOtherKinds(context, all);
  declare(context, elements);
  findDrivenFlows(context, elements);
  const { groups, groupOf } = readGroups(body);
  const variables: Variable[] = elements.flatMap((element) => {
    const variable = readVariable(context, element);
    const group = variable && groupOf.get(toId(variable.name));
    return variable === undefined ? [] : [group === undefined ? variable : { ...variable, group }];
  });
  const modules = all.filter((element) => element.name.toLowerCase() === 'module');
  const around = { model: nameOf(body), isWhole: !context.isSubmodel, submodels };
  return { groups, variables: addCalledTables(variables), modules: readModules(context, modules, around) };
}

/** What has an equation and is none of the kinds that are known would be left out without a word. */
function refuseOtherKinds(context: ReadContext, elements: readonly XmlElement[]): void {
  for (const element of elements) {
    const kind = element.name.toLowerCase();
    if (variableKinds.has(kind) || childText(element, 'eqn') === undefined) continue;
    refuse(context, { what: `the element <${element.name}>`, place: element.place, variable: nameOf(element) });
  }
}

/** Stella lets a module run with a step of its own, or alone. */
function refuseOwnSettings(context: ReadContext, model: XmlElement, time: TimeSettings): void {
  const specs = child(model, 'sim_specs');
  const name = nameOf(model);
  if (specs !== undefined) {
    const own = readTime(context, model);
    const differs =
      own.start !== time.start || own.stop !== time.stop || own.step !== time.step || own.method !== time.method;
    if (differs) {
      refuse(context, {
        what: `the module "${name}" with time settings of its own`,
        place: specs.place,
        advice: 'give it those of the whole model',
      });
    }
  }
  if (isTrue(model.attributes['run'])) {
    refuse(context, {
      what: `the module "${name}" on its own, as run="true" asks`,
      place: model.place,
      advice: 'run the whole model',
    });
  }
  const resource = model.attributes['resource'];
  if (resource !== undefined) {
    refuse(context, {
      what: `the model "${name}" from the file "${resource}"`,
      place: model.place,
      advice: 'import it into the model',
    });
  }
}

/** Every name, before any equation is read; a name given twice or left out is a fault. */
function declare(context: ReadContext, elements: readonly XmlElement[]): void {
  for (const element of elements) {
    const name = nameOf(element);
    if (name === '') {
      fault(context, {
        code: 'missing-name',
        message: `Cannot read a <${element.name}> without a name`,
        advice: 'give it a "name" attribute',
        place: element.place,
      });
      continue;
    }
    const id = toId(name);
    if (context.names.has(id)) {
      fault(context, {
        code: 'duplicate-name',
        message: `Cannot define "${name}" twice`,
        advice: 'rename one of the two; case, spaces and underscores do not tell names apart',
        place: element.place,
        variable: name,
      });
    }
    context.names.set(id, name);
  }
}

function readGroups(body: XmlElement): { groups: Group[]; groupOf: Map<VariableId, string> } {
  const groupOf = new Map<VariableId, string>();
  const holders = [...(child(body, 'variables')?.children ?? []), ...body.children];
  const groups = holders
    .filter((element) => element.name.toLowerCase() === 'group' && nameOf(element) !== '')
    .map((element) => {
      for (const entity of childrenNamed(element, 'entity')) {
        groupOf.set(toId(nameOf(entity)), nameOf(element));
      }
      return { name: nameOf(element), documentation: childText(element, 'doc') ?? '' };
    });
  return { groups, groupOf };
}
