import type { Indicator } from '../types.ts';
import { lowerFirst } from './aim.ts';
import type { ChangeBand, Interaction } from './together.ts';

/** What strategies do together, in sentences. */
export function describeInteraction(
  { year, strategies, sum, together, interaction, byShares }: Omit<Interaction, 'findings'>,
  { indicator, shared }: { readonly indicator: Indicator; readonly shared: readonly string[] },
): readonly string[] {
  const print = printerOf(indicator);
  const ranged = ({ median, low90, high90 }: ChangeBand): string =>
    `${print(median)} (90 of 100 members: ${print(low90)} to ${print(high90)})`;
  const alone = strategies.map((each) => `"${each.name}" ${print(each.alone.median)}`);
  const those = strategies.length === 2 ? 'the two' : `the ${strategies.length}`;
  const findings = [
    `Change in ${lowerFirst(indicator.name)} (${indicator.unit}) in ${year}, alone: ${alone.join(', ')}; added up ${print(sum.median)}. Together: ${ranged(together)}.`,
    `${headline({ sum, interaction, those }, print)}: ${ranged(interaction)}.`,
  ];
  if (isSure(interaction))
    findings.push(
      `Were each to change what the others leave by its own share and nothing else, that would be ${print(byShares.median)}; the rest is what else they do to each other in the model.`,
    );
  if (shared.length > 0)
    findings.push(
      `More than one of them moves ${shared.map((label) => `"${label}"`).join(' and ')}: together it moves as far as the one that moves it furthest, which is not added.`,
    );
  return findings;
}

function headline(
  { sum, interaction, those }: { readonly sum: ChangeBand; readonly interaction: ChangeBand; readonly those: string },
  print: (value: number) => string,
): string {
  if (print(interaction.low90) === print(0) && print(interaction.high90) === print(0)) return 'They add up';
  if (!isSure(interaction)) return `Whether together they do more or less than ${those} alone is not clear`;
  if (!isSure(sum))
    return `Together the change is ${interaction.median > 0 ? 'higher' : 'lower'} than that of ${those} alone`;
  return `Together they do ${sum.median > 0 === interaction.median > 0 ? 'more' : 'less'} than ${those} alone`;
}

/** Whether 90 of 100 members are on one side of nought. */
function isSure({ low90, high90 }: ChangeBand): boolean {
  return low90 > 0 || high90 < 0;
}

/** Changes with their sign, to the decimals of the indicator and at most three digits that count. */
function printerOf({ decimals }: Indicator): (value: number) => string {
  return (value) => {
    const rounded = Number(Number(value.toPrecision(3)).toFixed(decimals)) + 0;
    const text = Math.abs(rounded).toLocaleString('en-GB', { maximumFractionDigits: decimals });
    return rounded === 0 ? '0' : `${rounded > 0 ? '+' : '−'}${text}`;
  };
}
