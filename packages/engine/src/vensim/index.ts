export { readVensim } from './read-vensim.ts';
export type { Reading } from '../model/reading.ts';
export type { ReadVensimOptions } from './read-vensim.ts';
export { externalFiles } from './external-files.ts';
export type { ExternalFileNames } from './external-files.ts';
export { writeVensim } from './write-vensim.ts';
export type { WriteResult } from './write-vensim.ts';
