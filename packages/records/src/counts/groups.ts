import { ageOn, noDay, type Day } from '../dates.ts';
import type { CodePlace } from '../ssda903/code-list.ts';
import { episodeLists } from '../ssda903/episodes.ts';

/** Age bands of the published statistics on children looked after. */
export const ageBands = ['under 1', '1 to 4', '5 to 9', '10 to 15', '16 and over', 'age not known'] as const;

/** Placements as the general model groups them. */
export const placementGroups = [
  'own foster',
  'agency foster',
  'kinship foster',
  'own residential',
  'independent residential',
  'supported',
  'with parents',
  'for adoption',
  'other settings',
  'placement not known',
] as const;

/** Routes and bases of care. */
export const legalGroups = [
  'section 20',
  'interim care order',
  'full care order',
  'placement order',
  'police protection or emergency order',
  'criminal justice',
  'legal status not known',
] as const;

/** How children leave care, as the general model groups exits. */
export const exitGroups = [
  'home to parents',
  'special guardianship, child arrangements or relatives',
  'adopted',
  'at eighteen',
  'other',
  'reason not known',
] as const;

export type AgeBand = (typeof ageBands)[number];
export type PlacementGroup = (typeof placementGroups)[number];
export type LegalGroup = (typeof legalGroups)[number];
export type ExitGroup = (typeof exitGroups)[number];

/** The band of a child on a day. Days of birth after the day are not believed. */
export function ageBandOn(day: Day, born: Day): AgeBand {
  if (born === noDay || born > day) return 'age not known';
  const age = ageOn(day, born);
  if (age < 1) return 'under 1';
  if (age < 5) return '1 to 4';
  if (age < 10) return '5 to 9';
  return age < 16 ? '10 to 15' : '16 and over';
}

/**
 * The group of a placement. Whose a foster home or a children's home is, the provider says: PR1 is the authority's own; one without a
 * provider counts as bought.
 */
export function placementGroupOf({
  placement,
  provider,
}: {
  placement: CodePlace;
  provider: CodePlace;
}): PlacementGroup {
  const code = episodeLists.placement.codes[placement] ?? '';
  const own = episodeLists.provider.codes[provider] === 'PR1';
  if (/^U[123]$/.test(code)) return 'kinship foster';
  if (/^U[456]$/.test(code)) return own ? 'own foster' : 'agency foster';
  if (code.startsWith('A')) return 'for adoption';
  if (code === 'K2') return own ? 'own residential' : 'independent residential';
  if (['H5', 'K3', 'P2'].includes(code)) return 'supported';
  if (code === 'P1') return 'with parents';
  return code === '' ? 'placement not known' : 'other settings';
}

const legalGroupByCode: Readonly<Record<string, LegalGroup>> = {
  V2: 'section 20',
  C1: 'interim care order',
  C2: 'full care order',
  D1: 'placement order',
  E1: 'placement order',
  L1: 'police protection or emergency order',
  L2: 'police protection or emergency order',
  L3: 'police protection or emergency order',
  J1: 'criminal justice',
  J2: 'criminal justice',
  J3: 'criminal justice',
};

export function legalGroupOf(legal: CodePlace): LegalGroup {
  return legalGroupByCode[episodeLists.legal.codes[legal] ?? ''] ?? 'legal status not known';
}

/**
 * The group of a reason for leaving care. E5 and E6 (independent living) are used before and at 18, and E8 (any other reason) at any age, so that the
 * age on the last day decides there.
 */
export function exitGroupOf(end: CodePlace, age: AgeBand): ExitGroup {
  const code = episodeLists.end.codes[end] ?? '';
  if (code === 'E4A' || code === 'E4B') return 'home to parents';
  if (/^E4[135678]$|^E44$|^E13$/.test(code)) return 'special guardianship, child arrangements or relatives';
  if (code === 'E11' || code === 'E12') return 'adopted';
  if (code === 'E17' || code === 'E7') return 'at eighteen';
  if (['E5', 'E6', 'E15'].includes(code)) return age === '16 and over' ? 'at eighteen' : 'other';
  return code === '' || code === 'X1' ? 'reason not known' : 'other';
}
