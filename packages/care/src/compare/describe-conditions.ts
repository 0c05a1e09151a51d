import type { Condition, StrategyConditions } from './strategy-conditions.ts';

type Found = Omit<StrategyConditions, 'findings' | 'notes'>;

/** What was found of the conditions of a strategy, in sentences, and what to bear in mind. */
export function describeConditions(found: Found): Pick<StrategyConditions, 'findings' | 'notes'> {
  return { findings: findingsOf(found), notes: notesOf(found) };
}

function findingsOf(found: Found): readonly string[] {
  const { name, targetWords, works, verdict, conditions, fresh } = found;
  const asked = `"${name}" is taken to work where it makes ${targetWords}.`;
  const share = `in ${ofHundred(works.value)} runs`;
  switch (verdict) {
    case 'everywhere':
      return [
        asked,
        `It works nearly everywhere, ${share}: under what is thought possible, little could keep it from working.`,
      ];
    case 'nowhere':
      return [
        asked,
        works.value === 0
          ? 'It works nowhere: in no run, under anything that is thought possible.'
          : `It works nearly nowhere, ${share}: under hardly anything that is thought possible.`,
      ];
    case 'no region':
      return [
        asked,
        `It works ${share}. No assumption, and no few of them together, tell where: what was found could be luck among so many.`,
      ];
    case 'where it works':
    case 'where it fails': {
      const [does, region] = verdict === 'where it works' ? ['works', 'works'] : ['fails', 'does not work'];
      if (fresh === undefined) return [asked];
      const inBox = band(fresh.density);
      return [
        asked,
        `It works ${share}.`,
        `It ${region}${fresh.density.value < 0.5 ? ' most often' : ''} (in ${inBox} of 100 runs there) where ${joined(conditions.map(inWords))}.`,
        `${conditions.length === 1 ? 'That holds' : 'These hold together'} in ${ofHundred(fresh.mass)} runs, and they are ${ofHundred(fresh.coverage)} of those in which it ${does}. ` +
          `Elsewhere it ${region} in ${band(fresh.outside)} of 100.`,
      ];
    }
  }
}

/** What a region asks of one assumption: "the share … is above 0.4 (drawn from 0.2 to 0.6)". */
function inWords({ input, meaning, unit, low, high, drawn }: Condition): string {
  const about = meaning.replace(/\.$/, '');
  const named = input.startsWith('lever setting[')
    ? `the strategy's effect, "${about}",`
    : `"${input}" (${about.charAt(0).toLowerCase()}${about.slice(1)})`;
  const units = unit === '1' ? '' : ` ${unit}`;
  const range = `drawn from ${digits(drawn[0])} to ${digits(drawn[1])}${units}`;
  const ends =
    low !== undefined && high !== undefined
      ? `between ${digits(low.value)} and ${digits(high.value)}`
      : low === undefined
        ? `below ${digits(high?.value ?? Number.NaN)}`
        : `above ${digits(low.value)}`;
  return `${named} is ${ends} (${range})`;
}

function notesOf({
  inputs,
  members,
  freshMembers,
  failed,
  verdict,
  conditions,
  found,
  discovery,
}: Found): readonly string[] {
  const notes = [
    `${inputs} assumptions were drawn in ${members} members, by which the region was looked for; what is said of it is from ${freshMembers} others.`,
  ];
  if (failed > 0) notes.push(`${failed} members are left out because a run failed.`);
  if (found !== undefined)
    notes.push(
      `Of the members that it was found by, ${Math.round(100 * found.density.value)} of 100 in the region were so: the others count, as a region flatters those it was found by.`,
    );
  for (const { input, reproduced, status } of conditions) {
    const again = `in ${Math.round(100 * reproduced)} of 100 resamples${reproduced < 0.5 ? ', which is few: it is unsure' : ''}`;
    const sure = `"${input}" is part of the region ${again}`;
    notes.push(`${sure}${status === 'assumption' ? '; its range is an assumption: nobody measured it' : ''}.`);
  }
  if (verdict === 'no region')
    notes.push(`Chance parts the runs as well in ${Math.round(100 * discovery.chance)} of 100 reshuffles.`);
  notes.push(
    'A region is a box: it says which assumptions decide, not that they are true, and where several weigh against each other it says it roughly. What was not drawn is taken for certain.',
  );
  return notes;
}

function joined(parts: readonly string[]): string {
  return parts.length < 2 ? (parts[0] ?? '') : `${parts.slice(0, -1).join(', ')}, and ${parts.at(-1) ?? ''}`;
}

function ofHundred(share: number): string {
  const hundred = Math.round(100 * share);
  if (hundred === 100) return share === 1 ? 'all' : 'nearly all';
  return hundred === 0 ? (share === 0 ? 'no' : 'hardly any') : `${hundred} of 100`;
}

function band({ value, low, high }: { readonly value: number; readonly low: number; readonly high: number }): string {
  return `${Math.round(100 * value)} (${Math.round(100 * low)} to ${Math.round(100 * high)})`;
}

function digits(value: number): string {
  const text =
    Math.abs(value) >= 1000 ? Math.round(value).toLocaleString('en-GB') : String(Number(value.toPrecision(3)));
  return text.replace('-', '−');
}
