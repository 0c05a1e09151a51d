/** Children's records: statutory returns read, checked and counted where they are. Nothing in here sends or stores anything. */

export type { FileFault } from './table/file-fault.ts';
export type { RecordFile } from './table/record-file.ts';
export { readSsda903, type ReadFile, type ReadOptions, type Ssda903 } from './ssda903/read-ssda903.ts';
export type { Episodes } from './ssda903/episodes.ts';
export type { Children } from './ssda903/children.ts';
export type { Finding, RowPlace, Rule } from './rules/finding.ts';
export { checkEpisodes } from './ssda903/check-episodes.ts';
export { careHistory, type CareHistory, type Period, type Stay } from './counts/care-history.ts';
export {
  careCounts,
  type CareCount,
  type CareCounts,
  type Measure,
  type MonthlyAccount,
} from './counts/care-counts.ts';
export { careTables, type PublishedTable, type ShownCount } from './counts/published-tables.ts';
