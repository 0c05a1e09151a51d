/** A code of the return: what it stands for in plain words, and the statistical years (ending 31 March) in which it may be used. */
export interface Code {
  readonly label: string;
  /** First year; the first that is read (2016) if absent. */
  readonly from?: number;
  /** Last year; still in use if absent. */
  readonly until?: number;
}

type Codes = Readonly<Record<string, Code>>;

/** Why an episode began (RNE). */
export const reasonsForNewEpisode = {
  S: { label: 'started to be looked after' },
  L: { label: 'change of legal status' },
  P: { label: 'change of placement and carer' },
  T: { label: 'change of placement, same carer' },
  B: { label: 'change of legal status, placement and carer' },
  U: { label: 'change of legal status and placement, same carer' },
} as const satisfies Codes;

/** Legal status (LS). Respite (V3, V4) is a series of short breaks and not counted as care. */
export const legalStatuses = {
  C1: { label: 'interim care order' },
  C2: { label: 'full care order' },
  D1: { label: 'freeing order' },
  E1: { label: 'placement order' },
  V2: { label: 'section 20, single period' },
  V3: { label: 'series of short breaks, one agreement' },
  V4: { label: 'series of short breaks, agreements recorded' },
  L1: { label: 'police protection' },
  L2: { label: 'emergency protection order' },
  L3: { label: 'child assessment order' },
  J1: { label: 'on remand' },
  J2: { label: 'accommodated under police and criminal evidence law' },
  J3: { label: 'youth rehabilitation order with residence' },
} as const satisfies Codes;

/** Main need (CIN). */
export const needs = {
  N1: { label: 'abuse or neglect' },
  N2: { label: "child's disability" },
  N3: { label: "parent's illness or disability" },
  N4: { label: 'family in acute stress' },
  N5: { label: 'family dysfunction' },
  N6: { label: 'socially unacceptable behaviour' },
  N7: { label: 'low income' },
  N8: { label: 'absent parenting' },
} as const satisfies Codes;

/**
 * Placements (PLACE). Sources: the Department's guidance of each year; what Z11 to Z14 stand for was found in no public text, so that they
 * are read as other placements.
 */
export const placements = {
  A3: { label: 'placed for adoption with consent, with the foster carer' },
  A4: { label: 'placed for adoption with consent, not with the foster carer' },
  A5: { label: 'placed for adoption by order, with the foster carer' },
  A6: { label: 'placed for adoption by order, not with the foster carer' },
  H5: { label: 'semi-independent living', until: 2024 },
  K1: { label: 'secure children’s home' },
  K2: { label: 'children’s home' },
  K3: { label: 'registered supported accommodation', from: 2025 },
  P1: { label: 'with parents' },
  P2: { label: 'independent living', until: 2024 },
  P3: { label: 'residential employment' },
  R1: { label: 'residential care home' },
  R2: { label: 'health service establishment' },
  R3: { label: 'family centre or mother and baby unit' },
  R5: { label: 'young offender institution' },
  S1: { label: 'residential school' },
  T0: { label: 'temporary move' },
  T1: { label: 'temporary, in hospital' },
  T2: { label: 'temporary, on holiday' },
  T3: { label: 'temporary, carer on holiday' },
  T4: { label: 'temporary, seven days or less' },
  U1: { label: 'foster care with kin, long term' },
  U2: { label: 'foster care with kin, fostering for adoption' },
  U3: { label: 'foster care with kin' },
  U4: { label: 'foster care, long term' },
  U5: { label: 'foster care, fostering for adoption' },
  U6: { label: 'foster care' },
  Z1: { label: 'other placement', until: 2025 },
  Z11: { label: 'other placement (Z11)', from: 2026 },
  Z12: { label: 'other placement (Z12)', from: 2026 },
  Z13: { label: 'other placement (Z13)', from: 2026 },
  Z14: { label: 'other placement (Z14)', from: 2026 },
} as const satisfies Codes;

/** Who provides the placement (PLACE_PROVIDER). */
export const providers = {
  PR0: { label: 'parents' },
  PR1: { label: 'own provision' },
  PR2: { label: 'another authority' },
  PR3: { label: 'other public provision' },
  PR4: { label: 'private provision' },
  PR5: { label: 'voluntary provision' },
} as const satisfies Codes;

/** Why an episode ended (REC). */
export const reasonsForEnd = {
  X1: { label: 'a new episode begins on the same day' },
  E11: { label: 'adopted, unopposed' },
  E12: { label: 'adopted, consent dispensed with' },
  E13: { label: 'left to parents or relatives without parental responsibility' },
  E14: { label: 'remand ended' },
  E15: { label: 'found to be 18 or over' },
  E16: { label: 'moved abroad' },
  E17: { label: 'at 18, stayed with the carers' },
  E2: { label: 'died' },
  E3: { label: 'taken over by another authority' },
  E41: { label: 'child arrangements order' },
  E43: { label: 'special guardianship to former foster carers', until: 2018 },
  E44: { label: 'special guardianship to others', until: 2018 },
  E45: { label: 'special guardianship to former foster carers who are kin', from: 2019 },
  E46: { label: 'special guardianship to other former foster carers', from: 2019 },
  E47: { label: 'special guardianship to kin', from: 2019 },
  E48: { label: 'special guardianship to others', from: 2019 },
  E4A: { label: 'home to parents, as planned' },
  E4B: { label: 'home to parents, not planned' },
  E5: { label: 'independent living with formal support' },
  E6: { label: 'independent living without formal support' },
  E7: { label: 'residential care for adults' },
  E8: { label: 'another reason' },
  E9: { label: 'sentenced to custody' },
} as const satisfies Codes;

/**
 * Whether a code of a list may be used in a statistical year.
 *
 * @example
 * ```ts
 * isCode(placements, { code: 'H5', year: 2025 }); // false: registered supported accommodation (K3) since
 * ```
 */
export function isCode(list: Codes, { code, year }: { readonly code: string; readonly year: number }): boolean {
  const found = Object.hasOwn(list, code) ? list[code] : undefined;
  return found !== undefined && year >= (found.from ?? 0) && year <= (found.until ?? 9999);
}
