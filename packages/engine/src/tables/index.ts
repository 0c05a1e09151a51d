export { openTables, type Tables } from './open-tables.ts';
export { openWorkbook, type OpenedWorkbook } from './open-workbook.ts';
export type { Cell, CellRange, Sheet, Workbook } from './workbook.ts';
