/** Children's records: statutory returns read, checked and counted where they are. Nothing in here sends or stores anything. */

export type { FileFault } from './table/file-fault.ts';
export type { RecordFile } from './table/record-file.ts';
export { readReturns, type Returns } from './read-returns.ts';
export type { ReadFile, ReadOptions, Ssda903 } from './ssda903/read-ssda903.ts';
export type { CensusFile, CinCensus } from './cin/read-cin.ts';
export type { Finding, RowPlace, Rule } from './rules/finding.ts';
export type { CareHistory, Period, Stay } from './counts/care-history.ts';
export {
  careCounts,
  type CareCount,
  type CareCounts,
  type Measure,
  type MonthlyAccount,
} from './counts/care-counts.ts';
export { careTables, needTablesOf, type PublishedTable, type ShownCount } from './counts/published-tables.ts';
