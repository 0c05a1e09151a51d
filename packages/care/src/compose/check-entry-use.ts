import { toId } from '@weir/engine';
import type { Diagnostic, Model, Place, Program, Variable } from '@weir/engine';
import type { Evidence, Strategy } from '../types.ts';
import type { PlaceOfEntry } from './entry-places.ts';
import { evidenceMatches } from './evidence-matches.ts';

/** What the entries are used by, and where they stand. */
interface Use {
  readonly model: Model;
  readonly program: Program;
  readonly strategies: readonly Strategy[];
  readonly placeOf: PlaceOfEntry;
}

/**
 * What is wrong between the entries and the model: entries that nothing uses, values and units that are not those of the constants, and
 * elements of arrays that could take either of two entries with different ranges. An entry whose role is `background` is one that a value was
 * chosen in the light of; it need only be used.
 */
export function checkEntryUse(entries: readonly Evidence[], use: Use): readonly Diagnostic[] {
  const figures = figuresOf(use);
  const users = new Map<string, Variable[]>();
  for (const variable of use.model.variables) {
    for (const id of variable.evidence ?? []) users.set(id, [...(users.get(id) ?? []), variable]);
  }
  const named = new Set(use.strategies.flatMap(evidenceOf));
  const diagnostics: Diagnostic[] = [];
  const report = (entry: Evidence, fault: Fault): void => {
    const place = use.placeOf(entry.id, fault.field);
    const message = `Cannot take the evidence "${entry.id}": ${fault.found}`;
    const { code, advice } = fault;
    diagnostics.push({ code, severity: 'error', message, advice, ...(place === undefined ? {} : { place }) });
  };
  for (const entry of entries) {
    const own = users.get(entry.id) ?? [];
    if (own.length === 0 && !named.has(entry.id)) report(entry, unused);
    if (entry.role === 'background') continue;
    const constants = own.flatMap((variable) => figures.get(toId(variable.name)) ?? []);
    if (constants.length === 0) continue;
    const equal = constants.filter((each) => hasValue(each, entry));
    if (equal.length === 0) report(entry, otherValue(entry, constants));
    else if (!equal.some(({ units }) => units === entry.unit)) report(entry, otherUnit(entry, equal));
  }
  return [...diagnostics, ...ambiguous(entries, use), ...withoutValue(entries, use)];
}

interface Fault {
  readonly code: string;
  readonly field: keyof Evidence;
  readonly found: string;
  readonly advice: string;
}

const unused: Fault = {
  code: 'unused-evidence',
  field: 'id',
  found: 'no variable and no strategy names it',
  advice: 'name it under "evidence" where it is used, or take it out',
};

function otherValue(entry: Evidence, constants: readonly Figures[]): Fault {
  const found = constants.map(({ name, values }) => {
    const shown = values.slice(0, 6).map(({ value }) => value);
    return `"${name}" (${shown.join(', ')}${values.length > shown.length ? ', …' : ''})`;
  });
  return {
    code: 'evidence-value',
    field: 'value',
    found: `its value is ${entry.value}, which is not that of ${found.join(' or ')}`,
    advice: 'give the value of the model; where that was chosen in the light of this figure, add "role: background"',
  };
}

function otherUnit(entry: Evidence, equal: readonly Figures[]): Fault {
  return {
    code: 'evidence-unit',
    field: 'unit',
    found: `its unit is "${entry.unit}", but that of "${equal[0]?.name}" is "${equal[0]?.units}"`,
    advice: 'write the unit as the model does',
  };
}

/** The numbers that a variable of the model is given. */
interface Figures {
  readonly name: string;
  readonly units: string;
  readonly values: readonly { readonly name: string; readonly value: number }[];
}

function figuresOf({ model, program }: Use): ReadonlyMap<string, Figures> {
  const figures = new Map<string, Figures>();
  for (const variable of model.variables) {
    const id = toId(variable.name);
    const values = [
      ...program.parameters.filter(({ name }) => toId(name.replace(/\[.*\]$/, '')) === id),
      ...tableValues(variable).map((value) => ({ name: variable.name, value })),
    ];
    if (values.length > 0) figures.set(id, { name: variable.name, units: variable.units ?? '1', values });
  }
  return figures;
}

function tableValues(variable: Variable): readonly number[] {
  if (variable.kind === 'stock') return [];
  return variable.definitions.flatMap(({ table }) => table?.y ?? []);
}

/** Whether an element, or all of them together, have an entry's value. */
function hasValue({ values }: Figures, entry: Evidence): boolean {
  const total = values.reduce((sum, { value }) => sum + value, 0);
  return values.some((each) => evidenceMatches(entry, each)) || evidenceMatches(entry, { name: '', value: total });
}

/** Constants of which it cannot be told over which range they are drawn. */
function ambiguous(entries: readonly Evidence[], { model, program, placeOf }: Use): readonly Diagnostic[] {
  const byId = new Map(entries.map((entry) => [entry.id, entry]));
  const variables = new Map(model.variables.map((variable) => [toId(variable.name), variable]));
  return program.parameters.flatMap((parameter): readonly Diagnostic[] => {
    const ids = variables.get(toId(parameter.name.replace(/\[.*\]$/, '')))?.evidence ?? [];
    const fitting = ids.flatMap((id) => byId.get(id) ?? []).filter((entry) => evidenceMatches(entry, parameter));
    const [first, ...others] = fitting;
    const other = others.find(({ low, high }) => low !== first?.low || high !== first?.high);
    if (first === undefined || other === undefined) return [];
    const place: Place | undefined = placeOf(other.id, 'value');
    return [
      {
        code: 'ambiguous-evidence',
        severity: 'error',
        message: `Cannot tell the range of "${parameter.name}": "${first.id}" and "${other.id}" both have its value, ${parameter.value}`,
        advice: 'say in "elements" of each for which elements of the array it is',
        ...(place === undefined ? {} : { place }),
      },
    ];
  });
}

/** Single constants that none of their entries has the value of. An array may have one entry for the pattern of its elements. */
function withoutValue(entries: readonly Evidence[], { model, program }: Use): readonly Diagnostic[] {
  const byId = new Map(entries.map((entry) => [entry.id, entry]));
  const variables = new Map(model.variables.map((variable) => [toId(variable.name), variable]));
  return program.parameters.flatMap((parameter): readonly Diagnostic[] => {
    const variable = variables.get(toId(parameter.name));
    const own = (variable?.evidence ?? [])
      .flatMap((id) => byId.get(id) ?? [])
      .filter(({ role }) => role !== 'background');
    if (own.length === 0 || parameter.value === 0 || own.some((entry) => evidenceMatches(entry, parameter))) return [];
    const named = own.map(({ id, value }) => `"${id}" (${value})`).join(', ');
    return [
      {
        code: 'evidence-value',
        severity: 'error',
        message: `Cannot tell where the value ${parameter.value} of "${parameter.name}" comes from: its evidence is ${named}`,
        advice: 'add an entry with this value, or correct the value',
        variable: parameter.name,
        ...(variable?.place === undefined ? {} : { place: variable.place }),
      },
    ];
  });
}

function evidenceOf({ reach, cost, actions }: Strategy): readonly string[] {
  return [...reach.evidence, ...cost.evidence, ...actions.flatMap(({ effect }) => effect ?? [])];
}
