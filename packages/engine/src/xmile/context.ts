import type { Diagnostic } from '../model/diagnostic.ts';
import type { Dimension, Place, VariableId, VariableName } from '../model/model.ts';
import { toId } from '../model/names.ts';
import type { XmlElement } from '../xml/element.ts';
import type { Behaviour } from './settings.ts';

/** What reading one file has gathered so far. It lives for one call of `readXmile`. */
export interface ReadContext {
  readonly file: string;
  readonly diagnostics: Diagnostic[];
  readonly dimensions: Dimension[];
  /** Names as the file declares them, by their canonical form, so that equations show the declared spelling. */
  readonly names: Map<VariableId, VariableName>;
  /** The macros of the file as it declares them, by canonical name. */
  readonly macros: ReadonlyMap<string, string>;
  /** Whether it is a submodel, whose inputs may have no equation. */
  readonly isSubmodel: boolean;
  /** Whether stocks and flows that do not say are non-negative (`<behavior>`). */
  readonly defaults: Behaviour;
  /**
   * Who wrote the file. Vensim's own export and xmutil keep Vensim's meaning of INT and MOD; Vensim's export also writes
   * arrays in ways of its own. isee systems' Stella and iThink repeat a PULSE that has no interval, where XMILE does not.
   */
  readonly writer: 'vensim' | 'xmutil' | 'isee' | 'other';
  /** Flows that a conveyor or a queue sets, by canonical name. */
  readonly drivenFlows: Map<VariableId, 'exit' | 'leak' | 'queued'>;
  /** What has been refused, with its place, so that it is said once. */
  readonly unsupported: Set<string>;
}

/** Refuses something that the engine does not carry out, by its name and place, once a place. */
export function refuse(
  context: ReadContext,
  options: { what: string; place: Place; variable?: string; advice?: string },
): void {
  const { what, place, variable, advice } = options;
  const key = `${what} ${place.line}:${place.column}`;
  if (context.unsupported.has(key)) {
    return;
  }
  context.unsupported.add(key);
  context.diagnostics.push({
    code: 'unsupported-construct',
    severity: 'error',
    message: `Cannot run ${what}${variable === undefined ? '' : ` of "${variable}"`}: Weir does not support it yet`,
    advice: advice ?? 'model it with stocks, flows and auxiliaries, or take it out',
    place,
    ...(variable === undefined ? {} : { variable }),
  });
}

/** Reports something in the file that cannot be right. */
export function fault(
  context: ReadContext,
  options: { code: string; message: string; advice: string; place: Place; variable?: string },
): void {
  const { code, message, advice, place, variable } = options;
  context.diagnostics.push({
    code,
    severity: 'error',
    message,
    advice,
    place,
    ...(variable === undefined ? {} : { variable }),
  });
}

/** The `name` attribute as a person reads it: line breaks written `\n` become spaces, surrounding quotes go. */
export function nameOf(element: XmlElement): string {
  return cleanName(element.attributes['name'] ?? '');
}

/** See {@link nameOf}. */
export function cleanName(name: string): string {
  return name
    .trim()
    .replace(/^"(.*)"$/s, '$1')
    .replace(/(?:\\n|[\s\u00a0])+/g, ' ')
    .trim();
}

/** The spelling under which the file declares a name, or the name with underscores as spaces. */
export function declaredName(context: ReadContext, name: string): VariableName {
  return context.names.get(toId(name)) ?? cleanName(name).replace(/_+/g, ' ');
}

/** A path such as `hares.hare_density` or `.area`, each part as a person reads it. */
export function cleanPath(path: string): string {
  return path
    .split('.')
    .map((part) => cleanName(part).replace(/_+/g, ' '))
    .join('.');
}

/** A number as XMILE writes it, or undefined. */
export function readNumber(text: string | undefined): number | undefined {
  if (text === undefined || text.trim() === '') {
    return undefined;
  }
  const value = Number(text.trim());
  return Number.isFinite(value) ? value : undefined;
}

/** `{ [key]: value }`, or nothing where the value is undefined or an empty text. */
export function optional<K extends string, V>(key: K, value: V | undefined): { [P in K]?: V } {
  return value === undefined || value === '' ? {} : ({ [key]: value } as { [P in K]: V });
}
