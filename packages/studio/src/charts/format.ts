import type { Indicator } from '@weir/care';

/** What of an indicator matters for writing its numbers. */
export type NumberStyle = Pick<Indicator, 'decimals' | 'scale' | 'unit'>;

/** Thousands separated, with a true minus sign; an en dash where there is no number. */
export function formatNumber(value: number, decimals: number): string {
  if (!Number.isFinite(value)) return '–';
  const text = new Intl.NumberFormat('en-GB', {
    minimumFractionDigits: decimals,
    maximumFractionDigits: decimals,
  }).format(Math.abs(value));
  const isZero = !/[1-9]/.test(text);
  return value < 0 && !isZero ? `−${text}` : text;
}

/** The same with a plus sign where the number rises. */
export function formatSigned(value: number, decimals: number): string {
  const text = formatNumber(value, decimals);
  return value > 0 && /[1-9]/.test(text) ? `+${text}` : text;
}

/** A model value as the indicator writes it, without the unit. */
export function formatLevel(style: NumberStyle, value: number): string {
  return formatNumber(value * style.scale, style.decimals);
}

/** A difference of model values as the indicator writes it, with its sign. */
export function formatChange(style: NumberStyle, value: number): string {
  return formatSigned(value * style.scale, style.decimals);
}

/** An interval such as “−5,200 to −3,100”. */
export function formatRange(style: NumberStyle, low: number, high: number, signed = false): string {
  const write = signed ? formatChange : formatLevel;
  return `${write(style, low)} to ${write(style, high)}`;
}

/**
 * A probability in whole per cent, never claimed to be certain: an ensemble of some hundred members cannot tell 99.9 %
 * from 100 %.
 */
export function formatChance(share: number): string {
  if (!Number.isFinite(share)) return '–';
  if (share > 0.99) return 'over 99%';
  if (share < 0.01) return 'under 1%';
  return `${Math.round(share * 100)}%`;
}

/** For a headline: two significant digits, and no more decimals than the indicator has. */
export function formatRounded(style: NumberStyle, value: number): string {
  const scaled = Math.abs(value * style.scale);
  if (!Number.isFinite(scaled)) return '–';
  const size = scaled === 0 ? 0 : Math.floor(Math.log10(scaled));
  const unit = 10 ** Math.max(size - 1, -style.decimals);
  const rounded = Math.round(scaled / unit) * unit;
  return formatNumber(rounded, Math.max(0, Math.min(style.decimals, 1 - size)));
}

/** A unit as it follows a number: “£m” stands before it. Nothing for plain numbers. */
export function withUnit(text: string, unit: string): string {
  if (unit === '' || unit === '1' || unit === 'dimensionless') return text;
  if (unit === '%') return `${text}%`;
  const pounds = /^£\s*(m|bn|k)?$/.exec(unit);
  if (pounds !== null) return text.replace(/^([+−]?)/, `$1£`) + (pounds[1] ?? '');
  return `${text} ${unit}`;
}
