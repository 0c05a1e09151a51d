import type { Chance } from './chance.ts';
import { pieces } from './mutate.ts';

const odd: readonly unknown[] = [
  null,
  true,
  false,
  0,
  -1,
  1e308,
  '',
  [],
  {},
  [[]],
  [null],
  { for: ['A1'] },
  'TIME',
  '1e999',
  { A1: 1 },
];

/** Damages plain data: parts are dropped, replaced by odd ones, doubled under another name, or put in each other's place. */
export function mutateData(data: unknown, chance: Chance): unknown {
  let made = data;
  for (let count = 1 + chance.whole(3); count > 0; count--) {
    const target = chance.whole(Math.max(1, countParts(made)));
    let at = 0;
    const visit = (part: unknown): unknown => {
      if (at++ === target) return changed(part, { whole: data, chance });
      if (Array.isArray(part)) return part.map(visit);
      if (typeof part !== 'object' || part === null) return part;
      return Object.fromEntries(Object.entries(part).map(([key, value]) => [key, visit(value)]));
    };
    made = visit(made);
  }
  return made;
}

function countParts(data: unknown): number {
  if (typeof data !== 'object' || data === null) return 1;
  return 1 + Object.values(data).reduce((sum: number, each: unknown) => sum + countParts(each), 0);
}

function changed(part: unknown, { whole, chance }: { readonly whole: unknown; readonly chance: Chance }): unknown {
  const kind = chance.whole(6);
  if (kind === 0) return chance.pick(odd);
  if (kind === 1) return anyPart(whole, chance);
  if (typeof part === 'string') {
    const at = chance.whole(part.length + 1);
    return part.slice(0, at) + chance.pick(pieces) + part.slice(at + chance.whole(4));
  }
  if (typeof part === 'number') return chance.pick([-part, part * 1e6, 0.1, Number.MAX_VALUE, String(part)]);
  if (Array.isArray(part)) {
    const list: unknown[] = part.slice();
    list.splice(
      chance.whole(list.length + 1),
      chance.whole(2),
      ...(chance.happens(0.7) ? [anyPart(whole, chance)] : []),
    );
    return list;
  }
  if (typeof part !== 'object' || part === null) return chance.pick(odd);
  const entries: [string, unknown][] = Object.entries(part);
  const at = chance.whole(Math.max(1, entries.length));
  const [key = 'x', value] = entries[at] ?? [];
  if (kind === 2) entries.splice(at, 1);
  else entries.push([chance.pick([`${key} 2`, key.toUpperCase(), '__proto__', 'constructor', 'unknown', key]), value]);
  return Object.fromEntries(entries);
}

/** Some part of the data, from anywhere in it. */
function anyPart(data: unknown, chance: Chance): unknown {
  let part = data;
  for (let depth = 1 + chance.whole(6); depth > 0 && typeof part === 'object' && part !== null; depth--) {
    const values: unknown[] = Object.values(part);
    if (values.length === 0) break;
    part = chance.pick(values);
  }
  return part;
}
