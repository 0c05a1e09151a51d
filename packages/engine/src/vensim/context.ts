import type { Diagnostic } from '../model/diagnostic.ts';
import type { Place, TimeSettings, VariableId, VariableName } from '../model/model.ts';
import { toId } from '../model/names.ts';
import type { Block } from './blocks.ts';
import type { DataSeries } from './data-series.ts';
import type { ExternalFiles } from './external-sheet.ts';
import type { LeftSide, Statement } from './parse.ts';
import type { Range, Ranges } from './ranges.ts';

/** What reading one file has found. It lives for one call of `readVensim`. */
export interface MdlContext {
  readonly diagnostics: Diagnostic[];
  readonly ranges: Ranges;
  readonly variables: ReadonlyMap<VariableId, MdlVariable>;
  readonly time: TimeSettings;
  /** The document's names of the macros, by the canonical form of the file's. */
  readonly macros: ReadonlyMap<string, string>;
  /** If what is read is a macro: what its equations may name besides its own variables. */
  readonly inside?: MacroScope;
  readonly placeOf: (offset: number) => Place;
  /** The files that calls name. */
  readonly files: ExternalFiles;
  /** What the data files hold. */
  readonly data: DataSeries;
}

/** The surroundings of a macro's equations. */
export interface MacroScope {
  /** Its parameters as the head spells them, by canonical name. */
  readonly parameters: ReadonlyMap<string, string>;
  /** The variables of the model, which it reaches with a dollar sign after the name. */
  readonly model: ReadonlyMap<VariableId, MdlVariable>;
}

/** Everything the file says about one variable. */
export interface MdlVariable {
  readonly name: VariableName;
  readonly entries: Entry[];
}

export type VariableStatement = Extract<Statement, { readonly left: LeftSide }>;

export interface Entry {
  readonly statement: VariableStatement;
  readonly block: Block;
  /** Where the entry's first character stands. */
  readonly start: number;
}

/** Adds an error about a variable. */
export function report(
  context: Pick<MdlContext, 'diagnostics' | 'placeOf'>,
  problem: {
    readonly code: string;
    readonly message: string;
    readonly advice: string;
    readonly offset: number;
    readonly variable?: string;
    readonly near?: readonly string[];
  },
): void {
  const { code, message, advice, offset, variable, near } = problem;
  const place = context.placeOf(offset);
  // An equation that is written out element by element has its faults once for each.
  const isKnown = context.diagnostics.some(
    (each) => each.message === message && each.place?.line === place.line && each.place.column === place.column,
  );
  if (isKnown) return;
  context.diagnostics.push({
    code,
    severity: 'error',
    message,
    advice,
    place,
    ...(variable === undefined ? {} : { variable }),
    ...(near === undefined || near.length === 0 ? {} : { near }),
  });
}

/** The range of a name, if it is one. */
export function rangeOf(context: Pick<MdlContext, 'ranges'>, name: string): Range | undefined {
  return context.ranges.byId.get(toId(name));
}

/** The elements that a subscript stands for. */
export function elementsOf(context: Pick<MdlContext, 'ranges'>, subscript: string): readonly string[] {
  return rangeOf(context, subscript)?.elements ?? [spelling(context, subscript)];
}

/**
 * The places of those subscripts of a left side that run over several elements, for a file with so many directions: where there
 * are more ranges than that, ranges of one element do not count.
 */
export function runningAxes(
  context: Pick<MdlContext, 'ranges'>,
  { subscripts }: LeftSide,
  directions: number,
): readonly number[] {
  const sizes = subscripts.map((each) => rangeOf(context, each)?.elements.length ?? 0);
  const ranges = [...sizes.keys()].filter((axis) => (sizes[axis] ?? 0) > 0);
  return ranges.length <= directions ? ranges : ranges.filter((axis) => (sizes[axis] ?? 0) > 1);
}

/** A range or element as its definition spells it. */
export function spelling(context: Pick<MdlContext, 'ranges'>, name: string): string {
  const range = rangeOf(context, name);
  if (range !== undefined) return range.name;
  const root = context.ranges.rootOfElement.get(toId(name));
  return root?.elements[root.ids.indexOf(toId(name))] ?? name;
}
