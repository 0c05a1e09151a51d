import type { Model } from '../model/model.ts';
import { toId } from '../model/names.ts';
import { isUnitFormula } from '../model/unit-formula.ts';

/**
 * Units as exponents of base units, by the name that is shown. Exponents are fractions (the square root of children is
 * children^0.5), kept as numbers and compared to a billionth. No entry is zero: an empty map is dimensionless.
 */
export type Units = ReadonlyMap<string, number>;

/** What a model's own names of units mean, by canonical name; empty units for what is no unit at all. */
export type UnitNames = ReadonlyMap<string, Units>;

export const dimensionless: Units = new Map();

const plainNumber = new Set(['dimensionless', 'dmnl', 'unitless', '1', 'no units', 'none']);

/**
 * Reads `unitEquivalents`. Names in one list mean the same, and the first is shown. A list that has `1` or `dimensionless` is no
 * unit at all. A list with a formula (`joule, kg*m^2/s^2`) stands for what the formula says, in which names of other lists count.
 */
export function unitNames(model: Model): UnitNames {
  const names = new Map<string, Units>();
  const formulas: (readonly [readonly string[], string])[] = [];
  for (const list of model.unitEquivalents) {
    const plain = list.filter((each) => !isUnitFormula(each));
    const formula = list.find(isUnitFormula);
    const isNumber = list.some((each) => plainNumber.has(toId(each).replaceAll('_', ' ')));
    const shown = plain[0];
    const units = isNumber || shown === undefined ? dimensionless : new Map([[shown, 1]]);
    for (const each of plain) names.set(toId(each), units);
    if (formula !== undefined && !isNumber) formulas.push([plain, formula]);
  }
  // Twice, so that a formula may use a name that a later one defines.
  for (const [list, formula] of [...formulas, ...formulas]) {
    const units = parseUnits(formula, names);
    if (units !== undefined) for (const each of list) names.set(toId(each), units);
  }
  return names;
}

/**
 * Reads a units text: names, `*`, `/`, `^` with a number, brackets, `1`, and `per` for `/`. Units are taken literally, as Vensim
 * does (vensim.com/documentation/ref_units_equiv.html): person and people differ unless the model says that they are the same,
 * and percent is a unit of its own, since 50 percent is not 50. `undefined` where the text cannot be read.
 *
 * @example
 * ```ts
 * parseUnits('£ per child per week', new Map()); // the same as parseUnits('£/(child*week)', new Map())
 * ```
 */
export function parseUnits(written: string, names: UnitNames): Units | undefined {
  const own = names.get(toId(written));
  if (own !== undefined) return own;
  const text = written
    .trim()
    .replace(/(^|[\s(])per\s+/gi, (_whole, before: string) => (/\s/.test(before) ? ' / ' : `${before}1 / `));
  const tokens = text.match(/\*\*|[*/^()]|-?\d+(?:\.\d+)?(?![\p{L}_])|[^\s*/^()](?:[^*/^()]*[^\s*/^()])?|\S/gu) ?? [];
  let at = 0;
  const product = (): Units | undefined => {
    let left = power();
    while (left !== undefined && (tokens[at] === '*' || tokens[at] === '/')) {
      const sign = tokens[at++] === '*' ? 1 : -1;
      const right = power();
      left = right === undefined ? undefined : multiply(left, raise(right, sign));
    }
    return left;
  };
  const power = (): Units | undefined => {
    const base = atom();
    if (tokens[at] !== '^' && tokens[at] !== '**') return base;
    at++;
    const bracket = tokens[at] === '(';
    if (bracket) at++;
    let exponent = Number(tokens[at++] ?? Number.NaN);
    if (bracket && tokens[at] === '/') {
      exponent /= Number(tokens[at + 1] ?? Number.NaN);
      at += 2;
    }
    if (bracket && tokens[at++] !== ')') return undefined;
    return base === undefined || !Number.isFinite(exponent) ? undefined : raise(base, exponent);
  };
  const atom = (): Units | undefined => {
    const token = tokens[at++];
    if (token === '(') {
      const inner = product();
      return tokens[at++] === ')' ? inner : undefined;
    }
    if (token === undefined || /^(?:\*\*|[*/^)])$/.test(token)) return undefined;
    if (/^-?[\d.]+$/.test(token)) return Number(token) === 1 ? dimensionless : undefined;
    return named(token, names);
  };
  const units = product();
  return at === tokens.length ? units : undefined;
}

function named(name: string, names: UnitNames): Units {
  const id = name === '%' ? 'percent' : toId(name);
  const own = names.get(id);
  if (own !== undefined) return own;
  return plainNumber.has(id.replaceAll('_', ' ')) ? dimensionless : new Map([[id, 1]]);
}

/** The units of a product. */
export function multiply(left: Units, right: Units): Units {
  if (right.size === 0) return left;
  if (left.size === 0) return right;
  const product = new Map(left);
  for (const [name, exponent] of right) {
    const sum = (product.get(name) ?? 0) + exponent;
    if (Math.abs(sum) < 1e-9) product.delete(name);
    else product.set(name, sum);
  }
  return product;
}

/** The units of a power. */
export function raise(units: Units, exponent: number): Units {
  if (exponent === 0) return dimensionless;
  return new Map([...units].map(([name, each]) => [name, each * exponent]));
}

/** The units of a quotient. */
export function divide(left: Units, right: Units): Units {
  return right.size === 0 ? left : multiply(left, raise(right, -1));
}

export function sameUnits(left: Units, right: Units): boolean {
  if (left.size !== right.size) return false;
  for (const [name, exponent] of left) {
    if (!(Math.abs(exponent - (right.get(name) ?? 0)) < 1e-9)) return false;
  }
  return true;
}

/** As a person writes them: `children/year`, `£/(child*week)`, `1/year`, `1`. */
export function formatUnits(units: Units): string {
  const list = (sign: number): string[] =>
    [...units]
      .filter(([, exponent]) => Math.sign(exponent) === sign)
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, exponent]) =>
        Math.abs(Math.abs(exponent) - 1) < 1e-9 ? name : `${name}^${Number(Math.abs(exponent).toFixed(4))}`,
      );
  const [above, below] = [list(1), list(-1)];
  const top = above.length === 0 ? '1' : above.join('*');
  if (below.length === 0) return top;
  return `${top}/${below.length === 1 ? (below[0] ?? '') : `(${below.join('*')})`}`;
}
