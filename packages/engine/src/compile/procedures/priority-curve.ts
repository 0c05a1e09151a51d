import { kernel } from '../../numeric/kernel.ts';

/**
 * How the quantity that an agent demands falls, or that it supplies rises, with the price, in the form of Vensim's allocation
 * functions (manual, "Specifying the Curves"). `type`: 0 fixed, 1 rectangular, 2 triangular, 3 normal, 4 exponential.
 */
export interface PriorityCurve {
  readonly quantity: number;
  readonly type: number;
  /** Where half the quantity is demanded. */
  readonly centre: number;
  /** From the first to the last change; of the normal curve the standard deviation, of the exponential one its scale. */
  readonly width: number;
}

/** The share demanded at so many widths above the centre. */
const shapes: readonly ((widths: number) => number)[] = [
  () => 1,
  (u) => Math.min(1, Math.max(0, 0.5 - u)),
  (u) => (u <= -0.5 ? 1 : u < 0 ? 1 - 2 * (u + 0.5) ** 2 : u < 0.5 ? 2 * (0.5 - u) ** 2 : 0),
  (u) => (u < 0 ? 1 - normalTail(-u) : normalTail(u)),
  (u) => (u < 0 ? 1 - kernel.exp(u) / 2 : kernel.exp(-u) / 2),
];
/**
 * The share of the normal distribution above u, from 0, within 1e-5: Abramowitz and Stegun 26.2.16. So Vensim has it, since the results of
 * the conformance suite's `allocate_available` agree with it and not with the exact share.
 */
function normalTail(u: number): number {
  const t = 1 / (1 + 0.33267 * u);
  return (kernel.exp((-u * u) / 2) / 2.5066282746310002) * t * (0.4361836 + t * (-0.1201676 + t * 0.937298));
}

/**
 * How many widths from the outermost centres a price is looked for. Vensim's are as in the first row: where demand and supply do not
 * meet, SDEverywhere's `allocate_price` has 1 - 0.5, 1 - 5 and 1 - 10 widths for a price. At the second row's ends all is demanded, or nothing.
 */
const reaches = { searched: [0, 0.5, 0.5, 5, 10], whole: [0, 0.5, 0.5, 40, 750] } as const;

/** The types that can be computed: Vensim has 5, constant elasticity, and whole numbers by 10 more. */
export const curveTypes = shapes.length;

/** Reads curves: first their quantities, then four numbers for each, the last of which only constant elasticity uses. */
export function readCurves(quantities: readonly number[], profiles: readonly number[]): PriorityCurve[] {
  return quantities.map((quantity, index) => {
    const [type = Number.NaN, centre = Number.NaN, width = Number.NaN] = profiles.slice(4 * index);
    return { quantity, type, centre, width };
  });
}

/** What is demanded at a price; NaN for a type that there is not, and for a quantity below 0. */
export function demandAt({ quantity, type, centre, width }: PriorityCurve, price: number): number {
  const shape = shapes[type];
  if (shape === undefined || !(quantity >= 0)) return Number.NaN;
  if (width > 0 || type === 0) return quantity * shape((price - centre) / width);
  return price < centre ? quantity : 0;
}

/** What is supplied at a price: the demand curve mirrored at its centre. */
export function supplyAt(curve: PriorityCurve, price: number): number {
  return demandAt(curve, 2 * curve.centre - price);
}

/** Two prices, the first below the second. */
export type Bracket = readonly [low: number, high: number];

/** From the lowest price at which a curve changes to the highest. */
export function span(curves: readonly PriorityCurve[], reach: keyof typeof reaches): Bracket {
  const moving = curves.filter(({ type }) => type !== 0);
  const ends = (side: 1 | -1): number[] =>
    moving.map(
      ({ type, centre, width }) => centre + side * (width > 0 ? width * (reaches[reach][type] ?? Number.NaN) : 1),
    );
  return [Math.min(...ends(-1)), Math.max(...ends(1))];
}

const mostGuesses = 200;
const mostHalvings = 120;

/**
 * The price at which an excess that falls from above 0 to below 0 is within the tolerance of 0, by false position. Vensim's prices err
 * to the same side and by up to the same amount as these. Where that does not come near, as at a step, the two neighbouring prices
 * between which the excess changes its sign, by halving.
 */
export function crossing(excess: (price: number) => number, bracket: Bracket, tolerance: number): Bracket {
  let [low, high] = bracket;
  let [more, less] = [excess(low), excess(high)];
  for (let count = 0; count < mostGuesses; count++) {
    const price = (low * less - high * more) / (less - more);
    const here = excess(price);
    if (Math.abs(here) <= tolerance) return [price, price];
    if (here > 0) [low, more] = [price, here];
    else [high, less] = [price, here];
  }
  for (let count = 0; count < mostHalvings; count++) {
    const middle = low + (high - low) / 2;
    if (!(middle > low && middle < high)) break;
    if (excess(middle) > 0) low = middle;
    else high = middle;
  }
  return [low, high];
}
