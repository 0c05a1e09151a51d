/** One row of the conformance table: what the cases are about, and how their folders are known. */
export interface FeatureGroup {
  readonly name: string;
  /** Tested against the case's path below the material, without the file's own name. The first row that fits has it. */
  readonly folders: RegExp;
}

/** The folders of the material by what they exercise. What fits no row is shown as `other`, which should be empty. */
export const featureGroups: readonly FeatureGroup[] = [
  { name: 'real models', folders: /^real-models\// },
  { name: 'speed', folders: /^speed$/ },
  { name: 'Stella pairs', folders: /^stella-pairs$/ },
  { name: 'whole samples', folders: /^test-models\/samples\// },
  { name: 'external data', folders: /\/(?:get_|data_from|direct_|excel|external_|mixed_data|tabbed)/ },
  { name: 'macros and modules', folders: /\/(?:macro|module|submodel)/ },
  {
    name: 'conveyors and non-negative stocks',
    folders: /\/(?:conveyor|queue|oven|leak|non_negative|nonnegative|uniflow)/,
  },
  { name: 'allocation', folders: /\/(?:allocate|depreciate|find_market|supply|demand)/ },
  { name: 'random numbers', folders: /\/(?:random|noise)/ },
  {
    name: 'delays, smooths and samples',
    folders:
      /\/(?:delay|smooth|trend|forecast|sample_if|stocks?_with|initial|active_initial|input_functions|subscripted_(?:smooth|trend|delay))/,
  },
  { name: 'lookups', folders: /\/(?:subscripted_)?lookup|\/(?:graph|with_lookup|gf_)/ },
  {
    name: 'subscripts and arrays',
    folders:
      /\/(?:subscript|array|except|subrange|subset|smaller_range|elm_count|vector|invert_matrix|partial_range|repeated_subscript|conditional_subscripts|nest|matrix|dimension|mapping|vmin|vmax|prod|sum)/,
  },
  {
    name: 'names, text and layout',
    folders:
      /\/(?:line_breaks|line_continuation|multiple_lines|odd_number|special_characters|.*capitali[sz]ation|model_doc|multiple_views|variable_ranges|zeroled|chinese|unicode|utf|rename|reserved|comment|euler_step|parentheses|units|encoding|view|longname|.*names?$)/,
  },
  {
    name: 'time and control',
    folders:
      /\/(?:time|control_vars|eval_order|game|reality_checks|unchangeable|saveper|incremental|constant_expressions|pulse|step|ramp|stock|integ|initial_)/,
  },
  {
    name: 'arithmetic and functions',
    folders:
      /\/(?:abs|arith|builtin|exp|ln|log|sqrt|power|pi|trig|rounding|quantum|xidz|zidz|if_stmt|logicals|logical|nested_functions|modulo|mod|sin|cos|tan|hyper|number|int|function|min|max|bug|limits|gamma)/,
  },
];

/** The name of the row that a case belongs to, by the path of its model. */
export function featureGroup(model: string): string {
  const folder = model.slice(0, Math.max(0, model.lastIndexOf('/')));
  return featureGroups.find(({ folders }) => folders.test(folder))?.name ?? 'other';
}
