import { plainNumber, shareOfRuns } from '../plain-number.ts';
import type { RankedStrategy, RankingAssumption, TurningPoint } from './ranking-changes.ts';

/** What was found of the order of strategies, in sentences. */
export function describeRanking(
  [first, second]: readonly RankedStrategy[],
  assumptions: readonly RankingAssumption[],
): readonly string[] {
  if (first === undefined || second === undefined) return [];
  if (Number.isNaN(first.mean)) return ['Nothing can be said of the order: in every member a run failed.'];
  const lead =
    `"${first.strategy}" has the best mean outcome, ${plainNumber(first.mean)} against ${plainNumber(second.mean)} of "${second.strategy}", and is ` +
    `the best of all in ${shareOfRuns(first.best)}.`;
  const deciding = assumptions.flatMap(({ input, decides, turn }) =>
    decides && turn !== undefined ? [sentenceFor(input, turn, { first: first.strategy, second: second.strategy })] : [],
  );
  if (deciding.length > 0) return [lead, ...deciding];
  const whole = assumptions.length === 1 ? 'The assumption' : `None of the ${assumptions.length} assumptions`;
  const decides = assumptions.length === 1 ? 'does not decide' : 'decides by itself';
  return [lead, `${whole} ${decides} which of "${first.strategy}" and "${second.strategy}" is better.`];
}

function sentenceFor(
  input: string,
  { at, secondBetter, above, below }: TurningPoint,
  { first, second }: { first: string; second: string },
): string {
  const [near, far] = secondBetter === 'above' ? [above, below] : [below, above];
  const other = secondBetter === 'above' ? 'below' : 'above';
  const band = `${plainNumber(at.value)} (${plainNumber(at.low)} to ${plainNumber(at.high)})`;
  return `If "${input}" is ${secondBetter} ${band}, "${second}" is better than "${first}" in ${shareOfRuns(near)}; ${other}, in ${shareOfRuns(far)}.`;
}
