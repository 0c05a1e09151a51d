import type { Place } from '../model/model.ts';

/** One entry of an `.mdl` file: what stands between two bars. */
export interface Block {
  /** The equation, line ends normalised; `offset` is where it starts in the whole text. */
  readonly equation: string;
  readonly offset: number;
  readonly units: string;
  readonly comment: string;
  /** The group that it stands in. */
  readonly group: string | undefined;
}

/** An `.mdl` file cut into its parts. */
export interface MdlParts {
  readonly blocks: readonly Block[];
  readonly groups: readonly { readonly name: string; readonly comment: string }[];
  readonly macros: readonly MacroBlock[];
  /** The diagrams, from the first line that starts one up to the settings. */
  readonly sketch: string;
  /** The lines after the sketches: settings, each a number, a colon and values. */
  readonly settings: readonly string[];
  /** What stands after the last bar without one of its own. */
  readonly rest: { readonly text: string; readonly offset: number };
  readonly placeOf: (offset: number) => Place;
}

/** What stands between `:MACRO:` and `:END OF MACRO:`. */
export interface MacroBlock {
  /** `name(inputs : outputs)`, without the keyword; empty where it has no brackets. */
  readonly head: string;
  /** Where the keyword starts. */
  readonly offset: number;
  readonly blocks: readonly Block[];
  readonly isClosed: boolean;
}

const sketch = /^[ \t]*\\{2,}---\/{3}/m;
const groupHead = /^\s*\*{3,}[^\n]*\n\s*\.?([^\n]*)\n\s*\*{3,}/;

/**
 * Cuts the text at its bars. Quotes count in equations only: comments hold odd ones. Sketches are kept as they are.
 */
export function splitMdl(source: string, file: string): MdlParts {
  const text = source.replace(/\r\n?/g, '\n');
  const sketchAt = sketch.exec(text)?.index ?? text.length;
  const body = text.slice(0, sketchAt);
  const blocks: Block[] = [];
  const groups: { name: string; comment: string }[] = [];
  const macros: OpenMacro[] = [];
  let group: string | undefined;
  let macro: OpenMacro | undefined;
  let at = /^\s*\{[^}\n]*\}/.exec(body)?.[0].length ?? 0;
  for (;;) {
    const entry = readEntry(body, at);
    if (entry === undefined) break;
    at = entry.end;
    let { equation, offset } = entry;
    const ended = /^\s*:END OF MACRO:/i.exec(equation)?.[0].length;
    if (ended !== undefined) {
      if (macro !== undefined) macro.isClosed = true;
      macro = undefined;
      equation = equation.slice(ended);
      offset += ended;
    }
    const opening = /^\s*:MACRO:\s*([^()]*\([^()]*\))?/i.exec(equation);
    if (opening !== null) {
      macro = { head: opening[1] ?? '', offset: offset + opening[0].search(/\S/), blocks: [], isClosed: false };
      macros.push(macro);
      equation = equation.slice(opening[0].length);
      offset += opening[0].length;
    }
    const head = groupHead.exec(equation);
    if (macro !== undefined) {
      const block = { equation, offset, units: entry.units, comment: entry.comment, group: undefined };
      if (head === null) macro.blocks.push(block);
      continue;
    }
    if (head !== null) {
      group = (head[1] ?? '').trim();
      groups.push({ name: group, comment: entry.units });
      continue;
    }
    blocks.push({ equation, offset, units: entry.units, comment: entry.comment, group });
  }
  const starts = lineStarts(text);
  if (macro !== undefined && /^\s*:END OF MACRO:/i.test(body.slice(at))) macro.isClosed = true;
  return {
    blocks,
    groups,
    macros,
    ...tailOf(text.slice(sketchAt)),
    rest: { text: body.slice(at), offset: at },
    placeOf: (offset) => placeIn(starts, { offset, file }),
  };
}

type OpenMacro = Omit<MacroBlock, 'blocks' | 'isClosed'> & { readonly blocks: Block[]; isClosed: boolean };

interface Entry {
  readonly equation: string;
  readonly offset: number;
  readonly units: string;
  readonly comment: string;
  readonly end: number;
}

/** `equation ~ units ~ comment |` from `start` on; undefined where no bar follows. */
function readEntry(body: string, start: number): Entry | undefined {
  const equationEnd = endOfEquation(body, start);
  const bar = body.indexOf('|', equationEnd);
  if (bar < 0) return undefined;
  const [units = '', ...comments] = body.slice(equationEnd, bar).split('~').slice(1);
  const equation = body.slice(start, Math.min(equationEnd, bar));
  return {
    equation,
    offset: start,
    units,
    comment: comments.filter((part) => !/^\s*:SUPPLEMENTARY/i.test(part)).join('~'),
    end: bar + 1,
  };
}

/** A comment inside an equation, which may hold any mark; not one that was never closed and would take in the entries after it. */
const braces = /\{(?:(?!\|[ \t]*\n)[^}])*\}/y;

/** The first tilde or bar that is not inside a quoted name or a comment in braces. */
function endOfEquation(body: string, start: number): number {
  let quoted = false;
  for (let at = start; at < body.length; at++) {
    const mark = body[at];
    if (mark === '\\' && quoted) at++;
    else if (mark === '"') quoted = !quoted;
    else if (mark === '{' && !quoted) {
      braces.lastIndex = at;
      at += Math.max((braces.exec(body)?.[0].length ?? 0) - 1, 0);
    } else if (!quoted && (mark === '~' || mark === '|')) return at;
    // A name does not run over lines: a quote left open ends with its line.
    else if (mark === '\n' && quoted && body[at - 1] !== '\\') quoted = false;
  }
  return body.length;
}

function tailOf(tail: string): Pick<MdlParts, 'sketch' | 'settings'> {
  const at = tail.search(/^\/{3}---\\+/m);
  return at < 0
    ? { sketch: tail, settings: [] }
    : { sketch: tail.slice(0, at), settings: tail.slice(at).split('\n').slice(1) };
}

function lineStarts(text: string): number[] {
  const starts = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return starts;
}

function placeIn(starts: readonly number[], { offset, file }: { offset: number; file: string }): Place {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((starts[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return { file, line: low + 1, column: offset - (starts[low] ?? 0) + 1 };
}
