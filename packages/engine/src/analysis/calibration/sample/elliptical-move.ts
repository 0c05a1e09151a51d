import { kernel } from '../../../numeric/kernel.ts';
import type { Draws } from '../../../random/draws.ts';
import { gammaDraw } from '../../../random/distributions/gamma.ts';
import { normalQuantile } from '../../../random/normal-quantile.ts';
import { at } from '../at.ts';
import { timesLower } from '../triangular.ts';
import type { ChainState, Move } from './chain.ts';
import { distanceOf, freedom, logStudent, type StudentApproximation } from './student-approximation.ts';

const fullTurn = 6.283185307179586;
/** After these the bracket has shrunk to nothing, and the chain stays. */
const mostShrinks = 50;

/**
 * Generalised elliptical slice sampling (Nishihara, Murray and Adams 2014; elliptical slice sampling: Murray, Adams and MacKay 2010). The posterior is written as an
 * approximation times what it lacks. A t distribution is a normal one of random scale, so that with a scale drawn, an ellipse through the point and a draw of that normal distribution is taken,
 * and a place on it at which what the approximation lacks exceeds a random share of its value here. There is no rejection and nothing to tune; where the approximation is good, the first
 * place is taken and the next point hardly knows the last.
 */
export function* ellipticalMove(
  from: ChainState,
  {
    approximation,
    drawsOf,
    draws,
  }: { approximation: StudentApproximation; drawsOf: (step: number) => Draws; draws: Draws },
): Move {
  const { middle, factor } = approximation;
  const size = middle.length;
  const distance = distanceOf(approximation, from.point);
  const scale = Math.sqrt((0.5 * (freedom + distance)) / gammaDraw(draws, 0.5 * (freedom + size)));
  const normals = Float64Array.from({ length: size }, () => scale * normalQuantile(draws.next()));
  const other = timesLower(factor, normals);
  const height = from.logDensity - logStudent(distance, size) + kernel.ln(draws.next());
  let angle = fullTurn * draws.next();
  let [low, high] = [angle - fullTurn, angle];
  for (let shrink = 1; shrink <= mostShrinks; shrink++) {
    const [cosine, sine] = [kernel.cos(angle), kernel.sin(angle)];
    const point = Float64Array.from(
      middle,
      (centre, i) => centre + (at(from.point, i) - centre) * cosine + at(other, i) * sine,
    );
    const logDensity = yield point;
    if (logDensity - logStudent(distanceOf(approximation, point), size) > height) return { point, logDensity };
    if (angle < 0) low = angle;
    else high = angle;
    angle = low + drawsOf(shrink).next() * (high - low);
  }
  return from;
}
