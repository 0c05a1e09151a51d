import { inProgram, type DiagnosticEntry } from './entry.ts';

/** Draws of uncertain inputs. */
export const ensembleDiagnostics: readonly DiagnosticEntry[] = [
  {
    code: 'bad-ensemble',
    title: 'An ensemble that cannot be drawn',
    meaning: 'There is a whole number of members, and each input is drawn once.',
    causes:
      'An input named twice, perhaps in two spellings; no members; more inputs than Sobol sequences have dimensions.',
    remedy: 'Leave one of the two out; give more members; draw very many inputs as a Latin hypercube.',
    example: inProgram('sampleInputs({ inputs, count: 0, seed: 1 })'),
  },
  {
    code: 'bad-distribution',
    title: 'A distribution that makes no sense',
    meaning:
      'A distribution has a low end below its high end, its peak between them, and positive deviations and shapes.',
    causes: 'Numbers in another order, or a cut that leaves nothing.',
    remedy: 'Give the numbers in the order low, peak, high; widen the cut.',
    example: inProgram("sampleInputs with x from { kind: 'uniform', low: 2, high: 1 }"),
  },
  {
    code: 'bad-correlation',
    title: 'Correlations that no numbers can have',
    meaning:
      'Correlations between several inputs limit each other: if A goes with B and B with C, then A cannot go against C. Each lies between -1 and 1.',
    causes:
      'Correlations from different sources, rounded or guessed; a pair left out, which counts as 0; a name that is not drawn.',
    remedy: 'Take the nearest correlations that the message gives, or name the pair that was left out.',
    example: inProgram('sampleInputs where a goes with b and b with c by 0.9, and a with c by -0.9'),
  },
];
