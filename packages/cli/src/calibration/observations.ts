import type { GeneralModel } from '@weir/care';
import { nearNames, toId, type Model } from '@weir/engine';
import type { Observation, Observed } from '@weir/engine/analysis';
import { Failure } from '../failure.ts';
import { findIndicator } from '../sensitivity/measures.ts';
import type { ColumnSettings } from './column-settings.ts';
import type { Figures } from './read-figures.ts';

/**
 * Series to hold a model against, from columns of figures and what is said of them. A column is compared with the variable of its name, or in the general model with that of an indicator. Where nothing is said of its errors, a column of whole
 * numbers is taken for counts and any other for measures, with a dispersion that is estimated.
 *
 * @param use columns to take; by default all
 * @throws Failure where a column is not there, or its errors cannot be guessed
 */
export function observationsOf(
  { file, times, columns }: Figures,
  {
    model,
    settings,
    use,
    indicators = [],
  }: {
    model: Model;
    settings: ReadonlyMap<string, ColumnSettings>;
    use?: readonly string[] | undefined;
    indicators?: GeneralModel['indicators'] | undefined;
  },
): readonly Observation[] {
  const needed = (name: string): readonly Observed[] => {
    const found = columns.get(name);
    if (found !== undefined) return found;
    const [near] = nearNames(name, columns.keys());
    throw new Failure(
      `Cannot find the column "${name}" in "${file}": ${near === undefined ? `it has ${[...columns.keys()].join(', ')}` : `did you mean "${near}"?`}`,
    );
  };
  for (const name of settings.keys()) needed(name);
  const counted = new Set([...settings.values()].flatMap(({ outOf }) => outOf ?? []));
  const chosen = use ?? [...columns.keys()].filter((name) => !counted.has(name));
  return chosen.map((name): Observation => {
    const values = needed(name);
    const { outOf, variables, error, dispersion, ...rest } = settings.get(name) ?? {};
    const known = times
      .map((time, row) => ({ time, row, value: values[row] ?? Number.NaN }))
      .filter(({ value }) => typeof value !== 'number' || !Number.isNaN(value));
    const assumed =
      error === undefined && dispersion === undefined
        ? assumedErrors(
            name,
            known.map(({ value }) => value),
          )
        : {};
    const parts = outOf === undefined ? undefined : needed(outOf);
    return {
      name,
      variables: variables ?? [variableOf(name, model, indicators)],
      times: known.map(({ time }) => time),
      values: known.map(({ value }) => value),
      ...(parts === undefined ? {} : { outOf: known.map(({ row }) => numberOf(parts[row])) }),
      error: error ?? (parts === undefined ? 'relative' : 'share'),
      ...(dispersion === undefined ? {} : { dispersion }),
      ...rest,
      ...assumed,
    };
  });
}

function variableOf(name: string, model: Model, indicators: GeneralModel['indicators']): string {
  const known = model.variables.some((variable) => toId(variable.name) === toId(name.replace(/\[.*$/, '')));
  return known ? name : (findIndicator(indicators, name)?.variable ?? name);
}

/** What is taken for the errors of a column where nothing is said of them. */
function assumedErrors(name: string, values: readonly Observed[]): Pick<Observation, 'error' | 'dispersion'> {
  const plain = values.filter((value) => typeof value === 'number');
  if (plain.every((value) => Number.isInteger(value) && value >= 0))
    return { error: 'count', dispersion: { kind: 'logUniform', low: 1e-6, high: 1 } };
  if (plain.every((value) => value > 0))
    return { error: 'logarithmic', dispersion: { kind: 'logUniform', low: 0.001, high: 1 } };
  throw new Failure(
    `Cannot guess the errors of "${name}", which has figures that are not above 0: say in a file for --columns, "${name}: {error: absolute, dispersion: 0.1}"`,
  );
}

function numberOf(value: Observed | undefined): number {
  return typeof value === 'number' ? value : Number.NaN;
}

/** The published series of the general model as figures: each at its own times, with nothing where another has one. */
export function publishedFigures({ history, indicators }: GeneralModel): Figures {
  const times = [...new Set(history.flatMap(({ points }) => points.map(({ year }) => year)))].toSorted((a, b) => a - b);
  const columns = history.map(({ indicator, points }): [string, readonly Observed[]] => {
    const values = new Map(points.map(({ year, value }) => [year, value]));
    return [
      indicators.find(({ id }) => id === indicator)?.id ?? indicator,
      times.map((time) => values.get(time) ?? Number.NaN),
    ];
  });
  return { file: 'the published series', times, columns: new Map(columns) };
}
