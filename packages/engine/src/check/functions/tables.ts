import { type FunctionEntry } from './entry.ts';

/** Functions of graphical functions. */
export const tables: readonly FunctionEntry[] = [
  {
    name: 'LOOKUP',
    arguments: [
      { name: 'table', units: 'any' },
      { name: 'input', units: 'any' },
    ],
    units: 'any',
    documentation: 'The value of a graphical function named in the first argument.',
    vensim: 'table(x)',
    xmile: 'LOOKUP(table, x), or table(x)',
  },
];
