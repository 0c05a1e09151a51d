/** Whether a text in a list of unit equivalents is made of other units, as `kg*m^2/s^2` is, rather than a name. */
export function isUnitFormula(unit: string): boolean {
  return /[*/^()]/.test(unit) || /^-?\d/.test(unit.trim()) || /(?:^|\s)per\s/i.test(unit);
}
