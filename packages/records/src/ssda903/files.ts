/** The twelve files of the SSDA903 return, children looked after. */
export type Ssda903File =
  | 'header'
  | 'episodes'
  | 'reviews'
  | 'uasc'
  | 'oc2'
  | 'oc3'
  | 'ad1'
  | 'placed for adoption'
  | 'previous permanence'
  | 'missing'
  | 'social workers'
  | 'deprivation of liberty';

/**
 * The columns of each file. A file is known by its columns and not by its name; further columns are allowed, and their order does not matter.
 * Source: the Department for Education's specification of the return.
 */
export const ssda903Columns: Readonly<Record<Ssda903File, readonly string[]>> = {
  header: ['CHILD', 'SEX', 'DOB', 'ETHNIC', 'UPN', 'MOTHER', 'MC_DOB'],
  episodes: [
    'CHILD',
    'DECOM',
    'RNE',
    'LS',
    'CIN',
    'PLACE',
    'PLACE_PROVIDER',
    'DEC',
    'REC',
    'REASON_PLACE_CHANGE',
    'HOME_POST',
    'PL_POST',
    'URN',
  ],
  reviews: ['CHILD', 'DOB', 'REVIEW', 'REVIEW_CODE'],
  uasc: ['CHILD', 'SEX', 'DOB', 'DUC'],
  oc2: [
    'CHILD',
    'DOB',
    'SDQ_SCORE',
    'SDQ_REASON',
    'CONVICTED',
    'HEALTH_CHECK',
    'IMMUNISATIONS',
    'TEETH_CHECK',
    'HEALTH_ASSESSMENT',
    'SUBSTANCE_MISUSE',
    'INTERVENTION_RECEIVED',
    'INTERVENTION_OFFERED',
  ],
  oc3: ['CHILD', 'DOB', 'IN_TOUCH', 'ACTIV', 'ACCOM'],
  ad1: ['CHILD', 'DOB', 'DATE_INT', 'DATE_MATCH', 'FOSTER_CARE', 'NB_ADOPTR', 'SEX_ADOPTR', 'LS_ADOPTR'],
  'placed for adoption': ['CHILD', 'DOB', 'DATE_PLACED', 'DATE_PLACED_CEASED', 'REASON_PLACED_CEASED'],
  'previous permanence': ['CHILD', 'DOB', 'PREV_PERM', 'LA_PERM', 'DATE_PERM'],
  missing: ['CHILD', 'DOB', 'MISSING', 'MIS_START', 'MIS_END'],
  'social workers': ['CHILD', 'DOB', 'SW_ID', 'SW_DECOM', 'SW_DEC', 'SW_REASON'],
  'deprivation of liberty': ['CHILD', 'DOB', 'DOLO_START', 'DOLO_END'],
};

/** Columns that a file may go without and still be what it is: nothing is counted from them. */
const dispensable = new Set([
  'HOME_POST',
  'PL_POST',
  'URN',
  'UPN',
  'MOTHER',
  'MC_DOB',
  'ETHNIC',
  'REASON_PLACE_CHANGE',
]);

/**
 * Which of the twelve files has these columns (in capitals); undefined where none has all that count. Of several, the one of which most is there.
 *
 * @example
 * ```ts
 * recogniseSsda903(['CHILD', 'SEX', 'DOB', 'DUC', 'YEAR']); // 'uasc'
 * ```
 */
export function recogniseSsda903(header: readonly string[]): Ssda903File | undefined {
  const there = new Set(header);
  const matched = (file: Ssda903File): number => ssda903Columns[file].filter((column) => there.has(column)).length;
  const fits = (Object.keys(ssda903Columns) as Ssda903File[])
    .filter((file) => ssda903Columns[file].every((column) => there.has(column) || dispensable.has(column)))
    .toSorted((a, b) => matched(b) - matched(a));
  return fits[0];
}
