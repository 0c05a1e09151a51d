import { toCsv } from '../csv.ts';
import { textTable } from '../text-table.ts';
import type { Dominance, PrintedPartition } from './dominance.ts';
import { roundOf, type LoopsFormat } from './print-loops.ts';

/** Prints what drives a run. */
export const dominancePrinters: Readonly<Record<LoopsFormat, (found: Dominance) => string>> = {
  table: ({ partitions, impacts, window, times }) => {
    const parts = partitions.map((partition, index) => describe(partition, { index, window }));
    if (impacts !== undefined) {
      const inside = [...times.keys()].filter((at) => (times[at] ?? 0) >= window.from && (times[at] ?? 0) < window.to);
      const meanOf = (values: Float64Array): number =>
        inside.reduce((sum, at) => sum + Math.abs(values[at] ?? 0), 0) / Math.max(1, inside.length);
      const rows = impacts.causes
        .map(({ cause, parts: values }) => ({ cause, mean: meanOf(values) }))
        .toSorted((a, b) => b.mean - a.mean)
        .filter(({ mean }) => mean >= 0.005)
        .map(({ cause, mean }) => ['  ', percent(mean), cause]);
      parts.unshift(
        `What changes ${impacts.variable}, mean from ${window.from} to ${window.to}:\n${textTable(rows, new Set([1]))}`,
      );
    }
    return parts.length === 0 ? 'No feedback loop drives anything.\n' : parts.join('\n');
  },
  csv: ({ partitions, times }) =>
    toCsv([
      ['partition', 'loop', 'name', 'polarity', 'variables', 'Time', 'share'],
      ...partitions.flatMap(({ loops }, index) =>
        loops.flatMap(({ id, name, polarity, variables, shares }) =>
          Array.from(times, (time, at) => [
            index + 1,
            id,
            name ?? '',
            polarity,
            roundOf(variables),
            time,
            shares[at] ?? Number.NaN,
          ]),
        ),
      ),
    ]),
  json: ({ partitions, times, impacts, window }) =>
    `${JSON.stringify(
      {
        times: [...times],
        window,
        partitions: partitions.map(({ phases, sentences, loops, outside, ...rest }) => ({
          ...rest,
          phases: phases.map(({ loops: dominant, ...phase }, index) => ({
            ...phase,
            words: sentences[index],
            loops: dominant.map(({ loop, share }) => ({ id: loop.id, share })),
          })),
          loops: loops.map(({ shares, ...loop }) => ({ ...loop, shares: [...shares] })),
          outside: outside.map(({ shares, ...each }) => ({ ...each, shares: [...shares] })),
        })),
        impacts:
          impacts === undefined
            ? null
            : {
                ...impacts,
                times: [...impacts.times],
                causes: impacts.causes.map((each) => ({ ...each, parts: [...each.parts] })),
              },
      },
      null,
      2,
    )}\n`,
};

function describe(
  { variables, level, complete, count, sentences, loops, through, outside }: PrintedPartition,
  { index, window }: { index: number; window: Dominance['window'] },
): string {
  const shown =
    variables.length <= 6
      ? variables.join(', ')
      : `${variables.slice(0, 5).join(', ')} and ${variables.length - 5} more`;
  const how = complete
    ? `${count} ${count === 1 ? 'loop' : 'loops'}, none missing`
    : `the ${count} strongest loops that were found; there are more, so that shares are of these`;
  const arrays = level === 'variables' && !complete ? ', arrays taken as wholes' : '';
  const rows = loops.map(({ id, name, polarity, variables: round, stocks, meanThen }) => [
    '  ',
    id,
    percent(meanThen),
    polarity,
    nameIn({ name, round, stocks }),
  ]);
  const from = outside
    .filter(({ meanThen }) => meanThen >= 0.005)
    .map(({ stock, meanThen }) => ['  ', percent(meanThen), stock]);
  const passed = through.filter(({ share }) => share >= 0.005).map(({ stock, share }) => ['  ', percent(share), stock]);
  return [
    `${index + 1}. Loops among ${shown}\n   (${how}${arrays})\n`,
    ...sentences.map((sentence) => `   ${sentence}\n`),
    `\n   Mean share from ${window.from} to ${window.to}:\n${textTable(rows, new Set([2]))}`,
    complete
      ? ''
      : `\n   What loops that pass a stock make of the change, all together:\n${textTable(passed, new Set([1]))}`,
    from.length === 0 ? '' : `\n   What comes from outside these loops, by stock:\n${textTable(from, new Set([1]))}`,
  ].join('');
}

/** A loop in a line: of a long one its stocks. */
function nameIn({
  name,
  round,
  stocks,
}: {
  readonly name: string | undefined;
  readonly round: readonly string[];
  readonly stocks: readonly string[];
}): string {
  if (name !== undefined) return name;
  return round.length <= 8 ? roundOf(round) : `${round.length} variables, among them ${stocks.join(', ')}`;
}

function percent(share: number): string {
  const value = 100 * share;
  return `${value > 0 && value < 1 ? value.toFixed(1) : Math.round(value)} %`;
}
