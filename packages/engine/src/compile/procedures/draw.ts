import {
  exponentialDraw,
  logisticDraw,
  lognormalDraw,
  normalDraw,
  paretoDraw,
  triangularDraw,
  uniformDraw,
  unitWeibullDraw,
  weibullDraw,
} from '../../random/distributions/continuous.ts';
import { binomialDraw, geometricDraw, negativeBinomialDraw, poissonDraw } from '../../random/distributions/counts.ts';
import { betaDraw, gammaDraw } from '../../random/distributions/gamma.ts';
import { mostAttempts } from '../../random/distributions/most-attempts.ts';
import { tabulatedDraw } from '../../random/distributions/tabulated.ts';
import { Draws } from '../../random/draws.ts';
import type { Moment, Procedure } from './procedure.ts';

/** A draw from a distribution, given its own parameters. */
type Distribution = (draws: Draws, parameters: Float64Array) => number;

/** How many inputs stand before a distribution's own parameters; see `drawing`. */
export const commonInputs = 8;

/**
 * A procedure that draws one number. Inputs, in this order:
 * - the number of a stream of its own, or NaN for the run's: then the draw depends on the run's seed and member too;
 * - a number that the run's stream depends on as well (Vensim's NOISE SEED), or NaN;
 * - least and greatest result: others are drawn again. NaN where none is found in `mostAttempts`;
 * - what is added to a draw, after what it is multiplied by;
 * - how long a draw is kept, or NaN for a step; and the start of the run;
 * - then the distribution's parameters.
 * Calls draw independently, whatever their streams: each has its own counter.
 */
function drawing(distribution: Distribution): Procedure {
  return {
    varies: true,
    run: (inputs, outputs, moment) => {
      const [own = Number.NaN, noise = Number.NaN, low = 0, high = 0, shift = 0, stretch = 0, every = 0, start = 0] =
        inputs;
      const draws = new Draws({ ...streamOf(own, noise, moment), step: stepOf(moment, { every, start }) });
      const parameters = inputs.subarray(commonInputs);
      outputs[0] = Number.NaN;
      if (!(low <= high)) return;
      for (let attempt = 0; attempt < mostAttempts; attempt++) {
        const value = shift + stretch * distribution(draws, parameters);
        if (Number.isNaN(value)) return;
        if (value < low || value > high) continue;
        outputs[0] = value;
        return;
      }
    },
  };
}

/** Told from the draws of an ensemble's constants (`random/uniform.ts`), which share the generator. */
const drawTag = 0x44726177;
const ownTag = 0x4f776e53;

function streamOf(
  own: number,
  noise: number,
  { seed, member, stream }: Moment,
): {
  key: [number, number];
  member: number;
  stream: number;
} {
  if (!Number.isNaN(own)) return { key: keyOf(own, ownTag), member: 0, stream };
  const [low, high] = Number.isNaN(noise) ? [0, 0] : keyOf(noise, 0);
  return { key: [(seed ^ low) >>> 0, (drawTag ^ high) >>> 0], member, stream };
}

/** Two words for any number: its bits, so that seeds need not be whole. */
function keyOf(value: number, tag: number): [number, number] {
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, value);
  return [(view.getUint32(4) ^ view.getUint32(0)) >>> 0, (view.getUint32(0) ^ tag) >>> 0];
}

function stepOf({ step, timeStep }: Moment, { every, start }: { every: number; start: number }): number {
  if (!(every > 0)) return step;
  return Math.floor((start + step * timeStep) / every + 1e-6) >>> 0;
}

const of = (index: number, parameters: Float64Array): number => parameters[index] ?? Number.NaN;
const one = (draw: (draws: Draws, a: number) => number): Procedure => drawing((draws, p) => draw(draws, of(0, p)));
const two = (draw: (draws: Draws, a: number, b: number) => number): Procedure =>
  drawing((draws, p) => draw(draws, of(0, p), of(1, p)));

/** All distributions, as procedures. */
export const drawProcedures = {
  drawUniform: two(uniformDraw),
  drawNormal: two(normalDraw),
  drawExponential: one(exponentialDraw),
  drawLognormal: two(lognormalDraw),
  drawGamma: one(gammaDraw),
  drawBeta: two(betaDraw),
  drawWeibull: two(weibullDraw),
  drawUnitWeibull: one(unitWeibullDraw),
  drawTriangular: drawing((draws, p) => triangularDraw(draws, [of(0, p), of(1, p), of(2, p)])),
  drawPareto: two(paretoDraw),
  drawLogistic: two(logisticDraw),
  drawPoisson: one(poissonDraw),
  drawBinomial: two(binomialDraw),
  drawNegativeBinomial: two(negativeBinomialDraw),
  drawGeometric: one(geometricDraw),
  /** Parameters: all x, then all y of the density. */
  drawTabulated: drawing((draws, p) => tabulatedDraw(draws, p.subarray(0, p.length / 2), p.subarray(p.length / 2))),
} as const satisfies Readonly<Record<string, Procedure>>;
