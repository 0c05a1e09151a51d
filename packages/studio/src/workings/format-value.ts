/**
 * A computed value as a person reads it: thousands separated, about four significant digits, never more than six
 * decimals; an en dash where there is no number.
 */
export function formatValue(value: number | undefined): string {
  if (value === undefined || !Number.isFinite(value)) return '–';
  const size = Math.abs(value);
  if (size === 0) return '0';
  if (size < 1e-6) return value.toExponential(1).replace('-', '−');
  const decimals = Math.max(0, Math.min(6, 3 - Math.floor(Math.log10(size))));
  const text = new Intl.NumberFormat('en-GB', { maximumFractionDigits: decimals }).format(size);
  return value < 0 ? `−${text}` : text;
}

/** Units to follow a number; nothing for plain numbers. */
export function unitsText(units: string | undefined): string {
  return units === undefined || units === '1' ? '' : units;
}
