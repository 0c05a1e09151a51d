import { quantileOf } from '@weir/engine';
import type { Distribution } from '@weir/engine';
import { InvalidArgumentError } from 'commander';
import { finiteNumber } from './arguments.ts';

/** A constant of a model, by `name` or `name[a,b]`, and what is known of it. */
export interface NamedDistribution {
  readonly name: string;
  readonly distribution: Distribution;
}

/**
 * Reads what is known of a constant, added to what was given before; what it does not take is wrong usage.
 *
 * - `name=uniform(LOW, HIGH)`, `name=loguniform(LOW, HIGH)`, `name=triangular(LOW, PEAK, HIGH)`, `name=pert(LOW, PEAK, HIGH)`
 * - `name=normal(MEAN, DEVIATION)`, `name=lognormal(MEDIAN, DEVIATION)`, the deviation of the logarithm, `name=gamma(SHAPE, SCALE)`; each may
 *   be cut off: `name=normal(0.5, 0.2) from 0 to 1`, or at one end alone
 * - `name=beta(ALPHA, BETA)`, from 0 to 1 or, with ends, stretched between them; `name=choice(1, 2, 5)`, all alike
 *
 * @throws InvalidArgumentError where the text is none of these, the distribution makes no sense, or the name was given before
 * @example
 * ```ts
 * namedDistribution('delay=normal(4, 1) from 0');
 * // [{ name: 'delay', distribution: { kind: 'normal', mean: 4, deviation: 1, low: 0 } }]
 * ```
 */
export function namedDistribution(text: string, before: readonly NamedDistribution[] = []): NamedDistribution[] {
  const { name = '', kind = '', list = '', low, high } = layout.exec(text.trim())?.groups ?? {};
  const entry = kinds.get(kind.toLowerCase());
  if (name === '' || entry === undefined) throw new InvalidArgumentError(howToWrite);
  const numbers = list.split(',').map(finiteNumber);
  if (entry.takes !== undefined && numbers.length !== entry.takes.length) {
    throw new InvalidArgumentError(`Give ${kind} ${entry.takes.length} numbers: ${kind}(${entry.takes.join(', ')}).`);
  }
  if (!entry.open && (low ?? high) !== undefined) {
    throw new InvalidArgumentError(`A ${kind} distribution has ends of its own; give those that are meant.`);
  }
  if (before.some((each) => each.name === name)) throw new InvalidArgumentError(`"${name}" is given twice.`);
  const distribution = entry.make(numbers, {
    ...(low === undefined ? {} : { low: finiteNumber(low) }),
    ...(high === undefined ? {} : { high: finiteNumber(high) }),
  });
  requireSense(distribution);
  return [...before, { name, distribution }];
}

const layout =
  /^(?<name>.*\S)\s*=\s*(?<kind>[a-z]+)\s*\((?<list>[^()]*)\)(?:\s+from\s+(?<low>\S+))?(?:\s+to\s+(?<high>\S+))?$/is;

interface Kind {
  /** What its numbers are; absent: any number of them. */
  readonly takes?: readonly string[];
  /** Whether it may have ends beside them. */
  readonly open: boolean;
  readonly make: (numbers: readonly number[], ends: { readonly low?: number; readonly high?: number }) => Distribution;
}

const kinds: ReadonlyMap<string, Kind> = new Map<string, Kind>([
  ['uniform', between('uniform')],
  ['loguniform', between('logUniform')],
  ['triangular', about('triangular')],
  ['pert', about('pert')],
  [
    'normal',
    {
      takes: ['MEAN', 'DEVIATION'],
      open: true,
      make: ([mean = 0, deviation = 0], ends) => ({ kind: 'normal', mean, deviation, ...ends }),
    },
  ],
  [
    'lognormal',
    {
      takes: ['MEDIAN', 'DEVIATION'],
      open: true,
      make: ([median = 0, deviation = 0], ends) => ({ kind: 'logNormal', median, deviation, ...ends }),
    },
  ],
  [
    'gamma',
    {
      takes: ['SHAPE', 'SCALE'],
      open: true,
      make: ([shape = 0, scale = 0], ends) => ({ kind: 'gamma', shape, scale, ...ends }),
    },
  ],
  [
    'beta',
    {
      takes: ['ALPHA', 'BETA'],
      open: true,
      make: ([alpha = 0, beta = 0], ends) => ({ kind: 'beta', alpha, beta, ...ends }),
    },
  ],
  ['choice', { open: false, make: (values) => ({ kind: 'choice', values }) }],
]);

function between(kind: 'uniform' | 'logUniform'): Kind {
  return { takes: ['LOW', 'HIGH'], open: false, make: ([low = 0, high = 0]) => ({ kind, low, high }) };
}

function about(kind: 'triangular' | 'pert'): Kind {
  return {
    takes: ['LOW', 'PEAK', 'HIGH'],
    open: false,
    make: ([low = 0, mode = 0, high = 0]) => ({ kind, low, mode, high }),
  };
}

const howToWrite =
  'Write it as "name=uniform(0.1, 0.3)"; the distributions are uniform(LOW, HIGH), loguniform(LOW, HIGH), triangular(LOW, PEAK, HIGH), ' +
  'pert(LOW, PEAK, HIGH), choice(VALUE, …), beta(ALPHA, BETA), normal(MEAN, DEVIATION), lognormal(MEDIAN, DEVIATION) and ' +
  'gamma(SHAPE, SCALE); the last four may have ends, by "from LOW", "to HIGH" or both.';

function requireSense(distribution: Distribution): void {
  try {
    quantileOf(distribution, 0.5);
  } catch (error) {
    throw new InvalidArgumentError(error instanceof RangeError ? `${error.message}.` : String(error));
  }
}
