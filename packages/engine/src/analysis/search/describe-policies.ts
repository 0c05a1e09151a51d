import { listOf, plainNumber } from '../plain-number.ts';
import type { OutcomeNames } from './policy-experiment.ts';
import type { PolicyScore } from './policy-score.ts';
import type { FoundPolicy, PolicySearch } from './search-policies.ts';

type Found = Omit<PolicySearch, 'method' | 'seed' | 'findings' | 'notes'>;

const plainNames: OutcomeNames = { effect: 'effect', cost: 'cost', unmetNeed: 'unmet need' };

/** What a policy search found, in sentences, and what to bear in mind. */
export function describePolicies(
  found: Found,
  names: OutcomeNames = plainNames,
): Pick<PolicySearch, 'findings' | 'notes'> {
  const { best, front, target, budget, levers } = found;
  const goal = `${target.better === 'lower' ? 'at most' : 'at least'} ${plainNumber(target.value)}`;
  const within = budget === Infinity ? '' : ` within a budget of ${plainNumber(budget)}`;
  if (best === undefined) {
    const message = `None of the ${found.evaluations} policies that were tried keeps to the budget of ${plainNumber(budget)}.`;
    return { findings: [message], notes: notesFor(found) };
  }
  const { fresh, search } = best;
  const [low, high] = [fresh.probability.low, fresh.probability.high].map((share) => Math.round(100 * share));
  const findings = [
    `The likeliest policy${within} sets ${settingsOf(best, levers)}.`,
    `It reaches ${goal} in ${percent(fresh.probability.value)} of ${fresh.members} members that had no part in the choice (the probability lies between ` +
      `${low} and ${high} %); of the ${search.members} members that it was chosen by, in ${percent(search.probability.value)}.`,
    `On the mean of these members, ${outcomes(fresh, names)}.`,
  ];
  if (fresh.probability.value === 0)
    findings.push(`No policy that was tried can be said to reach ${goal}: this one comes nearest.`);
  if (fresh.cost > budget) findings.push('On those members its mean cost lies above the budget.');
  const [cheapest, dearest] = [front[0], front.at(-1)];
  if (cheapest !== undefined && dearest !== undefined && front.length > 1)
    findings.push(
      `The front has ${front.length} policies. At its cheap end, ${outcomes(cheapest.fresh, names)}; at its dear end, ${outcomes(dearest.fresh, names)}.`,
    );
  return { findings, notes: notesFor(found) };
}

function outcomes({ effect, cost, unmetNeed }: PolicyScore, names: OutcomeNames): string {
  const parts = [
    `${names.effect} is ${plainNumber(effect)}`,
    `${names.cost} ${plainNumber(cost)}`,
    `${names.unmetNeed} ${plainNumber(unmetNeed)}`,
  ];
  return listOf(parts);
}

function percent(share: number): string {
  return `${Math.round(100 * share)} %`;
}

/** The levers that are moved from their low end, the rest together. */
function settingsOf({ values }: FoundPolicy, levers: Found['levers']): string {
  const moved = levers.flatMap(({ name, low }, place) => {
    const value = values[place] ?? low;
    return value === low ? [] : [`"${name}" to ${plainNumber(value)}`];
  });
  const still = levers.length - moved.length;
  if (moved.length === 0) return 'every lever to its low end';
  return still === 0 ? listOf(moved) : `${listOf(moved)}, and leaves the other ${still} at the low end`;
}

function notesFor({ exhaustive, evaluations, best, front, members, freshMembers }: Found): readonly string[] {
  const failed = [...front, ...(best === undefined ? [] : [best])].reduce((sum, { fresh }) => sum + fresh.failed, 0);
  const again = front.filter(({ dominatedAfresh }) => dominatedAfresh).length;
  return [
    exhaustive
      ? `All ${evaluations} policies were tried.`
      : `${evaluations} policies were tried; there may be better ones that were not.`,
    `Policies were chosen by ${members} members and tried again on ${freshMembers} others; what is said of them is from the others.`,
    ...(again === 0 ? [] : [`${again} of the front are surpassed by another of it on those members.`]),
    ...(failed === 0 ? [] : [`${failed} runs of the policies reported failed and count as not reaching the target.`]),
    'A probability is that of the model with the assumptions that were drawn; what was not varied is taken for certain.',
  ];
}
