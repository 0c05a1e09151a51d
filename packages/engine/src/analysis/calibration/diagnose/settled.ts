import { isComplete } from '../sample/sampler-state.ts';
import { summarisePosterior, type ParameterSummary, type Posterior } from '../posterior.ts';
import { settledRHat, settledSize } from './convergence.ts';

/** What there is to say against trusting a posterior's numbers, in words; empty where nothing is. */
export function samplingWarnings(
  posterior: Posterior,
  summary: readonly ParameterSummary[] = summarisePosterior(posterior),
): readonly string[] {
  const warnings: string[] = [];
  const { settings, updates } = posterior.state;
  if (!isComplete(posterior.state)) {
    const total = settings.warmUp + settings.draws * settings.thin;
    warnings.push(`The sampling was stopped after ${updates} of ${total} moves: resume it for the rest`);
  }
  const apart = summary.filter(({ rHat }) => !(rHat <= settledRHat)).toSorted((a, b) => b.rHat - a.rHat);
  if (apart.length > 0)
    warnings.push(
      `The sampling has not settled: the chains disagree on ${listed(apart, ({ name, rHat }) => `"${name}" (R-hat ${rHat.toFixed(3)})`)}, ` +
        `where at most ${settledRHat} is wanted. Sample longer, with a longer warm-up; if they still disagree there may be several answers, or the figures do not tell these apart`,
    );
  const few = summary.filter((each) => !(sizeOf(each) >= settledSize)).toSorted((a, b) => sizeOf(a) - sizeOf(b));
  if (few.length > 0)
    warnings.push(
      `The sample is small: it is worth ${listed(few, (each) => `${Math.floor(sizeOf(each))} independent draws for "${each.name}"`)}, ` +
        `where ${settledSize} are wanted for ranges that hold. Take more draws, or more moves between them`,
    );
  return warnings;
}

function sizeOf({ bulkSize, tailSize }: ParameterSummary): number {
  return Math.min(bulkSize, tailSize);
}

/** The first three, and how many more. */
function listed<Item>(items: readonly Item[], say: (item: Item) => string): string {
  const first = items.slice(0, 3).map(say).join(', ');
  return items.length > 3 ? `${first} and ${items.length - 3} more` : first;
}
