export { readXmile } from './read-xmile.ts';
export type { ReadResult } from './read-xmile.ts';
export { writeXmile } from './write-xmile.ts';
export type { WriteResult } from './write-xmile.ts';
