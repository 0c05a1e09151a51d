import type { ArchetypeMatch, ArchetypeSearch } from '@weir/engine/analysis';
import { toCsv } from '../csv.ts';
import { roundOf, type LoopsFormat } from './print-loops.ts';

/** Prints archetypes as questions. */
export const archetypePrinters: Readonly<Record<LoopsFormat, (found: ArchetypeSearch) => string>> = {
  table: ({ matches, more, remarks }) => {
    const asked = matches.map(
      (match, index) => `${index + 1}. ${match.question}\n${restsOn(match)}   Would confirm it: ${match.confirm}\n`,
    );
    const rest = Object.entries(more).map(([archetype, count]) => `${count} more of ${archetype}`);
    const last = [...(rest.length === 0 ? [] : [`Not shown: ${rest.join(', ')}.`]), ...remarks];
    const none = matches.length === 0 ? ['No archetype was found.\n'] : [];
    return [...none, ...asked, ...(last.length === 0 ? [] : [`${last.join('\n')}\n`])].join('\n');
  },
  csv: ({ matches }) =>
    toCsv([
      ['archetype', 'distance', 'question', 'confirm', 'loops', 'delays', 'exogenous'],
      ...matches.map(({ archetype, distance, question, confirm, loops, delays, exogenous }) => [
        archetype,
        distance ?? '',
        question,
        confirm,
        loops.map(({ sign, nodes }) => `${sign}: ${roundOf(nodes)}`).join('; '),
        delays.map(({ from, to }) => `${from} → ${to}`).join('; '),
        exogenous.join('; '),
      ]),
    ]),
  json: (found) => `${JSON.stringify(found, null, 2)}\n`,
};

function restsOn({ loops, paths, exogenous }: ArchetypeMatch): string {
  const lines = [
    ...loops.map(({ sign, delayed, nodes }) => `${sign}${delayed ? ', delayed' : ''}: ${roundOf(nodes)}`),
    ...paths.map((path) => `beside them: ${path.join(' → ')}`),
    ...exogenous.map((name) => `held from outside: ${name}`),
  ];
  return lines.map((line) => `   ${line}\n`).join('');
}
