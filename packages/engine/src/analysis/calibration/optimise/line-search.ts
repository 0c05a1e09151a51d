import { at } from '../at.ts';

/** A place along a line and the value there. */
export interface LinePoint {
  readonly at: number;
  readonly value: number;
}

type LineSearch = Generator<Float64Array, LinePoint, Float64Array>;

const golden = 0.3819660112501051;
/** Far enough along a line to say that there is no minimum on it. */
const mostExpansions = 40;
const mostRounds = 60;

/**
 * The lowest place along a line from `from` in `direction`: brackets a minimum by steps that grow, then narrows it by Brent's method (Brent 1973, chapter 5: parabolas through three points,
 * golden section where they do not serve).
 *
 * @param tolerance to which the place is found
 */
export function* lineSearch(
  from: Float64Array,
  { direction, value, first, tolerance }: { direction: Float64Array; value: number; first: number; tolerance: number },
): LineSearch {
  const tried = function* (t: number): LineSearch {
    const values = yield from.map((each, i) => each + t * at(direction, i));
    return { at: t, value: at(values, 0) };
  };
  let middle: LinePoint = { at: 0, value };
  let ahead = yield* tried(first);
  let behind: LinePoint;
  if (ahead.value > middle.value) {
    behind = ahead;
    ahead = yield* tried(-first);
    if (ahead.value >= middle.value) return yield* brent(tried, { low: ahead, middle, high: behind, tolerance });
  } else behind = middle;
  // Downhill from `middle` to `ahead`: on, until it rises.
  let step = ahead.at - middle.at;
  for (let round = 0; round < mostExpansions && ahead.value < middle.value; round++) {
    [behind, middle] = [middle, ahead];
    step *= 1.618033988749895;
    ahead = yield* tried(middle.at + step);
  }
  if (ahead.value < middle.value) return ahead;
  return yield* brent(tried, { low: behind, middle, high: ahead, tolerance });
}

/** `middle` lies between the two others and is no higher than either. */
function* brent(
  tried: (t: number) => LineSearch,
  bracket: { low: LinePoint; middle: LinePoint; high: LinePoint; tolerance: number },
): LineSearch {
  let low = Math.min(bracket.low.at, bracket.high.at);
  let high = Math.max(bracket.low.at, bracket.high.at);
  let best = bracket.middle;
  let [second, third] =
    bracket.low.value < bracket.high.value ? [bracket.low, bracket.high] : [bracket.high, bracket.low];
  let [step, before] = [high - low, high - low];
  for (let round = 0; round < mostRounds; round++) {
    const centre = (low + high) / 2;
    const least = bracket.tolerance + 1e-10 * Math.abs(best.at);
    if (Math.abs(best.at - centre) <= 2 * least - (high - low) / 2) break;
    const parabola = parabolaStep(best, second, third);
    const lands = best.at + parabola;
    const serves = Math.abs(parabola) < Math.abs(before) / 2 && lands > low && lands < high;
    before = serves ? step : best.at >= centre ? low - best.at : high - best.at;
    step = serves ? parabola : golden * before;
    if (Math.abs(step) < least) step = best.at < centre ? least : -least;
    const next = yield* tried(best.at + step);
    if (next.value <= best.value) {
      if (next.at >= best.at) low = best.at;
      else high = best.at;
      [best, second, third] = [next, best, second];
    } else {
      if (next.at < best.at) low = next.at;
      else high = next.at;
      if (next.value <= second.value || second.at === best.at) [second, third] = [next, second];
      else if (next.value <= third.value || third.at === best.at || third.at === second.at) third = next;
    }
  }
  return best;
}

/** From the first to the lowest place of the parabola through three points; not finite where there is none. */
function parabolaStep(best: LinePoint, second: LinePoint, third: LinePoint): number {
  const r = (best.at - second.at) * (best.value - third.value);
  const q = (best.at - third.at) * (best.value - second.value);
  return ((best.at - third.at) * q - (best.at - second.at) * r) / (-2 * (q - r));
}
