import type { Diagnostic } from '../model/diagnostic.ts';
import { droppedParts } from '../model/dropped-parts.ts';
import type { Dimension, IntegrationMethod, Model } from '../model/model.ts';
import { notKept } from '../model/not-kept.ts';
import { isUnitFormula } from '../model/unit-formula.ts';
import { createWriteContext, type WriteContext } from './write-context.ts';
import { toXmileEquation } from './write-equation.ts';
import { writeMacros, writeModules, type PartContext } from './write-parts.ts';
import { writeVariable } from './write-variable.ts';
import { writeViews } from './write-view.ts';
import { element, tag } from './xml.ts';

/** What a writer gives: the text where everything could be said in the format, and what could not. */
export interface WriteResult {
  readonly text?: string;
  readonly diagnostics: readonly Diagnostic[];
}

const NAMESPACE = 'http://docs.oasis-open.org/xmile/ns/XMILE/v1.0';
const ISEE = 'http://iseesystems.com/XMILE';

/**
 * Writes a model as XMILE 1.0, with its diagrams as views. A stock's single net rate becomes its flows where it is a plain sum of
 * auxiliaries ({@link planFlows}), or else a flow of its own, named after the stock; definitions for subranges and exceptions are
 * written out element by element.
 *
 * @example
 * ```ts
 * const { text, diagnostics } = writeXmile(model);
 * ```
 */
export function writeXmile(model: Model): WriteResult {
  const context = createWriteContext(model);
  const { diagnostics } = context;
  const variables = model.variables.flatMap((variable) => writeVariable(context, variable));
  for (const name of context.plan.shared) diagnostics.push(sharedFlow(name));
  const parts = partContext(context);
  const { modules, models } = writeModules(model, parts);
  const macros = writeMacros(model.macros ?? [], parts);
  const { lines: views, dropped } = writeViews(context);
  diagnostics.push(...droppedParts(dropped, { when: 'written' }));
  diagnostics.push(...notKept(model, { format: 'XMILE', documentation: true }));
  const lines = [
    '<?xml version="1.0" encoding="utf-8"?>',
    `<xmile version="1.0" xmlns="${NAMESPACE}" xmlns:isee="${ISEE}" xmlns:weir="urn:weir:xmile">`,
    ...element('header', {}, [
      ...writeOptions(model),
      tag('name', model.name),
      tag('vendor', 'Weir'),
      tag('product', 'Weir', { version: '0.1', lang: 'en' }),
      ...(model.documentation === '' ? [] : [tag('caption', model.documentation)]),
    ]),
    ...writeTime(model),
    ...writeUnits(model.unitEquivalents),
    ...writeDimensions(model.dimensions),
    ...element('model', {}, [...element('variables', {}, [...variables, ...modules, ...writeGroups(model)]), ...views]),
    ...models,
    ...macros,
    '</xmile>',
  ];
  if (model.time.method === 'midpoint') diagnostics.push(midpointAsHeun);
  return diagnostics.some(({ severity }) => severity === 'error')
    ? { diagnostics }
    : { text: `${lines.join('\n')}\n`, diagnostics };
}

/** Inside a macro or submodel only its own names are known. */
function partContext({ model, diagnostics }: WriteContext): PartContext {
  return {
    diagnostics,
    writerOf: (variables) => {
      const { views: _views, ...rest } = model;
      const own: WriteContext = { ...createWriteContext({ ...rest, variables }), diagnostics };
      for (const name of own.plan.shared) diagnostics.push(sharedFlow(name));
      return {
        variable: (variable) => writeVariable(own, variable),
        equation: (equation, name) => toXmileEquation(own, { equation, variable: { name, dimensions: [] } }),
      };
    },
  };
}

function sharedFlow(variable: string): Diagnostic {
  return {
    code: 'not-standard-xmile',
    severity: 'warning',
    message: `Cannot say in standard XMILE that the flow "${variable}" fills or drains more than one stock: it is written as it is, and other tools may refuse it`,
    advice: 'give each stock a flow of its own if the file is for another tool',
    variable,
  };
}

