import { nearNames, suggestion } from '../model/near-names.ts';
import type { Program, VariableLayout } from '../compile/program.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import { toId } from '../model/names.ts';

/** One element of a variable: the column name and its slot. */
export interface ElementSlot {
  readonly name: string;
  readonly slot: number;
}

/** The canonical form of `name` or `name[a, b]`, in which spelling differences are gone. */
export function elementId(text: string): string {
  const match = /^(.*?)\s*\[([^\]]*)\]\s*$/s.exec(text);
  if (match === null) return toId(text);
  const [, name = '', list = ''] = match;
  return `${toId(name)}[${list
    .split(',')
    .map((each) => toId(each))
    .join(',')}]`;
}

/** All elements of a variable that exist in row-major order, with the names that results give them. */
export function elementSlots({ name, extents, base, size, absent = [] }: VariableLayout): readonly ElementSlot[] {
  let lists: readonly (readonly string[])[] = [[]];
  for (const extent of extents) lists = lists.flatMap((list) => extent.map((element) => [...list, element]));
  const all = Array.from({ length: size }, (_, index) => {
    const list = lists[index] ?? [];
    return { name: list.length === 0 ? name : `${name}[${list.join(',')}]`, slot: base + index };
  });
  return absent.length === 0 ? all : all.filter((_, index) => !absent.includes(index));
}

/** The slots that a name means: all of a variable's, or those of one element; undefined where there is none. */
export function findSlots(program: Program, text: string): readonly ElementSlot[] | undefined {
  const id = elementId(text);
  const [head = ''] = id.split('[');
  const variable = program.layout.find((each) => each.id === head);
  if (variable === undefined) return undefined;
  const all = elementSlots(variable);
  if (!id.includes('[')) return all;
  const one = all.find((each) => elementId(each.name) === id);
  return one === undefined ? undefined : [one];
}

/** The diagnostic for a name that a program does not have. */
export function unknownName(program: Program, text: string, attempt: string): Diagnostic {
  const variable = program.layout.find((each) => each.id === elementId(text).split('[')[0]);
  const known =
    variable === undefined ? program.layout.map((each) => each.name) : elementSlots(variable).map((each) => each.name);
  const near = nearNames(text, known);
  return {
    code: 'unknown-name',
    severity: 'error',
    message: `Cannot ${attempt} "${text}": the model has no such variable`,
    advice: suggestion(near),
    near,
  };
}
