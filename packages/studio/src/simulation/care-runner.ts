import { makeScenarioRunner } from '@weir/care';
import type { Indicator } from '@weir/care';
import { wasmBackend } from '@weir/engine';
import { populationId } from './population.ts';
import type { ModelRequest } from './messages.ts';
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

/** The runner of a model, in WebAssembly. */
export function makeCareRunner({ general, keepToHistory }: ModelRequest): Runner {
  return makeScenarioRunner({
    general: { ...general, indicators: [...general.indicators, population] },
    backend: wasmBackend,
    ...(keepToHistory ? {} : { history: false }),
  });
}
