import { kernel } from '../../../numeric/kernel.ts';
import type { Draws } from '../../../random/draws.ts';
import { normalQuantile } from '../../../random/normal-quantile.ts';
import { at } from '../at.ts';
import type { ChainState, Move } from './chain.ts';

/** Shares of moves: towards or from a past point; and of the others, those of a full difference, which leap between modes. */
const snookerShare = 0.1;
const leapShare = 0.1;

/**
 * A step of differential evolution Markov chain Monte Carlo with a sample of the past (DE-MCzs: ter Braak and Vrugt 2008): along the difference of two past points, by 2.38/√(2d) of it or now and then
 * all of it; or along the line to a third (snooker), where the Jacobian |x' - z|^(d-1) belongs to the acceptance. Accepted by Metropolis's rule. The archive must not
 * change while draws are kept: then the chain's distribution is exact, not only in the limit.
 */
export function* differentialMove(from: ChainState, { archive, draws }: { archive: Float64Array; draws: Draws }): Move {
  const { point } = from;
  const size = point.length;
  const count = archive.length / size;
  const past = (): Float64Array => {
    const row = Math.min(count - 1, Math.floor(draws.next() * count));
    return archive.subarray(row * size, (row + 1) * size);
  };
  const [a, b] = [past(), past()];
  const proposal = new Float64Array(size);
  let logJacobian = 0;
  if (size > 1 && draws.next() < snookerShare) {
    const z = past();
    const line = point.map((each, i) => each - at(z, i));
    const square = line.reduce((sum, each) => sum + each * each, 0);
    if (square === 0) return from;
    const projected = line.reduce((sum, each, i) => sum + each * (at(a, i) - at(b, i)), 0) / square;
    const along = (1.2 + draws.next()) * projected;
    for (let i = 0; i < size; i++) proposal[i] = at(point, i) + along * at(line, i);
    logJacobian = (size - 1) * kernel.ln(Math.abs(1 + along));
  } else {
    const by = draws.next() < leapShare ? 1 : 2.38 / Math.sqrt(2 * size);
    for (let i = 0; i < size; i++)
      proposal[i] = at(point, i) + by * (at(a, i) - at(b, i)) + 1e-6 * normalQuantile(draws.next());
  }
  const logDensity = yield proposal;
  return kernel.ln(draws.next()) < logDensity - from.logDensity + logJacobian ? { point: proposal, logDensity } : from;
}
