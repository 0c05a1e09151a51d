export { readXmile } from './read-xmile.ts';
export type { Reading } from '../model/reading.ts';
export { writeXmile } from './write-xmile.ts';
export type { WriteResult } from './write-xmile.ts';
