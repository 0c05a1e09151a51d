import type { Dimension } from '../model/model.ts';
import { toId } from '../model/names.ts';
import type { Mapping, RangeItem, Statement } from './parse.ts';

/** The subscript ranges of a model, with every element listed. */
export interface Ranges {
  readonly byId: ReadonlyMap<string, Range>;
  /** The range that holds all elements of the family of an element, by canonical name. */
  readonly rootOfElement: ReadonlyMap<string, Range>;
}

export interface Range {
  readonly id: string;
  readonly name: string;
  readonly elements: readonly string[];
  /** Canonical names of the elements. */
  readonly ids: readonly string[];
  /** The first range that holds all of these elements and the most others; itself where there is none. */
  readonly root: string;
  readonly mappings: readonly { readonly to: string; readonly groups: readonly (readonly string[])[] }[];
}

type RangeStatement = Extract<Statement, { kind: 'range' }>;
type AliasStatement = Extract<Statement, { kind: 'alias' }>;

/** Works out the elements of every range; what cannot be worked out is said with `report`. */
export function resolveRanges(
  statements: readonly (RangeStatement | AliasStatement)[],
  report: (name: string, message: string) => void,
): Ranges {
  const written = new Map(statements.map((statement) => [toId(statement.name) as string, statement]));
  const done = new Map<string, string[]>();
  const elementsOf = (id: string, trail: readonly string[]): string[] => {
    const known = done.get(id);
    const statement = written.get(id);
    if (known !== undefined || statement === undefined) return known ?? [];
    if (trail.includes(id)) {
      report(statement.name, 'it contains itself');
      return [];
    }
    const items = statement.kind === 'alias' ? [{ name: statement.of }] : statement.items;
    const elements = expandItems(items, (name) =>
      written.has(toId(name)) ? elementsOf(toId(name), [...trail, id]) : undefined,
    );
    if (elements === undefined) {
      report(statement.name, 'a numbered range needs two names that differ only in the number at their end');
    }
    const unique = [...new Map((elements ?? []).map((name) => [toId(name), name])).values()];
    done.set(id, unique);
    return unique;
  };
  const all = [...written.entries()].map(([id, statement]) => ({ id, statement, elements: elementsOf(id, []) }));
  // Aliases last: where a range and its alias hold the same elements, the range is the root.
  const ranked = all.toSorted((a, b) => Number(a.statement.kind === 'alias') - Number(b.statement.kind === 'alias'));
  const sets = new Map(ranked.map(({ id, elements }) => [id, new Set(elements.map((name) => toId(name) as string))]));
  const byId = new Map<string, Range>();
  for (const { id, statement, elements } of all) {
    const mappings =
      statement.kind === 'alias'
        ? []
        : statement.mappings.map((mapping) => resolveMapping(mapping, { elementsOf, written }));
    const ids = elements.map((name) => toId(name) as string);
    byId.set(id, { id, name: statement.name, elements, ids, root: rootOf(id, sets), mappings });
  }
  const rootOfElement = new Map<string, Range>();
  for (const range of byId.values()) {
    const root = byId.get(range.root) ?? range;
    for (const element of range.ids) if (!rootOfElement.has(element)) rootOfElement.set(element, root);
  }
  return { byId, rootOfElement };
}

/** The ranges as the document's dimensions. */
export function toDimensions(ranges: Ranges): Dimension[] {
  return [...ranges.byId.values()].map(({ name, elements, root, id }) => ({
    name,
    elements,
    ...(root === id ? {} : { subrangeOf: ranges.byId.get(root)?.name ?? name }),
    documentation: '',
  }));
}

/** Undefined where a numbered range makes no sense. */
function expandItems(
  items: readonly RangeItem[],
  elementsOf: (name: string) => readonly string[] | undefined,
): string[] | undefined {
  const parts: (readonly string[])[] = [];
  for (const item of items) {
    if ('name' in item) parts.push(elementsOf(item.name) ?? [item.name]);
    else {
      const numbered = numberedElements(item.from, item.to);
      if (numbered === undefined) return undefined;
      parts.push(numbered);
    }
  }
  return parts.flat();
}

const MOST = 100_000;

/** `(A1-A5)`: the same name with the numbers between. */
function numberedElements(from: string, to: string): string[] | undefined {
  const first = /^(.*?)(\d+)$/.exec(from);
  const last = /^(.*?)(\d+)$/.exec(to);
  if (first === null || last === null || toId(first[1] ?? '') !== toId(last[1] ?? '')) return undefined;
  const start = Number(first[2]);
  const count = Number(last[2]) - start + 1;
  if (!(count > 0) || count > MOST) return undefined;
  return Array.from({ length: count }, (_, index) => `${first[1] ?? ''}${start + index}`);
}

function rootOf(id: string, sets: ReadonlyMap<string, ReadonlySet<string>>): string {
  const own = sets.get(id) ?? new Set<string>();
  let best = id;
  let size = own.size;
  let found = false;
  for (const [other, elements] of sets) {
    const holds = own.size > 0 && [...own].every((element) => elements.has(element));
    if (holds && (elements.size > size || (!found && elements.size === size))) {
      best = other;
      size = elements.size;
      found = true;
    }
  }
  return best;
}

/** For each element of the mapped range, in order, the elements of `to` that it stands for. */
function resolveMapping(
  mapping: Mapping,
  known: { elementsOf: (id: string, trail: readonly string[]) => string[]; written: ReadonlyMap<string, unknown> },
): { to: string; groups: string[][] } {
  const expand = (name: string): string[] =>
    known.written.has(toId(name)) ? known.elementsOf(toId(name), []).map((each) => toId(each) as string) : [toId(name)];
  const groups =
    mapping.items.length === 0
      ? expand(mapping.to).map((element) => [element])
      : mapping.items.flatMap((item) =>
          'name' in item
            ? [expand(item.name)]
            : (numberedElements(item.from, item.to) ?? []).map((each) => [toId(each) as string]),
        );
  return { to: toId(mapping.to), groups };
}

/** The element of `range` that stands for `element` of the range `from`, by mapping or else by name; undefined if none. */
export function mappedElement(
  ranges: Ranges,
  options: { readonly range: Range; readonly from: Range; readonly element: string },
): string | undefined {
  const { range, from, element } = options;
  for (const { to, groups } of range.mappings) {
    const reaches = to === from.id || ranges.byId.get(to)?.ids.includes(element);
    const at = reaches ? groups.findIndex((group) => group.includes(element)) : -1;
    if (at >= 0) return range.elements[at];
  }
  const back = from.mappings.find(({ to }) => to === range.id);
  const group = back?.groups[from.ids.indexOf(element)];
  if (group?.length === 1) return range.elements[range.ids.indexOf(group[0] ?? '')];
  // A mapping counts before an element of the same name: `PREVIOUS COHORT: INFANT, CHILD -> OLDER` means the one before.
  const own = range.ids.indexOf(element);
  return own < 0 ? undefined : range.elements[own];
}
