import type { Span } from './expression.ts';

/** A piece of an equation. `word`s that stand side by side make one name; the parser joins them. */
export type Token =
  | { readonly kind: 'number'; readonly value: number; readonly text: string; readonly span: Span }
  | { readonly kind: 'word'; readonly text: string; readonly span: Span }
  | { readonly kind: 'quoted'; readonly text: string; readonly span: Span }
  | { readonly kind: 'keyword'; readonly text: Keyword; readonly span: Span }
  | { readonly kind: 'symbol'; readonly text: string; readonly span: Span }
  | { readonly kind: 'end'; readonly text: ''; readonly span: Span };

export type Keyword = 'if' | 'then' | 'else' | 'and' | 'or' | 'not' | 'mod';

/** What the lexer could not read; the parser turns it into a diagnostic. */
export interface LexicalFault {
  readonly code: 'unknown-character' | 'unclosed-quote' | 'unclosed-comment';
  readonly text: string;
  readonly span: Span;
}

const keywords: ReadonlySet<string> = new Set<Keyword>(['if', 'then', 'else', 'and', 'or', 'not', 'mod']);

const blank = /[\s\u00a0]+/y;
const comment = /\{[^}]*\}/y;
const number = /(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?/y;
const firstWord = /[\p{L}_][\p{L}\p{M}\p{N}_]*/uy;
const laterWord = /[\p{L}\p{N}_][\p{L}\p{M}\p{N}_]*/uy;
const quoted = /"(?:\\["\\]|[^"])*"/sy;
const symbol = /<>|<=|>=|!=|==|\/\/|[-+*/^=<>()[\],:.']/y;
/** Other spellings of an operator. */
const spellings: Readonly<Record<string, string>> = { '!=': '<>', '==': '=' };

/** Whether a word is one of the operators written in letters, in any case. */
export function isKeyword(word: string): boolean {
  return keywords.has(word.toLowerCase());
}

/**
 * Cuts an equation into tokens. Directly after a word, digits continue the name (`cohort 1`), since a number cannot
 * follow a name there. Faults do not stop it: the character is skipped.
 */
export function tokenize(text: string): { tokens: Token[]; faults: LexicalFault[] } {
  const tokens: Token[] = [];
  const faults: LexicalFault[] = [];
  let at = 0;
  const take = (pattern: RegExp): string | undefined => {
    pattern.lastIndex = at;
    const match = pattern.exec(text)?.[0];
    if (match !== undefined) at += match.length;
    return match;
  };
  while (at < text.length) {
    const start = at;
    if (take(blank) !== undefined || take(comment) !== undefined) continue;
    const previous = tokens.at(-1);
    const word = take(previous?.kind === 'word' ? laterWord : firstWord);
    if (word !== undefined) {
      const span = { start, end: at };
      const lower = word.toLowerCase();
      tokens.push(
        isKeyword(word) ? { kind: 'keyword', text: lower as Keyword, span } : { kind: 'word', text: word, span },
      );
      continue;
    }
    const digits = take(number);
    if (digits !== undefined) {
      tokens.push({ kind: 'number', value: Number(digits), text: digits, span: { start, end: at } });
      continue;
    }
    const name = take(quoted);
    if (name !== undefined) {
      tokens.push({ kind: 'quoted', text: unquote(name), span: { start, end: at } });
      continue;
    }
    const mark = take(symbol);
    if (mark !== undefined) {
      tokens.push({ kind: 'symbol', text: spellings[mark] ?? mark, span: { start, end: at } });
      continue;
    }
    const character = String.fromCodePoint(text.codePointAt(at) ?? 0);
    if (character === '"' || character === '{') {
      at = text.length;
      const code = character === '"' ? 'unclosed-quote' : 'unclosed-comment';
      faults.push({ code, text: character, span: { start, end: at } });
    } else {
      at += character.length;
      faults.push({ code: 'unknown-character', text: character, span: { start, end: at } });
    }
  }
  tokens.push({ kind: 'end', text: '', span: { start: text.length, end: text.length } });
  return { tokens, faults };
}

/** The name inside quotes: `\"` stands for a quote and `\\` for a backslash; any other backslash is itself. */
function unquote(text: string): string {
  return text.slice(1, -1).replace(/\\(["\\])/g, '$1');
}
