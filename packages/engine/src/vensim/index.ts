export { readVensim } from './read-vensim.ts';
export type { ReadResult } from './read-vensim.ts';
export { writeVensim } from './write-vensim.ts';
export type { WriteResult } from './write-vensim.ts';
