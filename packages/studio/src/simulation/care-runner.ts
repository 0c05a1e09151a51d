import { generalModel, makeScenarioRunner } from '@weir/care';
import type { Indicator } from '@weir/care';
import { wasmBackend } from '@weir/engine';
import { populationId } from './population.ts';
import type { LocalRequest } from './messages.ts';
import type { Runner } from './runner.ts';

/** Not shown as an indicator, but needed for rates: the children of the area. */
const population: Indicator = {
  id: populationId,
  name: 'Children in the area',
  variable: 'child population',
  unit: 'children',
  better: 'neither',
  decimals: 0,
  scale: 1,
  meaning: 'All children aged 0 to 17.',
  group: 'Need',
  perChild: false,
};

/** The runner of England's model, or of one authority's. */
export function makeCareRunner(_local: LocalRequest | undefined): Runner {
  const general = { ...generalModel, indicators: [...generalModel.indicators, population] };
  return makeScenarioRunner({ general, backend: wasmBackend });
}
