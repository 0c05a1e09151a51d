import { crossing, demandAt, readCurves, span } from './priority-curve.ts';
import type { Procedure } from './procedure.ts';

/**
 * Divides what is available among requests: at the price at which all that is demanded is available, each gets what it demands
 * (Vensim's manual, "One-to-Many Allocation"). Inputs: what is available, the requests, four numbers of a priority profile for each.
 * Where all is available, each gets its request; where nothing is, 0. Requests that are all fixed get the same share, as Vensim gives
 * them in SDEverywhere's `allocate_ptype`. NaN for what no price can satisfy, such as a request below 0.
 */
export const allocate: Procedure = {
  varies: false,
  run: ([available = Number.NaN, ...rest], outputs) => {
    const requests = rest.slice(0, outputs.length);
    const total = requests.reduce((sum, request) => sum + request, 0);
    if (requests.some((request) => !(request >= 0)) || Number.isNaN(available)) outputs.fill(Number.NaN);
    else if (available >= total) outputs.set(requests);
    else if (available <= 0) outputs.fill(0);
    else outputs.set(ration(available, { requests, total, profiles: rest.slice(outputs.length) }));
  },
};

/** Vensim is content with a price at which the allocations differ from what is available by this share of the requests. */
const tolerance = 1e-6;

function ration(
  available: number,
  { requests, total, profiles }: { requests: readonly number[]; total: number; profiles: readonly number[] },
): number[] {
  const curves = readCurves(requests, profiles);
  if (curves.every(({ type }) => type === 0)) return requests.map((request) => (request * available) / total);
  const demand = (price: number): number => curves.reduce((sum, curve) => sum + demandAt(curve, price), 0);
  const excess = (price: number): number => demand(price) - available;
  const bracket = (['searched', 'whole'] as const)
    .map((reach) => span(curves, reach))
    .find(([low, high]) => excess(low) > 0 && excess(high) < 0);
  if (bracket === undefined) return requests.map(() => Number.NaN);
  // Straight curves are solved exactly, as they are by Vensim.
  const exact = curves.every(({ type }) => type <= 1);
  const [low, high] = crossing(excess, bracket, exact ? 0 : total * tolerance);
  const [most, least] = [demand(low), demand(high)];
  // Between two neighbouring prices, or where a curve of no width steps down, each gives way in proportion.
  const share = most > least ? (available - least) / (most - least) : 0;
  return curves.map((curve) => {
    const less = demandAt(curve, high);
    return less + share * (demandAt(curve, low) - less);
  });
}
