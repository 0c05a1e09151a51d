import type { Span } from '../equation/expression.ts';

/** A piece of a Vensim equation. A name's inner blanks are folded to one space. */
export type Token =
  | { readonly kind: 'number'; readonly value: number; readonly text: string; readonly span: Span }
  | { readonly kind: 'name'; readonly text: string; readonly span: Span }
  | { readonly kind: 'string'; readonly text: string; readonly span: Span }
  /** Operators, brackets, and words between colons such as `:AND:`, in upper case. */
  | { readonly kind: 'symbol'; readonly text: string; readonly span: Span }
  | { readonly kind: 'end'; readonly text: ''; readonly span: Span };

const blank = /(?:\\\n|[\s\u00a0])+/y;
const comment = /\{[^}]*\}/y;
const number = /(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?/y;
const name =
  /[\p{L}_$][\p{L}\p{M}\p{N}_$'’&%?#@`]*(?:(?:\\\n|[ \t\n\u00a0])+[\p{L}\p{N}_$][\p{L}\p{M}\p{N}_$'’&%?#@`]*)*/uy;
const quoted = /"(?:\\.|[^"\\])*"/sy;
const string = /'[^'\n]*'/y;
const word = /:[A-Za-z][A-Za-z ]*:/y;
const symbol = /<->|:=|==|<>|<=|>=|->|[-+*/^=<>()[\],;:!|]/y;

/** Thrown by the lexer and the parser; caught where a block is read. */
export class MdlFault extends Error {
  readonly span: Span;
  readonly code: string;
  readonly advice: string;
  constructor(code: string, message: string, details: { readonly span: Span; readonly advice: string }) {
    super(message);
    this.code = code;
    this.span = details.span;
    this.advice = details.advice;
  }
}

/** Cuts a Vensim equation into tokens; throws {@link MdlFault} at a character that has no meaning. */
export function tokenizeMdl(text: string): Token[] {
  const tokens: Token[] = [];
  let at = 0;
  const take = (pattern: RegExp): string | undefined => {
    pattern.lastIndex = at;
    const match = pattern.exec(text)?.[0];
    at += match?.length ?? 0;
    return match;
  };
  while (at < text.length) {
    const start = at;
    if (take(blank) !== undefined || take(comment) !== undefined) continue;
    const token = takeToken(take);
    if (token === undefined) {
      const character = String.fromCodePoint(text.codePointAt(at) ?? 0);
      const what =
        character === '"' ? 'the quoted name is never closed' : `the character "${character}" has no meaning here`;
      throw new MdlFault('unknown-character', what, {
        span: { start: at, end: at + character.length },
        advice: 'a name that contains it must stand in double quotes',
      });
    }
    tokens.push({ ...token, span: { start, end: at } });
  }
  tokens.push({ kind: 'end', text: '', span: { start: text.length, end: text.length } });
  return tokens;
}

type Cut = { kind: 'number'; value: number; text: string } | { kind: 'name' | 'string' | 'symbol'; text: string };

function takeToken(take: (pattern: RegExp) => string | undefined): Cut | undefined {
  const digits = take(number);
  if (digits !== undefined) return { kind: 'number', value: Number(digits), text: digits };
  const plain = take(name);
  if (plain !== undefined) return { kind: 'name', text: foldBlanks(plain) };
  const inQuotes = take(quoted);
  if (inQuotes !== undefined)
    return { kind: 'name', text: foldBlanks(inQuotes.slice(1, -1).replace(/\\(["\\])/g, '$1')) };
  const literal = take(string);
  if (literal !== undefined) return { kind: 'string', text: literal.slice(1, -1) };
  const colons = take(word);
  if (colons !== undefined) return { kind: 'symbol', text: foldBlanks(colons).toUpperCase() };
  const mark = take(symbol);
  return mark === undefined ? undefined : { kind: 'symbol', text: mark };
}

/** One space for each run of blanks and line breaks. */
export function foldBlanks(text: string): string {
  return text.replace(/(?:\\\n|\\n|[\s\u00a0])+/g, ' ').trim();
}
