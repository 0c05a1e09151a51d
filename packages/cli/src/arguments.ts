import { InvalidArgumentError } from 'commander';
import { splitNames } from './split-names.ts';

/** Each reads the text of one option; what it does not take is wrong usage, and commander names the option. */

/** A finite number. */
export function finiteNumber(text: string): number {
  const number = Number(text);
  if (text.trim() === '' || !Number.isFinite(number)) throw new InvalidArgumentError('Give a number, such as 0.25.');
  return number;
}

/** A number above 0. */
export function positiveNumber(text: string): number {
  const number = finiteNumber(text);
  if (number <= 0) throw new InvalidArgumentError('Give a number above 0.');
  return number;
}

/** A whole number from 0 to `most`. */
export function wholeNumber(most: number): (text: string) => number {
  return between(0, most);
}

/** A whole number from 1 to `most`. */
export function countOf(most: number): (text: string) => number {
  return between(1, most);
}

/** `name=value`, added to those given before. */
export function setting(text: string, before: Readonly<Record<string, number>> = {}): Record<string, number> {
  const match = /^(.+)=([^=]*)$/s.exec(text);
  if (match === null) throw new InvalidArgumentError('Write it as "name=value", such as "referral rate=0.06".');
  const [, name = '', value = ''] = match;
  return { ...before, [name.trim()]: finiteNumber(value) };
}

/** Names separated by commas, added to those given before. */
export function names(text: string, before: readonly string[] = []): string[] {
  return [...before, ...splitNames(text)];
}

function between(least: number, most: number): (text: string) => number {
  return (text) => {
    const number = Number(text);
    if (!/^\d+$/.test(text) || number < least || number > most)
      throw new InvalidArgumentError(`Give a whole number from ${least} to ${most}.`);
    return number;
  };
}
