import type { Panel, PanelAuthority } from './panel.ts';

/** Local over England, from the same years and the same file, with the words for a note. */
export interface Ratio {
  readonly value: number;
  /** Years that it rests on. */
  readonly years: readonly number[];
}

/** A published column; `rate` says that it is per child already, so that it is compared as it stands. */
export interface RatioColumn {
  readonly column: string;
  readonly rate?: boolean;
}

/**
 * How an authority's figure per child compares with that of all authorities of the panel together, as the mean over
 * the years that both have: 1 is England's. A missing figure is never taken for zero.
 */
export function rateRatio(panel: Panel, authority: PanelAuthority, wanted: RatioColumn): Ratio | undefined {
  const found: { year: number; ratio: number }[] = [];
  for (const [year, values] of authority.years) {
    const own = perChild(values, wanted);
    const all = englandPerChild(panel, year, wanted);
    if (own !== undefined && all !== undefined && own > 0 && all > 0) found.push({ year, ratio: own / all });
  }
  if (found.length === 0) return undefined;
  const value = found.reduce((sum, { ratio }) => sum + ratio, 0) / found.length;
  return { value, years: found.map(({ year }) => year).sort((a, b) => a - b) };
}

/** The same for the first year that has it. */
export function firstRatio(panel: Panel, authority: PanelAuthority, wanted: RatioColumn): Ratio | undefined {
  const years = [...authority.years.keys()].sort((a, b) => a - b);
  for (const year of years) {
    const values = authority.years.get(year);
    const own = values === undefined ? undefined : perChild(values, wanted);
    const all = englandPerChild(panel, year, wanted);
    if (own !== undefined && all !== undefined && all > 0 && own > 0) return { value: own / all, years: [year] };
  }
  return undefined;
}

/** The authority's share of the children of all authorities, in the first year that gives it. */
export function populationShare(panel: Panel, authority: PanelAuthority): Ratio | undefined {
  const years = [...authority.years.keys()].sort((a, b) => a - b);
  for (const year of years) {
    const own = authority.years.get(year)?.get(population);
    const all = total(panel, year, population);
    if (own !== undefined && own > 0 && all > 0) return { value: own / all, years: [year] };
  }
  return undefined;
}

const population = 'pop_0_17_midyear_prev';

function perChild(values: ReadonlyMap<string, number>, { column, rate }: RatioColumn): number | undefined {
  const value = values.get(column);
  if (value === undefined || rate === true) return value;
  const children = values.get(population);
  return children === undefined || children <= 0 ? undefined : value / children;
}

/** Over the authorities that have both figures in that year; a rate is weighted by children. */
function englandPerChild(panel: Panel, year: number, { column, rate }: RatioColumn): number | undefined {
  let counted = 0;
  let children = 0;
  for (const { years } of panel.authorities) {
    const value = years.get(year)?.get(column);
    const own = years.get(year)?.get(population);
    if (value === undefined || own === undefined || own <= 0) continue;
    counted += rate === true ? value * own : value;
    children += own;
  }
  return children > 0 ? counted / children : undefined;
}

function total(panel: Panel, year: number, column: string): number {
  return panel.authorities.reduce((sum, { years }) => sum + (years.get(year)?.get(column) ?? 0), 0);
}
