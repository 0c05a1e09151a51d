import type { ChangeBand, GeneralModel, Interaction } from '@weir/care';
import { toCsv } from '../csv.ts';
import type { SummaryFormat } from './print-summary.ts';

/** How strategies act together, on several indicators and in several years. */
export interface TogetherSummary {
  readonly model: string;
  readonly version: string;
  readonly seed: number;
  readonly members: number;
  /** Members left out because a run diverged. */
  readonly dropped: number;
  readonly strategies: readonly Pick<GeneralModel['strategies'][number], 'id' | 'name' | 'grade'>[];
  readonly interactions: readonly Interaction[];
}

/** The same as sentences to read, as rows for a spreadsheet, or whole for a program. */
export const togetherPrinters: Readonly<Record<SummaryFormat, (summary: TogetherSummary) => string>> = {
  json: (summary) => `${JSON.stringify(summary, null, 2)}\n`,
  csv: ({ interactions }) => {
    const heading = ['indicator', 'year', 'unit', 'what', ...bandNames];
    const rows = interactions.flatMap((each) => {
      const bands: readonly (readonly [string, ChangeBand])[] = [
        ...each.strategies.map(({ id, alone }) => [`${id} alone`, alone] as const),
        ...each.strategies.map(({ id, last }) => [`${id} last`, last] as const),
        ['sum', each.sum],
        ['together', each.together],
        ['interaction', each.interaction],
        ['by shares', each.byShares],
      ];
      return bands.map(([what, band]) => [
        each.indicator,
        each.year,
        each.unit,
        what,
        ...bandNames.map((name) => Number(band[name].toPrecision(6))),
      ]);
    });
    return toCsv([heading, ...rows]);
  },
  table: ({ model, version, seed, members, strategies, interactions }) => {
    const heading = `${strategies.map(({ name, grade }) => `${name} (evidence: ${grade})`).join('\n')}\n`;
    const parts = interactions.map(({ findings }) => findings.map((line) => `${line}\n`).join(''));
    const notes =
      `${model}, version ${version}; ${members} members, seed ${seed}. Medians; changes are against business as usual in the same member, so\n` +
      'that the medians of parts need not add up to the median of the whole.\n';
    return [heading, ...parts, notes].join('\n');
  },
};

const bandNames = ['median', 'low50', 'high50', 'low90', 'high90'] as const satisfies readonly (keyof ChangeBand)[];
