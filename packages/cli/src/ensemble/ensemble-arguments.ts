import type { InputCorrelation, Threshold } from '@weir/engine/analysis';
import { InvalidArgumentError } from 'commander';
import { finiteNumber } from '../arguments.ts';

/**
 * Reads a correlation, `a, b = 0.5`, added to those given before; names with commas of their own, elements of arrays, are kept whole.
 *
 * @throws InvalidArgumentError where the text is none
 */
export function correlation(text: string, before: readonly InputCorrelation[] = []): InputCorrelation[] {
  const { pair = '', rank = '' } = /^(?<pair>.+)=(?<rank>[^=]*)$/s.exec(text)?.groups ?? {};
  const [one = '', other = '', ...rest] = pair.split(/,(?![^[]*\])/).map((name) => name.trim());
  if (one === '' || other === '' || rest.length > 0)
    throw new InvalidArgumentError('Write it as "one, other = 0.5": two inputs and the correlation of their ranks.');
  return [...before, { between: [one, other], rank: finiteNumber(rank) }];
}

/**
 * Reads a threshold, `name=value`, added to those given before.
 *
 * @throws InvalidArgumentError where the text is none
 */
export function threshold(text: string, before: readonly Threshold[] = []): Threshold[] {
  const { name = '', value = '' } = /^(?<name>.+)=(?<value>[^=]*)$/s.exec(text)?.groups ?? {};
  if (name.trim() === '') throw new InvalidArgumentError('Write it as "name=value", such as "caseload=18".');
  return [...before, { variable: name.trim(), value: finiteNumber(value) }];
}

/** When to summarise: times, or all that the run saves. */
export type Times = readonly number[] | 'all';

/**
 * Reads times separated by commas, or `all`, added to those given before.
 *
 * @throws InvalidArgumentError where the text is neither
 */
export function times(text: string, before: Times = []): Times {
  if (text.trim().toLowerCase() === 'all' || before === 'all') return 'all';
  return [...before, ...text.split(',').map(finiteNumber)];
}
