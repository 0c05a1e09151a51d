import { toId } from '@weir/engine';
import type { Definition, Model, Variable } from '@weir/engine';
import { isLiteral } from './extensive.ts';
import type { Evidence, GeneralModel } from '../types.ts';

/** One change of a local model: a constant, path or initial stock of the base, times a factor. */
export interface OverlayChange {
  readonly variable: string;
  /** Only the definitions for this element; absent: all of them. */
  readonly element?: string;
  readonly factor: number;
  /** Of an array, leave the elements alone that are computed from what is changed already. */
  readonly givenOnly?: boolean;
  /** Why, in words. */
  readonly reason: string;
}

/** What makes a local model of the general one: plain data, small enough to read. */
export interface Overlay {
  readonly base: string;
  readonly authority: string;
  readonly source: string;
  readonly changes: readonly OverlayChange[];
}

/**
 * The general model with an overlay's changes. Evidence of what is changed is copied with its value and range
 * multiplied alike, so that ensembles draw local values. Changes that name nothing in the model are given back.
 */
export function applyOverlay(
  general: GeneralModel,
  overlay: Overlay,
): { readonly general: GeneralModel; readonly unused: readonly OverlayChange[] } {
  const changes = new Map<string, OverlayChange[]>();
  for (const change of overlay.changes) {
    const id = toId(change.variable);
    changes.set(id, [...(changes.get(id) ?? []), change]);
  }
  const evidence = new Map(general.evidence.map((entry) => [entry.id, entry]));
  const variables = general.model.variables.map((variable) => {
    const own = changes.get(toId(variable.name));
    if (own === undefined || variable.kind === 'lookup') return variable;
    changes.delete(toId(variable.name));
    return own.reduce((changed, change) => changeVariable(changed, change, { evidence, overlay }), variable);
  });
  const model: Model = { ...general.model, variables };
  return { general: { ...general, model, evidence: [...evidence.values()] }, unused: [...changes.values()].flat() };
}

type Valued = Exclude<Variable, { readonly kind: 'lookup' }>;

function changeVariable(
  variable: Valued,
  change: OverlayChange,
  around: { readonly evidence: Map<string, Evidence>; readonly overlay: Overlay },
): Valued {
  const scaled = (definitions: readonly Definition[]): Definition[] =>
    definitions.map((definition) => {
      const meant =
        change.element === undefined || definition.subscripts.some((name) => toId(name) === toId(change.element ?? ''));
      if (change.givenOnly === true && !isLiteral(definition)) return definition;
      return meant ? scaleDefinition(definition, change.factor) : definition;
    });
  const given = (variable.kind === 'stock' ? variable.initial : variable.definitions)
    .filter(({ subscripts }) => subscripts.some((name) => toId(name) === toId(change.element ?? '')))
    .map(({ equation }) => Number(equation));
  const evidence = variable.evidence?.map((id) => {
    const value = around.evidence.get(id)?.value;
    // Of an array, an entry belongs to the element whose value it has.
    const meant =
      change.element === undefined ||
      given.some((one) => value !== undefined && Math.abs(one - value) <= 1e-4 * Math.abs(one));
    return meant ? localEvidence(id, { variable, change, ...around }) : id;
  });
  const named = evidence === undefined ? variable : { ...variable, evidence };
  if (named.kind === 'stock') return { ...named, initial: scaled(named.initial) };
  return { ...named, definitions: scaled(named.definitions) };
}

/** An equation times a factor; a number stays a number, so that it can be set and drawn. */
function scaleDefinition(definition: Definition, factor: number): Definition {
  if (definition.table !== undefined) {
    return { ...definition, table: { ...definition.table, y: definition.table.y.map((y) => y * factor) } };
  }
  const value = Number(definition.equation);
  const equation = Number.isFinite(value) ? String(value * factor) : `(${definition.equation}) * ${factor}`;
  return { ...definition, equation };
}

function localEvidence(
  id: string,
  around: {
    readonly variable: Valued;
    readonly change: OverlayChange;
    readonly evidence: Map<string, Evidence>;
    readonly overlay: Overlay;
  },
): string {
  const { variable, change, evidence, overlay } = around;
  const base = evidence.get(id);
  if (base === undefined) return id;
  const local = `${id.replace(/ for .*$/, '')} for ${toId(variable.name)}${change.element === undefined ? '' : ` ${toId(change.element)}`}`;
  const { factor } = change;
  evidence.set(local, {
    ...base,
    id: local,
    title: `${base.title} (${overlay.authority})`,
    value: base.value * factor,
    low: Math.min(base.low * factor, base.high * factor),
    high: Math.max(base.low * factor, base.high * factor),
    place: overlay.authority,
    source: `England's value times ${factor.toPrecision(4)}: ${change.reason}, from "${overlay.source}". England's value: ${base.source}`,
    status: base.status === 'assumption' ? 'assumption' : 'derived',
  });
  return local;
}
