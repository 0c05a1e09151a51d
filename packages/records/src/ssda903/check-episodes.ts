import { codeNotOfTheYear } from '../rules/code-not-of-the-year.ts';
import { Findings, type Finding, type Rule } from '../rules/finding.ts';
import { placementWithoutProvider } from '../rules/placement-without-provider.ts';
import { unknownCode } from '../rules/unknown-code.ts';
import { badCode, noCode } from './code-list.ts';
import { isCode, legalStatuses, needs, placements, providers, reasonsForEnd, reasonsForNewEpisode } from './codes.ts';
import { episodeLists } from './episodes.ts';
import type { Ssda903 } from './read-ssda903.ts';

/** The columns of codes with their lists, as rules see them. */
const columns = [
  { column: 'reason', codes: reasonsForNewEpisode },
  { column: 'legal', codes: legalStatuses },
  { column: 'need', codes: needs },
  { column: 'placement', codes: placements },
  { column: 'provider', codes: providers },
  { column: 'end', codes: reasonsForEnd },
] as const;

/** Temporary and other placements, which have no provider. */
const withoutProvider = new Set(
  episodeLists.placement.codes.flatMap((code, place) => (/^[TZ]/.test(code) ? [place] : [])),
);

/** What is wrong with the codes of episodes, each by itself. */
export function checkEpisodes({ episodes, files }: Ssda903): readonly Finding[] {
  const findings = new Findings();
  for (let at = 0; at < episodes.count; at++) {
    const file = files[episodes.file[at] ?? 0];
    const report = (rule: Rule): void => {
      findings.add(rule, { file: file?.name ?? '', row: episodes.row[at] ?? 0 });
    };
    for (const { column, codes } of columns) {
      const place = episodes[column][at] ?? noCode;
      if (place === badCode) report(unknownCode);
      else if (place !== noCode && file?.year !== undefined) {
        const code = episodeLists[column].codes[place] ?? '';
        // A code may stand in a return for as long as its last year, and in any earlier episode that is still in the return.
        if (!isCode(codes, { code, year: file.year })) report(codeNotOfTheYear);
      }
    }
    const placement = episodes.placement[at] ?? noCode;
    const placed = placement !== noCode && placement !== badCode && !withoutProvider.has(placement);
    if (placed && episodes.provider[at] === noCode) report(placementWithoutProvider);
  }
  return findings.finish();
}
