import { joeKuoNumbers, mostDimensions } from './joe-kuo.ts';
import { mix, mixKey } from './mix.ts';
import { uniform } from './uniform.ts';

const bits = 32;

/**
 * The points of a Sobol sequence (Sobol 1967) as integers, which 2^-32 brings to 0…1: with the direction numbers of Joe and Kuo 2008 and in the order
 * of Antonov and Saleev 1979, where neighbours differ in one direction number. Every run of 2^k points that starts at a multiple of 2^k has one in each of
 * the 2^k equal parts of every dimension.
 *
 * @throws RangeError for more dimensions than there are direction numbers
 */
export function sobolSequence(dimensions: number): (member: number, dimension: number) => number {
  requireDimensions(dimensions);
  const directions = directionsOf(dimensions);
  return (member, dimension) => {
    let value = 0;
    let place = dimension * bits;
    for (let rest = (member ^ (member >>> 1)) >>> 0; rest !== 0; rest >>>= 1, place++) {
      if ((rest & 1) === 1) value ^= directions[place] ?? 0;
    }
    return value >>> 0;
  };
}

/**
 * The same points scrambled, strictly between 0 and 1: nested uniform scrambling (Owen 1995) of the 32 bits, below which come random ones. Each
 * point is then uniform by itself, and all of them fill the cube as evenly as before, so that the mean of a smooth function has an error that falls
 * nearly as 1 / count^1.5, where that of independent draws falls as 1 / √count; best at powers of 2. The first point belongs to them (Owen 2020). A
 * number depends on the seed, its member and its dimension alone.
 *
 * What every dimension has by itself, pairs have only in the first dimensions, unless there are very many points: of 1,024 every pair of the first 12 is
 * even, while among later ones there are pairs that leave half of a square empty. So what matters most comes first.
 *
 * @throws RangeError for more dimensions than there are direction numbers
 */
export function scrambledSobol({
  dimensions,
  seed,
}: {
  readonly dimensions: number;
  readonly seed: number;
}): (member: number, dimension: number) => number {
  const pointOf = sobolSequence(dimensions);
  const keys = Array.from({ length: dimensions }, (_, dimension) => mixKey(seed, dimension, { purpose: 0x6f77656e }));
  return (member, dimension) => {
    const key = keys[dimension] ?? mixKey(seed, dimension, { purpose: 0x6f77656e });
    const point = pointOf(member, dimension);
    // A bit is flipped or not as its node of the tree of all upper bits says; `node` is these bits behind a 1.
    let scrambled = 0;
    let node = 1;
    for (let place = bits - 1; place >= 0; place--) {
      const bit = (point >>> place) & 1;
      scrambled = (scrambled << 1) | (bit ^ (mix(node, key) >>> 31));
      node = (node << 1) | bit;
    }
    const below = uniform({ seed, member, variable: dimension, step: 0x6f77656e });
    return Math.min(((scrambled >>> 0) + below) / 0x100000000, 1 - 2 ** -53);
  };
}

function requireDimensions(dimensions: number): void {
  if (dimensions <= mostDimensions) return;
  throw new RangeError(
    `Cannot make a Sobol sequence of ${dimensions} dimensions: there are numbers for ${mostDimensions}`,
  );
}

/** Of each dimension 32 numbers, the one of the lowest bit of a point's number first. */
function directionsOf(dimensions: number): Uint32Array {
  const directions = new Uint32Array(dimensions * bits);
  for (let bit = 0; bit < Math.min(bits, directions.length); bit++) directions[bit] = 2 ** (bits - 1 - bit);
  joeKuoNumbers(dimensions - 1).forEach(({ a, m }, index) => {
    const own = directions.subarray((index + 1) * bits);
    const degree = m.length;
    for (let bit = 0; bit < bits; bit++) {
      if (bit < degree) {
        own[bit] = (m[bit] ?? 0) * 2 ** (bits - 1 - bit);
        continue;
      }
      // The recurrence of Bratley and Fox 1988, whose coefficients are those of the polynomial.
      const before = own[bit - degree] ?? 0;
      let value = before ^ (before >>> degree);
      for (let term = 1; term < degree; term++) {
        if (((a >>> (degree - 1 - term)) & 1) === 1) value ^= own[bit - term] ?? 0;
      }
      own[bit] = value;
    }
  });
  return directions;
}
