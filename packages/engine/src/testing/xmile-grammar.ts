/**
 * The elements of XMILE 1.0 and what each may hold (OASIS, sections 2 to 6), as far as Weir writes them or its neighbours
 * do. Written as data; `xmile-rules.ts` holds files against it.
 */
export interface ElementRule {
  /** Attributes that must be there, and those that may be; a value is `text` or one of those listed. */
  readonly required?: Readonly<Record<string, Value>>;
  readonly optional?: Readonly<Record<string, Value>>;
  /** Children that must be there once, that may be there once, and that may be there any number of times. */
  readonly one?: readonly string[];
  readonly maybe?: readonly string[];
  readonly any?: readonly string[];
  /** Whether the children named must stand in the order of `maybe`. */
  readonly ordered?: boolean;
  /** What text it holds; absent: none. */
  readonly text?: Value;
}

export type Value = 'text' | 'number' | 'whole' | 'boolean' | 'name' | readonly string[];

const number = 'number';
const name = 'name';
const place = { x: number, y: number } as const;
const size = { width: number, height: number } as const;
const label = {
  label_side: ['center', 'top', 'bottom', 'left', 'right'],
  label_angle: number,
} as const;
const uid = { uid: 'whole' } as const;

const common = ['units', 'doc', 'dimensions', 'range', 'scale', 'format', 'event_poster', 'mathml'] as const;
const definition = ['eqn', 'init_eqn', 'gf', ...common] as const;
const access = { access: ['input', 'output'], autoexport: 'boolean' } as const;
const modelParts = ['sim_specs', 'behavior', 'variables', 'views'] as const;

