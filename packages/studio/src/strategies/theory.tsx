import { aimInWords } from '@weir/care';
import type { EvidenceGrade, Strategy } from '@weir/care';
import type { ReactNode } from 'react';
import { formatChange, formatNumber, formatRange, withUnit } from '../charts/format.ts';
import { useGeneralModel } from '../app/model-context.ts';
import { useNavigation } from '../app/navigation.ts';
import { WorkingsLink } from '../workings/workings-link.tsx';
import { findRoles } from './roles.ts';
import { useYear } from './use-year.tsx';

/** How a grade reads. */
export const gradeWords: Readonly<Record<EvidenceGrade, string>> = {
  strong: 'Strong evidence',
  moderate: 'Moderate evidence',
  weak: 'Weak evidence',
  none: 'No evidence: assumption',
};

/** What a strategy acts on, why it should work, what is known, and what it costs. */
export function Theory({ strategy }: { readonly strategy: Strategy }): ReactNode {
  const { actions, theoryOfChange, practiceTool, grade, evidence, reach, cost, aims, start, ramp } = strategy;
  const general = useGeneralModel();
  return (
    <div className="theory">
      <p>{theoryOfChange}</p>
      <dl>
        <dt>Acts on</dt>
        <dd>
          <ul>
            {actions.map((action) => (
              <li key={action.parameter}>
                <WorkingsLink item={parameterName(action.parameter)}>{action.label}</WorkingsLink>:{' '}
                {formatAction(action.central)} ({formatAction(action.low)} to {formatAction(action.high)}){' '}
                {action.unit === '1' ? '' : action.unit}; {formatAction(action.neutral)} changes nothing
                <WhatItDoes effect={action.effect} />
              </li>
            ))}
          </ul>
        </dd>
        <dt>When</dt>
        <dd>
          From {dateOf(start)}, {ramp > 0 ? `in full after ${formatAction(ramp)} years` : 'in full at once'}
        </dd>
        {actions.length > 0 && (
          <>
            <dt>Reach</dt>
            <dd>{reach.words}</dd>
            <dt>Cost of delivery</dt>
            <dd>{cost.words}</dd>
            <dt>Taken to work where it makes</dt>
            <dd>{aims.map((aim) => aimInWords(aim, general)).join(', and ')}</dd>
          </>
        )}
        <dt>Evidence</dt>
        <dd>
          <strong>{gradeWords[grade]}.</strong> {evidence}
        </dd>
        <dt>Practice tool</dt>
        <dd>{practiceTool ?? 'None is known that brings this about; it would have to be designed.'}</dd>
        <Cost id={strategy.id} />
      </dl>
    </div>
  );
}

/** Where a lever says how far something is delivered, what that is taken to do. */
function WhatItDoes({ effect }: { readonly effect: string | undefined }): ReactNode {
  const entry = useGeneralModel().evidence.find(({ id }) => id === effect);
  if (entry === undefined) return null;
  const { title, value, low, high } = entry;
  const small = title.charAt(0).toLowerCase() + title.slice(1);
  return `; ${small} ${formatAction(value)} (${formatAction(low)} to ${formatAction(high)})`;
}

function Cost({ id }: { readonly id: string }): ReactNode {
  const { cumulativeCost } = findRoles(useGeneralModel());
  const { year } = useNavigation().view;
  const effect = useYear()
    .of(cumulativeCost?.id ?? '')
    ?.effects.get(id);
  if (cumulativeCost === undefined || effect === undefined) return null;
  const { median, low90, high90 } = effect.change;
  return (
    <>
      <dt>Cost by {year}</dt>
      <dd>
        <WorkingsLink item={cumulativeCost.variable}>
          {withUnit(formatChange(cumulativeCost, median), cumulativeCost.unit)}
        </WorkingsLink>{' '}
        against business as usual (90% of runs: {formatRange(cumulativeCost, low90, high90, true)})
      </dd>
    </>
  );
}

/** The variable of a parameter that may name one element of an array: `name[element]`. */
export function parameterName(parameter: string): string {
  return parameter.replace(/\[.*$/, '');
}

/** A setting of a lever without idle zeros. */
export function formatAction(value: number): string {
  const decimals = Math.abs(value) >= 100 ? 0 : Math.abs(value) >= 10 ? 1 : 3;
  return formatNumber(value, decimals)
    .replace(/(\.\d*?)0+$/, '$1')
    .replace(/\.$/, '');
}

/** A model time as a month: time 2026 is 31 March 2026. */
export function dateOf(time: number): string {
  const year = Math.floor(time);
  const month = Math.round((time - year) * 12);
  const names = ['April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'];
  const inYear = names[month];
  return inYear === undefined
    ? `${['January', 'February', 'March', 'April'][month - 9] ?? 'April'} ${year + 1}`
    : `${inYear} ${year}`;
}