/** XMILE 1.0, section 2.2.1: a file lists what of this kind it uses. */
function writeOptions(model: Model): string[] {
  const { views = [], macros = [], submodels = [], modules = [] } = model;
  const variables = [model, ...macros, ...submodels].flatMap((each) => each.variables);
  const most = Math.max(0, ...variables.map((variable) => variable.dimensions.length));
  const conveyors = variables.some((variable) => variable.kind === 'stock' && variable.conveyor !== undefined);
  const leaks = variables.some((variable) => variable.kind === 'flow' && variable.leak !== undefined);
  const queues = variables.some((variable) => variable.kind === 'stock' && variable.queue !== undefined);
  const overflows = variables.some((variable) => variable.kind === 'flow' && variable.overflow !== undefined);
  const annotated = views.some(({ objects }) => objects.some(({ kind }) => kind === 'text'));
  const outside = model.outsideArrays === 'zero' ? {} : { invalid_index_value: 'NaN' };
  return element('options', { namespace: 'std, isee' }, [
    ...(conveyors ? element('uses_conveyor', leaks ? { leak: 'true' } : {}) : []),
    ...(queues ? element('uses_queue', overflows ? { overflow: 'true' } : {}) : []),
    ...(most === 0 ? [] : element('uses_arrays', { maximum_dimensions: String(most), ...outside })),
    ...(modules.length === 0 ? [] : element('uses_submodels', {})),
    ...(macros.length === 0 ? [] : element('uses_macros', { recursive_macros: 'false', option_filters: 'false' })),
    ...(views.length === 0 ? [] : element('has_model_view', {})),
    ...(annotated ? element('uses_annotation', {}) : []),
  ]);
}

/** XMILE has no interval of saving; Stella's attribute is read by others too. */
/** The last is a list in order of preference, which XMILE 1.0 has for methods that not every program knows. */
const methodNames: Readonly<Record<IntegrationMethod, string>> = {
  euler: 'Euler',
  rk2: 'RK2',
  midpoint: 'RK2',
  rk4: 'RK4',
  'dormand-prince': 'RK45, RK4',
};

const midpointAsHeun: Diagnostic = {
  code: 'other-method',
  severity: 'warning',
  message: 'Cannot write the midpoint method in XMILE: its own second-order method, Heun’s, takes its place',
  advice: 'choose RK4 or Euler if the numbers are to be the same',
};

function writeTime({ time }: Model): string[] {
  const { start, stop, step, saveEvery, units, method, testInputs } = time;
  const attributes = {
    method: methodNames[method],
    time_units: units,
    ...(saveEvery === undefined ? {} : { 'isee:save_interval': String(saveEvery) }),
    // Of no account with Euler's method.
    ...(testInputs === undefined || method === 'euler' ? {} : { 'weir:test_inputs': testInputs }),
  };
  return element('sim_specs', attributes, [
    tag('start', String(start)),
    tag('stop', String(stop)),
    tag('dt', String(step)),
  ]);
}

function writeUnits(equivalents: Model['unitEquivalents']): string[] {
  const units = equivalents.map(([first = '', ...others]) =>
    element('unit', { name: first }, [
      ...others.filter(isUnitFormula).map((formula) => tag('eqn', formula)),
      ...others.filter((name) => !isUnitFormula(name)).map((alias) => tag('alias', alias)),
    ]),
  );
  return units.length === 0 ? [] : element('model_units', {}, units.flat());
}

function writeDimensions(dimensions: readonly Dimension[]): string[] {
  const list = dimensions.map(({ name, elements, subrangeOf, documentation }) => {
    const isCounted = elements.every((each, index) => each === String(index + 1));
    const attributes = {
      name,
      ...(isCounted ? { size: String(elements.length) } : {}),
      ...(subrangeOf === undefined ? {} : { 'weir:subrange_of': subrangeOf }),
      ...(documentation === '' ? {} : { 'weir:doc': documentation }),
    };
    const named = isCounted ? [] : elements.flatMap((each) => element('elem', { name: each }));
    return element('dim', attributes, named);
  });
  return list.length === 0 ? [] : element('dimensions', {}, list.flat());
}

function writeGroups({ groups, variables }: Model): string[] {
  return groups.flatMap(({ name, documentation }) =>
    element('group', { name }, [
      ...(documentation === '' ? [] : [tag('doc', documentation)]),
      ...variables
        .filter((variable) => variable.group === name)
        .flatMap((variable) => element('entity', { name: variable.name })),
    ]),
  );
}
