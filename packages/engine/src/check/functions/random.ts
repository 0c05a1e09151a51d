import { number, optional, time, x, type ArgumentEntry, type FunctionEntry } from './entry.ts';

/*
 * Functions that draw random numbers: anew at every step, and for every call and element by itself. The numbers cannot be those of
 * Vensim or Stella, whose generators are not published; the distributions are.
 */

const vensimManual = 'Vensim Reference Manual, RANDOM Number Functions (vensim.com/documentation/fn_random.html)';
const stellaHelp = 'isee systems, Stella help, Statistical builtins';

const any = (name: string): ArgumentEntry => ({ name, units: 'any' });

const vensimStream =
  'Stream 0 follows the seed of the run and NOISE SEED where the model has one; any other stream is the same in every run.';
const stellaSeed =
  'A seed gives the same numbers in every run; without one, or with NAN, they follow the seed of the run. Results outside the bounds are drawn again; `sample` is how long a number is kept.';

/** Vensim: bounds, the distribution's own parameters, then shift, stretch and stream. */
function bounded(
  name: string,
  parameters: readonly ArgumentEntry[],
  { documentation, letters }: { documentation: string; letters: string },
): FunctionEntry {
  return {
    name,
    arguments: [x('minimum'), x('maximum'), ...parameters, x('shift'), x('stretch'), any('stream')],
    units: 'x',
    documentation: `${documentation} It is stretched, then shifted; results outside the bounds are drawn again. ${vensimStream}`,
    vensim: `${name}(m, x, ${letters === '' ? '' : `${letters}, `}h, r, s)`,
    source: vensimManual,
  };
}

/** Stella: the distribution's own parameters, then what all of its random functions take. */
function sampled(
  name: string,
  parameters: readonly ArgumentEntry[],
  { documentation, units, source = stellaHelp }: { documentation: string; units: string; source?: string },
): FunctionEntry {
  const list = parameters.map((each) => (each.optional === true ? `[${each.name}]` : each.name)).join(', ');
  return {
    name,
    arguments: [
      ...parameters,
      optional(any('seed')),
      optional({ name: 'minimum', units }),
      optional({ name: 'maximum', units }),
      optional(time('sample')),
    ],
    units,
    documentation: `${documentation} ${stellaSeed}`,
    xmile: `${name}(${list}, [seed], [min], [max], [sample])`,
    source,
  };
}

const vensim: readonly FunctionEntry[] = [
  {
    name: 'RANDOM 0 1',
    arguments: [],
    units: '1',
    documentation: `Even between 0 and 1. ${vensimStream}`,
    vensim: 'RANDOM 0 1()',
    source: vensimManual,
  },
  {
    name: 'RANDOM UNIFORM',
    arguments: [x('minimum'), x('maximum'), any('stream')],
    units: 'x',
    documentation: `Even between two numbers, ends left out. ${vensimStream}`,
    vensim: 'RANDOM UNIFORM(m, x, s)',
    source: vensimManual,
  },
  {
    ...bounded('RANDOM NORMAL', [], { documentation: 'Normally distributed.', letters: '' }),
    arguments: [x('minimum'), x('maximum'), x('mean'), x('standard deviation'), any('stream')],
  },
  bounded('RANDOM EXPONENTIAL', [], { documentation: 'Exponentially distributed, of mean 1.', letters: '' }),
  bounded('RANDOM POISSON', [number('mean')], {
    documentation: 'A count: Poisson about a mean.',
    letters: 'M',
  }),
  bounded('RANDOM GAMMA', [number('order')], {
    documentation: 'Gamma distributed, of an order that is its mean; an order below 1 is taken for 1.',
    letters: 'O',
  }),
  bounded('RANDOM BETA', [number('alpha'), number('beta')], {
    documentation: 'Beta distributed, between 0 and 1.',
    letters: 'A, B',
  }),
  bounded('RANDOM BINOMIAL', [number('probability'), any('trials')], {
    documentation: 'How many of the trials succeed.',
    letters: 'P, N',
  }),
  bounded('RANDOM NEGATIVE BINOMIAL', [number('probability'), any('successes')], {
    documentation: 'How many trials it takes to succeed so often, those that succeed included.',
    letters: 'P, N',
  }),
  {
    ...bounded('RANDOM LOOKUP', [], {
      documentation: 'Distributed as a graphical function says: its values are the density, up to their size.',
      letters: '',
    }),
    arguments: [any('table'), any('minimum'), any('maximum'), any('shift'), any('stretch'), any('stream')],
    units: 'any',
    vensim: 'RANDOM LOOKUP(look, m, x, h, r, s)',
  },
  bounded('RANDOM WEIBULL', [number('shape')], { documentation: 'Weibull distributed, of mean 1.', letters: 'S' }),
  {
    name: 'RANDOM TRIANGULAR',
    arguments: [x('minimum'), x('maximum'), x('start'), x('peak'), x('stop'), any('stream')],
    units: 'x',
    documentation: `Triangular between a start and a stop, most often near the peak; results outside the bounds are drawn again. ${vensimStream}`,
    vensim: 'RANDOM TRIANGULAR(m, x, S, P, T, s)',
    source: vensimManual,
  },
  {
    name: 'RANDOM PINK NOISE',
    aliases: ['NORMALPINK'],
    arguments: [x('mean'), x('standard deviation'), time('correlation time'), optional(any('stream'))],
    units: 'x',
    documentation: `Normal noise whose values at two times are correlated the more, the nearer the times: a held state that moves once a step. ${vensimStream}`,
    vensim: 'RANDOM PINK NOISE(mean, std deviation, correlation time, seed)',
    xmile: 'NORMALPINK(mean, std deviation, correlation time, [seed]), as xmutil writes it',
    source: 'Vensim Reference Manual, RANDOM PINK NOISE (vensim.com/documentation/random_pink_noise.html)',
  },
];

