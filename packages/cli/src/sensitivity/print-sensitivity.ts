import type {
  ElementaryEffects,
  Estimate,
  MorrisScreening,
  RankingChanges,
  SobolIndices,
  Tornado,
  TornadoBar,
  TurningPoint,
} from '@weir/engine/analysis';
import { toCsv } from '../csv.ts';
import { textTable } from '../text-table.ts';

/** What one method of sensitivity analysis found. */
export type Sensitivity = MorrisScreening | SobolIndices | Tornado | RankingChanges;

/** How it is printed. */
export type SensitivityFormat = 'table' | 'csv' | 'json';

/** Prints what was found; the same result gives the same bytes. */
export const sensitivityPrinters: Readonly<Record<SensitivityFormat, (found: Sensitivity) => string>> = {
  table: (found) => {
    const parts = sectionsOf(found).map(({ title, rows, findings }) => {
      const table = textTable(
        rows.slice(0, 1 + mostRows).map((row) => row.map(shown)),
        numeric(rows),
      );
      const more = rows.length - 1 - mostRows;
      const rest = more > 0 ? `and ${more} more (--format csv prints all)\n` : '';
      return `${title}\n\n${table}${rest}\n${findings.map(line).join('')}`;
    });
    return `${parts.join('\n')}\n${found.notes.map(line).join('')}`;
  },
  csv: (found) => {
    const sections = sectionsOf(found);
    const heading = ['output', ...(sections[0]?.rows[0] ?? [])];
    const rows = sections.flatMap(({ key, rows: [, ...own] }) => own.map((row) => [key, ...row]));
    return toCsv([heading, ...rows].map((row) => row.map((cell) => (Number.isNaN(cell) ? '' : cell))));
  },
  // NaN, which JSON does not have, becomes null.
  json: (found) => `${JSON.stringify(found, null, 2)}\n`,
};

/** Rows of a table that is read; those after them matter little. */
const mostRows = 20;

type Cell = string | number;

interface Section {
  readonly key: string;
  readonly title: string;
  /** The first is the heading. */
  readonly rows: readonly (readonly Cell[])[];
  readonly findings: readonly string[];
}

function sectionsOf(found: Sensitivity): readonly Section[] {
  switch (found.method) {
    case 'morris':
      return found.outputs.map(({ output, effects, findings }) => ({
        key: output,
        title: `${output}: elementary effects for the whole range of each input (${found.runs} runs, seed ${found.seed})`,
        rows: [['input', 'mu*', 'standard error', 'mu', 'sigma', 'effects', 'shape'], ...effects.map(effectRow)],
        findings,
      }));
    case 'sobol':
      return found.outputs.map(({ output, indices, findings }) => ({
        key: output,
        title: `${output}: shares of its variance (${found.runs} runs, seed ${found.seed})`,
        rows: [
          ['input', 'first', 'first low', 'first high', 'total', 'total low', 'total high', 'rows'],
          ...indices.map(({ input, first, total, rows }) => [input, ...bandOf(first), ...bandOf(total), rows]),
        ],
        findings,
      }));
    case 'tornado':
      return found.outputs.map(({ output, bars, findings }) => ({
        key: output,
        title: `${output}: each input from low to high, the others central (${found.runs} runs)`,
        rows: [['input', 'low', 'high', 'at low', 'at high', 'swing', 'shape'], ...bars.map(barRow)],
        findings,
      }));
    case 'ranking':
      return [rankingSection(found)];
  }
}

function effectRow({ input, muStar, standardError, mu, sigma, count, shape }: ElementaryEffects): readonly Cell[] {
  return [input, muStar, standardError, mu, sigma, count, shape.replaceAll('-', ' ')];
}

function barRow({ input, low, high, atLow, atHigh, swing, shape }: TornadoBar): readonly Cell[] {
  return [input, low, high, atLow, atHigh, swing, shape];
}

function rankingSection({ strategies, members, assumptions, findings }: RankingChanges): Section {
  const [first = '', second = ''] = strategies.map(({ strategy }) => strategy);
  const means = strategies.map(
    ({ strategy, mean, best }) => `${strategy}: mean ${shown(mean)}, best in ${Math.round(best * 100)} % of runs.`,
  );
  return {
    key: 'ranking',
    title: `Where "${second}" becomes better than "${first}", by assumption (${members} members)`,
    rows: [
      [
        'assumption',
        'decides',
        'turns at',
        'turns low',
        'turns high',
        'better',
        'share above',
        'share below',
        'worth',
        'confidence',
        'chance',
      ],
      ...assumptions.flatMap(({ input, decides, turn }) =>
        turn === undefined ? [] : [turnRow(input, decides ? 'yes' : 'no', turn)],
      ),
    ],
    findings: [...means, ...findings],
  };
}

function turnRow(
  input: string,
  decides: string,
  { at, secondBetter, above, below, worth, confidence, chance }: TurningPoint,
): readonly Cell[] {
  return [input, decides, ...bandOf(at), secondBetter, above, below, worth, confidence, chance];
}

function bandOf({ value, low, high }: Estimate): readonly number[] {
  return [value, low, high];
}

/** Columns that hold numbers are set to the right. */
function numeric([, ...rows]: readonly (readonly Cell[])[]): ReadonlySet<number> {
  const width = Math.max(0, ...rows.map((row) => row.length));
  return new Set(
    Array.from({ length: width }, (_, column) => column).filter((column) =>
      rows.every((row) => typeof row[column] === 'number'),
    ),
  );
}

function shown(cell: Cell): string {
  if (typeof cell === 'string') return cell;
  if (Number.isNaN(cell)) return '–';
  if (Number.isInteger(cell) && Math.abs(cell) < 1e9) return String(cell).replace('-', '−');
  const text = Math.abs(cell) >= 1000 ? cell.toFixed(0) : String(Number(cell.toPrecision(3)));
  return text.replace(/^-0$/, '0').replaceAll('-', '−');
}

function line(sentence: string): string {
  return `${sentence}\n`;
}
