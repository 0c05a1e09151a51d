import { array, optional, x, type FunctionEntry } from './entry.ts';

/** Functions over the elements of an array. */
export const aggregates: readonly FunctionEntry[] = [
  {
    name: 'MIN',
    aliases: ['VMIN'],
    arguments: [x('value'), optional(x('other'))],
    repeats: true,
    units: 'x',
    documentation: 'The least of the values, or of the elements of one array.',
  },
  {
    name: 'MAX',
    aliases: ['VMAX'],
    arguments: [x('value'), optional(x('other'))],
    repeats: true,
    units: 'x',
    documentation: 'The greatest of the values, or of the elements of one array.',
  },
  {
    name: 'SUM',
    arguments: [array('array')],
    units: 'x',
    documentation: 'The sum over the elements that `*` or a dimension name stands for.',
  },
  { name: 'MEAN', arguments: [array('array')], units: 'x', documentation: 'The mean over the elements.' },
  {
    name: 'PROD',
    arguments: [{ ...array('array'), units: 'any' }],
    units: 'any',
    documentation: 'The product of the elements.',
  },
  {
    name: 'STDDEV',
    arguments: [array('array')],
    units: 'x',
    documentation: 'The population standard deviation of the elements.',
  },
  {
    name: 'SIZE',
    arguments: [{ ...array('array'), units: 'any' }],
    units: '1',
    documentation: 'The number of elements.',
  },
];
