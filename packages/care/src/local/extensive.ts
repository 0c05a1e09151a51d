import type { Definition, Model, Variable } from '@weir/engine';

/** Units that count things of the whole area, so that an area half as large has half as many. */
const countedUnits: ReadonlySet<string> = new Set(
  [
    'children',
    'child',
    'children/year',
    'child/year',
    'contacts/year',
    'cases',
    'places',
    'FTE',
    'FTE/year',
    'workers',
    '£',
    '£/year',
  ].map((unit) => unit.toLowerCase()),
);

/**
 * Names of the constants, paths over time and initial stocks that count things of the whole area: multiplying all of
 * them by one number makes a model of an area of another size that behaves the same.
 */
export function extensiveNames(model: Model): string[] {
  return model.variables.filter((variable) => isCounted(variable) && isGiven(variable)).map(({ name }) => name);
}

function isCounted({ units }: Variable): boolean {
  return units !== undefined && countedUnits.has(units.replaceAll(' ', '').toLowerCase());
}

/** Whether its value, or that of a stock at the start, is written down rather than computed: of an array, in part. */
function isGiven(variable: Variable): boolean {
  if (variable.kind === 'lookup') return false;
  const definitions = variable.kind === 'stock' ? variable.initial : variable.definitions;
  return definitions.some((definition) => isLiteral(definition) && Number(definition.equation) !== 0);
}

/** Whether a definition is a number, or a path over time; time may be stopped where a path is no longer known. */
export function isLiteral({ equation, table }: Definition): boolean {
  return table === undefined ? Number.isFinite(Number(equation)) : /^time$|\bTIME\b/.test(equation.trim());
}
