export { readVensim } from './read-vensim.ts';
export type { ReadResult } from './read-vensim.ts';
