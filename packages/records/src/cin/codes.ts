/** Code lists of the children in need census. Labels in plain words; a code holds for the years 2017 to 2026 unless it says otherwise. */

/** Who referred. */
export const referralSources = {
  '1A': 'individual: family member or carer',
  '1B': 'individual: acquaintance',
  '1C': 'individual: the child',
  '1D': 'individual: other',
  '2A': 'schools',
  '2B': 'education services',
  '3A': 'health: general practitioner',
  '3B': 'health: health visitor',
  '3C': 'health: school nurse',
  '3D': 'health: other primary care',
  '3E': 'health: emergency department',
  '3F': 'health: other',
  '4': 'housing',
  '5A': 'authority: adult social care',
  '5B': 'authority: other internal',
  '5C': 'authority: external',
  '5D': 'authority: early help',
  '6': 'police',
  '7': 'other legal agency',
  '8': 'other',
  '9': 'anonymous',
  '10': 'unknown',
} as const;

/** Primary need at assessment. N0 is not stated, N9 a case other than of a child in need. */
export const primaryNeeds = {
  N0: 'not stated',
  N1: 'abuse, neglect or exploitation',
  N2: "child's disability",
  N3: "parent's illness or disability",
  N4: 'family in acute stress',
  N5: 'family dysfunction',
  N6: 'socially unacceptable behaviour',
  N7: 'low income',
  N8: 'absent parenting',
  N9: 'other than a child in need',
} as const;

/** Why the case closed. */
export const closureReasons = {
  RC1: 'adopted',
  RC2: 'died',
  RC3: 'child arrangements order',
  RC4: 'special guardianship order',
  RC5: 'transferred to another authority',
  RC6: 'transferred to adult social care',
  RC7: 'services ceased for any other reason, the child no longer in need included',
  RC8: 'closed after assessment, no further action',
  RC9: 'closed after assessment, to early help',
} as const;

/** Category of abuse of a child protection plan. */
export const abuseCategories = {
  NEG: 'neglect',
  PHY: 'physical abuse',
  SAB: 'sexual abuse',
  EMO: 'emotional abuse',
  MUL: 'more than one',
} as const;