const stella: readonly FunctionEntry[] = [
  {
    ...sampled('UNIFORM', [x('low'), x('high')], { documentation: 'Even between two numbers.', units: 'x' }),
    aliases: ['RANDOM'],
  },
  sampled('NORMAL', [x('mean'), x('standard deviation')], { documentation: 'Normally distributed.', units: 'x' }),
  sampled('LOGNORMAL', [any('mean'), any('standard deviation')], {
    documentation:
      'The exponential of a normal draw: mean and deviation are those of the logarithm, as Stella’s example LOGNORMAL(0, 1) implies (unchecked).',
    units: 'any',
  }),
  sampled('EXPRND', [x('mean')], { documentation: 'Exponentially distributed about a mean.', units: 'x' }),
  sampled('POISSON', [x('mean')], { documentation: 'A count: Poisson about a mean.', units: 'x' }),
  sampled('GAMMA', [number('shape'), optional(any('scale'))], {
    documentation: 'Gamma distributed, of mean shape × scale; the scale is 1 where it is left out.',
    units: 'any',
  }),
  sampled('BETA', [number('alpha'), number('beta')], {
    documentation: 'Beta distributed, between 0 and 1.',
    units: '1',
  }),
  sampled('BINOMIAL', [x('trials'), number('probability')], {
    documentation: 'How many of the trials succeed; a probability outside 0…1 is taken for 1.',
    units: 'x',
  }),
  sampled('GEOMETRIC', [number('probability')], {
    documentation: 'How many trials it takes to succeed once, the last included (unchecked).',
    units: '1',
  }),
  sampled('NEGBINOMIAL', [x('successes'), number('probability')], {
    documentation: 'How many trials it takes to succeed so often, those that succeed included (unchecked).',
    units: 'x',
  }),
  sampled('TRIANGULAR', [x('low'), x('mode'), x('high')], {
    documentation: 'Triangular between two numbers, most often near the mode.',
    units: 'x',
  }),
  sampled('WEIBULL', [number('shape'), x('scale')], { documentation: 'Weibull distributed.', units: 'x' }),
  sampled('PARETO', [number('shape'), x('scale')], {
    documentation: 'Pareto distributed: at least the scale (unchecked).',
    units: 'x',
  }),
  sampled('LOGISTIC', [x('mean'), x('scale')], { documentation: 'Logistically distributed.', units: 'x' }),
  {
    name: 'MONTECARLO',
    arguments: [any('percentage'), optional(any('seed'))],
    units: '1',
    documentation:
      '1 with a chance of so many in 100 for each unit of time, so percentage × DT at a step; otherwise 0. A seed gives the same numbers in every run.',
    xmile: 'MONTECARLO(percentage, [seed])',
    source: stellaHelp,
  },
];

/** Functions that draw random numbers. */
export const random: readonly FunctionEntry[] = [...vensim, ...stella];
