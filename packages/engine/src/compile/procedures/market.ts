import { notAvailable } from '../primitives.ts';
import { ofNumbers } from './of-numbers.ts';
import { crossing, demandAt, readCurves, span, supplyAt, type Bracket } from './priority-curve.ts';
import type { Procedure } from './procedure.ts';

/** How near to each other demand and supply have to come, as a share of how far apart they are where the search starts. */
const tolerance = 1e-9;
/**
 * The price at which as much is supplied as demanded; :NA: where no curve depends on it. Inputs: the number of demands, the demands,
 * the supplies, four numbers of a profile for each demand and for each supply.
 */
const marketPrice: Procedure = {
  varies: false,
  run: ([count = 0, ...rest], outputs) => {
    const all = rest.length / 5;
    const curves = readCurves(rest.slice(0, all), rest.slice(all));
    const [demands, supplies] = [curves.slice(0, count), curves.slice(count)];
    const excess = (price: number): number =>
      demands.reduce((sum, curve) => sum + demandAt(curve, price), 0) -
      supplies.reduce((sum, curve) => sum + supplyAt(curve, price), 0);
    if (curves.every(({ type }) => type === 0)) outputs[0] = notAvailable;
    else outputs[0] = meeting(excess, span(curves, 'searched'));
  },
};

function meeting(excess: (price: number) => number, [low, high]: Bracket): number {
  const [more, less] = [excess(low), excess(high)];
  if (Number.isNaN(more) || Number.isNaN(less)) return Number.NaN;
  if (more <= 0) return low;
  return less >= 0 ? high : crossing(excess, [low, high], tolerance * Math.max(more, -less))[1];
}

/** Vensim's many-to-many allocation. The other two: a quantity, four numbers of its profile, the price. */
export const market = {
  marketPrice,
  demandAtPrice: ofNumbers((quantity, type, centre, width, _extra, price) =>
    demandAt({ quantity, type, centre, width }, price),
  ),
  supplyAtPrice: ofNumbers((quantity, type, centre, width, _extra, price) =>
    supplyAt({ quantity, type, centre, width }, price),
  ),
} as const;
