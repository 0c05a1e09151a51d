import type { Loop } from '@weir/engine/analysis';
import { toCsv } from '../csv.ts';

/** How `weir loops` prints. */
export type LoopsFormat = 'table' | 'csv' | 'json';

/** Prints loops with their signs. */
export const loopPrinters: Readonly<Record<LoopsFormat, (found: readonly Loop[]) => string>> = {
  table: (found) => {
    if (found.length === 0) return 'The model has no feedback loop.\n';
    return found.map((loop, index) => `${heading(loop, index)}\n   ${roundOf(loop.variables)}\n`).join('\n');
  },
  csv: (found) =>
    toCsv([
      ['loop', 'name', 'sign', 'variables'],
      ...found.map((loop, index) => [index + 1, loop.name ?? '', loop.sign, roundOf(loop.variables)]),
    ]),
  json: (found) =>
    `${JSON.stringify(
      found.map(({ name, story, switch: own, sign, variables, links }) => ({
        name: name ?? null,
        story: story ?? null,
        switch: own ?? null,
        sign,
        variables,
        links: links.map((link) => link.sign),
      })),
      null,
      2,
    )}\n`,
};

function heading({ name, sign, story }: Loop, index: number): string {
  return `${index + 1}. ${name === undefined ? '' : `${name}: `}${sign}${story === undefined || story === '' ? '' : `\n   ${story}`}`;
}

/** The variables round a loop, back to the first. */
export function roundOf(variables: readonly string[]): string {
  return [...variables, variables[0] ?? ''].join(' → ');
}
