import { firstYear, initialView, lastYear, pages } from './view.ts';
import type { Page, View } from './view.ts';

/** A view, and what in the address could not be understood, in words for the reader. */
export interface ParsedAddress {
  readonly view: View;
  readonly problems: readonly string[];
}

/**
 * Reads a path with its query, such as `/strategies?year=2030&indicator=cla`. What is not understood falls back to the
 * initial view and is named in `problems`; nothing is thrown.
 */
export function parseAddress(path: string, query: string): ParsedAddress {
  const problems: string[] = [];
  const fields = parseQuery(query);
  const page = parsePage(path, problems);
  const year = parseNumber(fields, 'year', problems);
  const inRange = year !== undefined && Number.isInteger(year) && year >= firstYear && year <= lastYear;
  if (year !== undefined && !inRange) {
    problems.push(`The address asks for the year ${year}; the years are ${firstYear} to ${lastYear}`);
  }
  const view: View = {
    page,
    year: inRange ? year : initialView.year,
    indicator: fields.get('indicator')?.[0] ?? initialView.indicator,
    showLevels: fields.get('show')?.[0] === 'levels',
    chosen: unique(fields.get('s') ?? []),
    settings: parseSettings(fields.get('set') ?? [], problems),
    ...optional('start', parseNumber(fields, 'start', problems)),
    ...optional('ramp', parseNumber(fields, 'ramp', problems)),
    ...optional('theory', fields.get('theory')?.[0]),
    overlay: unique(fields.get('with') ?? []),
    perChild: fields.get('per')?.[0] === '10000',
    ...optional('item', fields.get('item')?.[0]),
    ...optional('workings', fields.get('workings')?.[0]),
    ...optional('sector', fields.get('sector')?.[0]),
    ...optional('loop', fields.get('loop')?.[0]),
  };
  return { view, problems };
}

/** The address of a view: what stands at its initial value is left out, so that addresses stay short. */
export function printAddress(view: View): string {
  const settings = Object.entries(view.settings).map(([name, value]) => `${encode(name)}:${printNumber(value)}`);
  const fields: (readonly [string, string | undefined])[] = [
    ['year', view.year === initialView.year ? undefined : String(view.year)],
    ['indicator', view.indicator === '' ? undefined : encode(view.indicator)],
    ['show', view.showLevels ? 'levels' : undefined],
    ['s', list(view.chosen.map(encode))],
    ['set', list(settings)],
    ['start', view.start === undefined ? undefined : printNumber(view.start)],
    ['ramp', view.ramp === undefined ? undefined : printNumber(view.ramp)],
    ['theory', encoded(view.theory)],
    ['with', list(view.overlay.map(encode))],
    ['per', view.perChild ? '10000' : undefined],
    ['item', encoded(view.item)],
    ['workings', encoded(view.workings)],
    ['sector', encoded(view.sector)],
    ['loop', encoded(view.loop)],
  ];
  const query = fields.flatMap(([name, value]) => (value === undefined ? [] : [`${name}=${value}`])).join('&');
  return `/${view.page}${query === '' ? '' : `?${query}`}`;
}

/** Query → name → items of its comma-separated list, decoded; the first of two fields of one name counts. */
function parseQuery(query: string): ReadonlyMap<string, readonly string[]> {
  const fields = new Map<string, readonly string[]>();
  for (const part of query.replace(/^\?/, '').split('&')) {
    const at = part.indexOf('=');
    if (at <= 0) continue;
    const name = part.slice(0, at);
    if (fields.has(name)) continue;
    // Mail programs and chat clients encode the separators of a link: accept both forms.
    const items = part.slice(at + 1).split(/,|%2C/i);
    fields.set(
      name,
      items.map(decode).filter((item) => item !== ''),
    );
  }
  return fields;
}

function parsePage(path: string, problems: string[]): Page {
  const name = path.replace(/^\/+|\/+$/g, '');
  const page = pages.find((candidate) => candidate === name);
  if (page === undefined && name !== '' && name !== 'index.html') {
    problems.push(`There is no page at “/${decode(name)}”`);
  }
  return page ?? initialView.page;
}

function parseNumber(
  fields: ReadonlyMap<string, readonly string[]>,
  name: string,
  problems: string[],
): number | undefined {
  const text = fields.get(name)?.[0];
  if (text === undefined) return undefined;
  const value = Number(text);
  if (Number.isFinite(value)) return value;
  problems.push(`The address gives “${text}” as “${name}”, which is not a number`);
  return undefined;
}

function parseSettings(items: readonly string[], problems: string[]): Record<string, number> {
  const settings: Record<string, number> = {};
  for (const item of items) {
    const at = item.lastIndexOf(':');
    const value = Number(item.slice(at + 1));
    if (at <= 0 || at === item.length - 1 || !Number.isFinite(value)) {
      problems.push(`The address gives the setting “${item}”, which is not a name and a number`);
    } else {
      Object.defineProperty(settings, item.slice(0, at), {
        value,
        enumerable: true,
        configurable: true,
        writable: true,
      });
    }
  }
  return settings;
}

function optional<K extends string, V>(name: K, value: V | undefined): { readonly [P in K]?: V } {
  return value === undefined ? {} : ({ [name]: value } as { readonly [P in K]?: V });
}

/** Without the plus sign of an exponent, which would be read as a space. */
function printNumber(value: number): string {
  return String(value).replace('+', '');
}

function unique(items: readonly string[]): readonly string[] {
  return [...new Set(items)];
}

function list(items: readonly string[]): string | undefined {
  return items.length === 0 ? undefined : items.join(',');
}

function encoded(text: string | undefined): string | undefined {
  return text === undefined ? undefined : encode(text);
}

/** Commas inside an item are encoded twice, so that they survive the splitting of an already encoded list. */
function encode(text: string): string {
  return encodeURIComponent(text.replace(/%/g, '%25').replace(/,/g, '%2C')).replace(/%20/g, '+');
}

function decode(text: string): string {
  try {
    const once = decodeURIComponent(text.replace(/\+/g, ' '));
    return once.replace(/%2C/g, ',').replace(/%25/g, '%');
  } catch {
    return text;
  }
}
