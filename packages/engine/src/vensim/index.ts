export { readVensim } from './read-vensim.ts';
export type { Reading } from '../model/reading.ts';
export { writeVensim } from './write-vensim.ts';
export type { WriteResult } from './write-vensim.ts';
