import type { Diagnostic } from '@weir/engine';
import type { Evidence } from '../types.ts';
import type { PlaceOfEntry } from './entry-places.ts';
import { addressFault, sourceFault } from './source-faults.ts';

/**
 * What is wrong with the entries of evidence themselves: ranges that cannot be, sources that name nobody, assumptions without a reason, years
 * and addresses that say nothing. Every fault is an error, at its file and line.
 *
 * @example
 * ```ts
 * checkRegister(evidence, placeOf).map(formatDiagnostic);
 * ```
 */
export function checkRegister(entries: readonly Evidence[], placeOf: PlaceOfEntry): readonly Diagnostic[] {
  return entries.flatMap((entry) =>
    rules.flatMap(({ field, code, fault, advice }) => {
      const found = fault(entry);
      if (found === undefined) return [];
      const place = placeOf(entry.id, field);
      const message = `Cannot take the evidence "${entry.id}": ${found}`;
      return [{ code, severity: 'error' as const, message, advice, ...(place === undefined ? {} : { place }) }];
    }),
  );
}

interface Rule {
  /** The field at which the fault is shown. */
  readonly field: keyof Evidence;
  readonly code: string;
  readonly advice: string;
  /** What is wrong, in words that follow a colon. */
  readonly fault: (entry: Evidence) => string | undefined;
}

const rules: readonly Rule[] = [
  {
    field: 'low',
    code: 'evidence-range',
    advice: 'correct "low" and "high", or the unit',
    fault: rangeFault,
  },
  {
    field: 'source',
    code: 'evidence-source',
    advice: 'say who published it and where, how it was derived, or, for an assumption, why it has this value',
    fault: sourceFault,
  },
  {
    field: 'address',
    code: 'evidence-address',
    advice: 'give the https address of a public page, or leave it out',
    fault: addressFault,
  },
  {
    field: 'year',
    code: 'evidence-year',
    advice: 'give the year or years that the figure describes',
    fault: ({ status, year }) =>
      (status === 'published' || status === 'derived') && !/\d{4}|^any$|^current$/.test(year)
        ? `it is ${status}, but its year is "${year}"`
        : undefined,
  },
  {
    field: 'value',
    code: 'evidence-not-drawn',
    advice: 'give a range from "low" to "high", or say in "fixed" why it has none',
    fault: ({ status, low, high, fixed }) =>
      status === 'assumption' && low === high && fixed === undefined
        ? 'it is an assumption without a range, and nothing says why it is not drawn'
        : undefined,
  },
  {
    field: 'fixed',
    code: 'evidence-not-drawn',
    advice: 'leave out "fixed" where there is a range',
    fault: ({ low, high, fixed }) =>
      low < high && fixed !== undefined
        ? `it has a range, ${low} to ${high}, but also a reason to have none`
        : undefined,
  },
];

/** Units in which a figure below nothing has a meaning: numbers without one, such as effects and elasticities. */
const mayBeNegative: ReadonlySet<string> = new Set(['1']);

function rangeFault({ id, unit, low, high }: Evidence): string | undefined {
  if (low > high) return `its low, ${low}, is above its high, ${high}`;
  if (low < 0 && !mayBeNegative.has(unit)) return `its low, ${low} ${unit}, is below nothing`;
  if (unit === 'percent' && high > 100) return `its high, ${high} percent, is above 100`;
  const isShare = unit === '1' && /(^|_)shares?(_|$)/.test(id);
  if (isShare && (low < 0 || high > 1)) return `a share lies from 0 to 1, but its range is ${low} to ${high}`;
  return undefined;
}
