import type { Measure, Target } from '@weir/engine/analysis';
import { InvalidArgumentError } from 'commander';
import { finiteNumber } from '../arguments.ts';
import { measure } from '../measure-argument.ts';

/** What is to be reached: a measure and the value that it must not pass. */
export interface MeasuredTarget {
  readonly measure: Measure;
  readonly target: Target;
}

/**
 * Reads a target: `name@2035<=75000`, `mean(name)>=0.5`. What it does not take is wrong usage.
 *
 * @throws InvalidArgumentError where the text is none
 * @example
 * ```ts
 * measuredTarget('looked-after@2035<=75000').target; // { value: 75000, better: 'lower' }
 * ```
 */
export function measuredTarget(text: string): MeasuredTarget {
  const { what, sign, value } = /^(?<what>.*?)(?<sign><=|>=)(?<value>[^<>=]*)$/s.exec(text)?.groups ?? {};
  if (what === undefined || value === undefined)
    throw new InvalidArgumentError('Write it as "name@2035<=75000" or "name@2035>=0.5".');
  const [read] = measure(what);
  if (read === undefined) throw new InvalidArgumentError('Say what is to reach the value.');
  return { measure: read, target: { value: finiteNumber(value), better: sign === '<=' ? 'lower' : 'higher' } };
}

/** Ends of levers by name. */
export type Bounds = ReadonlyMap<string, { readonly low: number; readonly high: number }>;

/**
 * Reads the ends of a lever, `name=LOW..HIGH`, added to those given before.
 *
 * @throws InvalidArgumentError where the text is none
 */
export function leverBounds(text: string, before: Bounds = new Map()): Bounds {
  const { name, from, to } = /^(?<name>.*[^\s])\s*=(?<from>.*?)\.\.(?<to>.*)$/s.exec(text)?.groups ?? {};
  if (name === undefined) throw new InvalidArgumentError('Write it as "name=0..0.3".');
  const [low, high] = [finiteNumber(from ?? ''), finiteNumber(to ?? '')];
  if (low > high) throw new InvalidArgumentError('The low end must not lie above the high end.');
  return new Map([...before, [name.trim(), { low, high }]]);
}
