import type { GeneralModel } from '../types.ts';

/** A published series that a run must keep near to. */
export interface PublishedPath {
  readonly variable: string;
  readonly points: readonly { readonly year: number; readonly value: number }[];
  /** Largest relative distance allowed in any year. */
  readonly tolerance: number;
}

/** Looked-after children of England, within 6 % in every year; false where the general model has no such history. */
export function publishedPath(general: GeneralModel): PublishedPath | false {
  const id = 'looked-after';
  const variable = general.indicators.find((indicator) => indicator.id === id)?.variable;
  const points = general.history.find(({ indicator }) => indicator === id)?.points;
  return variable === undefined || points === undefined ? false : { variable, points, tolerance: 0.06 };
}

/** Whether every published year is met; years before the start are left out. */
export function matchesHistory(
  { points, tolerance }: PublishedPath,
  { rows, start, interval }: { rows: Float64Array; start: number; interval: number },
): boolean {
  return points.every(({ year, value }) => {
    if (year < start) return true;
    const found = rows[Math.round((year - start) / interval)];
    return found !== undefined && Math.abs(found / value - 1) <= tolerance;
  });
}
