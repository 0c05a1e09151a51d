import { toId } from '@weir/engine';
import type { Measure } from '@weir/engine/analysis';
import type { Aim, GeneralModel, Indicator } from '../types.ts';

/**
 * Reads what a strategy is to change against business as usual: `name@year <= change`, with a change that is a share of the value under business
 * as usual where it ends in "%", else a difference in the indicator's unit.
 *
 * @returns nothing where the text is none
 * @example
 * ```ts
 * readAim('looked-after@2035 <= -3%'); // { name: 'looked-after', year: 2035, better: 'lower', change: -0.03, isShare: true }
 * ```
 */
export function readAim(text: string): Aim | undefined {
  const pattern =
    /^(?<name>[^@<>=]+)@(?<year>\d+(?:\.\d+)?)\s*(?<sign><=|>=)\s*(?<size>[-−+]?\d+(?:\.\d+)?)\s*(?<percent>%?)$/;
  const { name, year, sign, size, percent } = pattern.exec(text.trim())?.groups ?? {};
  if (name === undefined || size === undefined) return undefined;
  const isShare = percent === '%';
  const value = Number(size.replace('−', '-'));
  return {
    name: name.trim(),
    year: Number(year),
    better: sign === '<=' ? 'lower' : 'higher',
    change: isShare ? value / 100 : value,
    isShare,
  };
}

/** What an aim looks at in a run: the variable of the indicator that it names, or the variable itself. */
export function measureOfAim({ name, year }: Aim, { indicators }: GeneralModel): Measure {
  return { variable: indicatorOf(name, indicators)?.variable ?? name, at: year };
}

/** Whether an aim is reached, with the value of what it looks at and that under business as usual in the same member. */
export function reaches(
  { name, better, change, isShare }: Aim,
  values: { own: number; usual: number },
  general: GeneralModel,
): boolean {
  const scale = indicatorOf(name, general.indicators)?.scale ?? 1;
  const found = isShare ? (values.own - values.usual) / Math.abs(values.usual) : (values.own - values.usual) * scale;
  return better === 'lower' ? found <= change : found >= change;
}

/** An aim in words: "children looked after in 2035 lower by at least 3 % than without it". */
export function aimInWords({ name, year, better, change, isShare }: Aim, { indicators }: GeneralModel): string {
  const indicator = indicatorOf(name, indicators);
  const what = `${lowerFirst(indicator?.name ?? name)} in ${year}`;
  const [towards, against] = better === 'lower' ? ['lower', 'higher'] : ['higher', 'lower'];
  if (change === 0) return `${what} no ${against} than without it`;
  const unit = isShare ? ' %' : indicator === undefined ? '' : ` ${indicator.unit}`;
  const size = Number(Math.abs(isShare ? change * 100 : change).toPrecision(6)).toLocaleString('en-GB');
  const isTowards = change < 0 === (better === 'lower');
  return `${what} ${isTowards ? `${towards} by at least` : `${against} by at most`} ${size}${unit} than without it`;
}

/** A name as it stands within a sentence. */
export function lowerFirst(name: string): string {
  return /^[A-Z][a-z]/.test(name) ? name.charAt(0).toLowerCase() + name.slice(1) : name;
}

function indicatorOf(name: string, indicators: readonly Indicator[]): Indicator | undefined {
  return indicators.find((each) => toId(each.id) === toId(name) || toId(each.name) === toId(name));
}
