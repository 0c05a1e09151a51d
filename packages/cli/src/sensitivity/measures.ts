import type { GeneralModel } from '@weir/care';
import type { Model } from '@weir/engine';
import type { Measure } from '@weir/engine/analysis';
import { toId } from '@weir/engine';
import { Failure } from '../failure.ts';

/**
 * Measures with the names of indicators of the general model, or their ids, replaced by the variables that these are computed by.
 *
 * @throws Failure where a time lies outside the run
 */
export function measuresFor(
  model: Model,
  measures: readonly Measure[],
  indicators: GeneralModel['indicators'] = [],
): readonly Measure[] {
  const { start, stop } = model.time;
  return measures.map(({ variable, at }) => {
    if (typeof at === 'number' && !(at >= start && at <= stop))
      throw new Failure(`Cannot look at "${variable}" at ${at}: the model runs from ${start} to ${stop}`);
    const known = model.variables.some(({ name }) => toId(name) === toId(variable));
    const indicator = known ? undefined : findIndicator(indicators, variable);
    return { variable: indicator?.variable ?? variable, at };
  });
}

/** An indicator of the general model by its id or its name. */
export function findIndicator(
  indicators: GeneralModel['indicators'],
  text: string,
): GeneralModel['indicators'][number] | undefined {
  const wanted = toId(text);
  return indicators.find(({ id, name }) => toId(id) === wanted || toId(name) === wanted);
}