/** By path where one name means several things (`view/stock`), otherwise by name. */
export const xmileGrammar: Readonly<Record<string, ElementRule>> = {
  xmile: {
    required: { version: 'text', xmlns: ['http://docs.oasis-open.org/xmile/ns/XMILE/v1.0'] },
    one: ['header'],
    maybe: ['sim_specs', 'model_units', 'dimensions', 'behavior', 'style', 'data'],
    any: ['macro', 'model'],
  },
  header: {
    one: ['vendor', 'product'],
    maybe:
      'options name version caption image author affiliation client copyright contact created modified uuid includes'.split(
        ' ',
      ),
  },
  vendor: { text: 'text' },
  product: { required: { version: 'text' }, optional: { lang: 'text' }, text: 'text' },
  name: { text: 'text' },
  caption: { text: 'text' },
  options: {
    optional: { namespace: 'text' },
    maybe: [
      'uses_conveyor',
      'uses_queue',
      'uses_arrays',
      'uses_submodels',
      'uses_macros',
      'uses_event_posters',
      'has_model_view',
      'uses_outputs',
      'uses_inputs',
      'uses_annotation',
    ],
  },
  uses_conveyor: { optional: { arrest: 'boolean', leak: 'boolean' } },
  uses_queue: { optional: { overflow: 'boolean' } },
  uses_arrays: { required: { maximum_dimensions: 'whole' }, optional: { invalid_index_value: ['NaN', '0'] } },
  uses_submodels: {},
  uses_macros: { required: { recursive_macros: 'boolean', option_filters: 'boolean' } },
  uses_event_posters: { optional: { messages: 'boolean' } },
  has_model_view: {},
  uses_outputs: {},
  uses_inputs: {},
  uses_annotation: {},
  sim_specs: {
    optional: { method: 'text', time_units: 'text', pause: number },
    one: ['start', 'stop'],
    maybe: ['dt', 'run'],
  },
  start: { text: number },
  stop: { text: number },
  dt: { optional: { reciprocal: 'boolean' }, text: number },
  model_units: { any: ['unit'] },
  unit: { required: { name: 'text' }, optional: { disabled: 'boolean' }, maybe: ['eqn'], any: ['alias'] },
  'unit/alias': { text: 'text' },
  dimensions: { any: ['dim'] },
  dim: { required: { name }, optional: { size: 'whole' }, any: ['elem'] },
  elem: { required: { name: 'text' } },
  behavior: { maybe: ['non_negative', 'stock', 'flow'] },
  'behavior/stock': { maybe: ['non_negative'] },
  'behavior/flow': { maybe: ['non_negative'] },
  macro: {
    required: { name },
    optional: { namespace: 'text' },
    one: ['eqn'],
    maybe: ['format', 'doc', ...modelParts],
    any: ['parm'],
  },
  parm: { optional: { default: 'text' }, text: name },
  model: { optional: { name, run: 'boolean', resource: 'text' }, maybe: modelParts, ordered: true },
  variables: { any: ['stock', 'flow', 'aux', 'gf', 'module', 'group'] },
  stock: {
    required: { name },
    optional: access,
    maybe: [...definition, 'non_negative', 'conveyor', 'queue'],
    any: ['inflow', 'outflow', 'element'],
  },
  flow: {
    required: { name },
    optional: { ...access, leak_start: number, leak_end: number },
    maybe: [...definition, 'non_negative', 'multiplier', 'overflow', 'leak', 'leak_integers'],
    any: ['element'],
  },
  aux: {
    required: { name },
    optional: { ...access, flow_concept: 'boolean' },
    maybe: definition,
    any: ['element'],
  },
  element: { required: { subscript: 'text' }, maybe: ['eqn', 'init_eqn', 'gf', 'non_negative'] },
  eqn: { text: 'text' },
  init_eqn: { text: 'text' },
  units: { text: 'text' },
  doc: { text: 'text' },
  inflow: { text: name },
  outflow: { text: name },
  non_negative: { text: 'text' },
  overflow: {},
  leak: { text: 'text' },
  leak_integers: { text: 'text' },
  multiplier: { text: 'text' },
  range: { optional: { min: number, max: number } },
  scale: { optional: { min: number, max: number, auto: 'boolean', group: 'whole' } },
  format: { optional: { precision: number, scale_by: number, display_as: 'text', delimit_000s: 'boolean' } },
  conveyor: {
    optional: {
      discrete: 'boolean',
      batch_integrity: 'boolean',
      one_at_a_time: 'boolean',
      exponential_leak: 'boolean',
    },
    one: ['len'],
    maybe: ['capacity', 'in_limit', 'sample', 'arrest'],
  },
  len: { text: 'text' },
  capacity: { text: 'text' },
  in_limit: { text: 'text' },
  sample: { text: 'text' },
  arrest: { text: 'text' },
  queue: {},
  gf: {
    optional: { name, type: ['continuous', 'extrapolate', 'discrete'] },
    one: ['ypts'],
    maybe: ['xscale', 'xpts', 'yscale', 'units', 'doc'],
  },
  xscale: { required: { min: number, max: number } },
  yscale: { required: { min: number, max: number } },
  xpts: { optional: { sep: 'text' }, text: 'text' },
  ypts: { optional: { sep: 'text' }, text: 'text' },
  group: { required: { name: 'text' }, optional: { run: 'boolean' }, maybe: ['doc'], any: ['entity'] },
  entity: { required: { name }, optional: { run: 'boolean' } },
  module: { required: { name }, optional: { resource: 'text' }, maybe: ['units', 'doc'], any: ['connect'] },
  connect: { required: { to: 'text', from: 'text' } },
  views: { maybe: ['style'], any: ['view'] },
  view: {
    optional: { type: 'text', name: 'text', order: 'whole', ...size, zoom: number },
    maybe: ['style'],
    any: ['stock', 'flow', 'aux', 'module', 'group', 'connector', 'alias', 'text_box'],
  },
  'view/stock': { required: { name, ...place }, optional: { ...size, ...label, ...uid }, maybe: ['shape'] },
  'view/flow': {
    required: { name, ...place },
    optional: { ...size, ...label, ...uid },
    one: ['pts'],
    maybe: ['shape'],
  },
  'view/aux': { required: { name, ...place }, optional: { ...size, ...label, ...uid }, maybe: ['shape'] },
  'view/module': { required: { name, ...place }, optional: { ...size, ...label, ...uid }, maybe: ['shape'] },
  'view/group': { required: { name: 'text', ...place, ...size }, optional: { ...uid, locked: 'boolean' } },
  'view/alias': { required: { ...uid, ...place }, optional: { ...size, ...label }, one: ['of'], maybe: ['shape'] },
  of: { text: name },
  text_box: { required: { ...uid, ...place, ...size }, text: 'text' },
  connector: {
    required: { ...uid, angle: number },
    optional: { ...place, polarity: ['+', '-', 'none'], delay_mark: 'boolean', line_style: 'text' },
    one: ['from', 'to'],
    maybe: ['pts'],
  },
  from: { text: 'text', maybe: ['alias'] },
  'from/alias': { required: uid },
  to: { text: name },
  pts: { any: ['pt'] },
  pt: { required: place },
  shape: { required: { type: ['rectangle', 'circle', 'name_only'] }, optional: { ...size, radius: number } },
};
