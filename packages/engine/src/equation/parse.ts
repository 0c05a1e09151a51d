import type { Diagnostic } from '../model/diagnostic.ts';
import type { Place } from '../model/model.ts';
import type { Expression, Span, Subscript } from './expression.ts';
import { binaryPrecedence, isBinaryOperator, unaryPrecedence } from './precedence.ts';
import { placeAt } from './place-at.ts';
import { tokenize, type LexicalFault, type Token } from './tokens.ts';

/** Where the equation stands, so that messages can say it. */
export interface ParseOptions {
  /** Where the equation's first character stands; by default line 1, column 1 of a file called "equation". */
  readonly place?: Place | undefined;
  /** The variable that the equation defines. */
  readonly variable?: string | undefined;
}

/** Nesting deeper than this, and longer chains of operators, are refused, so that no text can exhaust the stack. */
const deepest = 200;
const longest = 1000;

/**
 * Parses an equation in Weir's dialect: XMILE 1.0 expressions, and names with spaces.
 *
 * Words side by side make one name (`children looked after / population`); a name with anything but letters, digits,
 * spaces and underscores, or with one of the words IF THEN ELSE AND OR NOT MOD, stands in double quotes. `^` groups to the
 * right and binds tighter than a sign. `a // b` is SAFEDIV(a, b), `==` and `!=` are `=` and `<>`, and `m'` is TRANSPOSE(m), and NOT may stand
 * after what it negates, as xmutil writes it. `{ comments }` are skipped. Conditions are `IF a THEN b ELSE c` or `IF(a, b, c)`.
 * Subscripts: `x[element]`, `x[Dimension]`, `x[*]`, `x[*:Subrange]`, `x[first:last]`, `x[2 + n]`.
 *
 * Returns the tree, or what is wrong with the text; never throws.
 *
 * @example
 * ```ts
 * parseEquation('children looked after / population').expression?.kind; // "binary"
 * parseEquation('2 * (3 + 4').diagnostics[0]?.message; // 'Cannot read the equation: the bracket "(" is never closed'
 * ```
 */
export function parseEquation(
  text: string,
  options: ParseOptions = {},
): { readonly expression?: Expression; readonly diagnostics: readonly Diagnostic[] } {
  // Most equations of arrays are a number.
  if (plainNumber.test(text)) {
    const span = { start: 0, end: text.length };
    return { expression: { kind: 'number', value: Number(text), span }, diagnostics: none };
  }
  const { tokens, faults } = tokenize(text);
  if (faults.length > 0) return { diagnostics: faults.map((fault) => lexicalDiagnostic(fault, text, options)) };
  try {
    return { expression: new Parser(tokens).equation(), diagnostics: [] };
  } catch (error) {
    if (!(error instanceof EquationFault)) throw error;
    return { diagnostics: [diagnostic(error, text, options)] };
  }
}

const plainNumber = /^\d+(?:\.\d+)?$/;
const none: readonly Diagnostic[] = [];

/** Thrown and caught in this file only: the first fault ends the parse. */
class EquationFault extends Error {
  readonly code: string;
  readonly span: Span;
  readonly advice: string | undefined;
  constructor(code: string, message: string, details: { span: Span; advice?: string }) {
    super(message);
    this.code = code;
    this.span = details.span;
    this.advice = details.advice;
  }
}

function diagnostic(fault: EquationFault, text: string, options: ParseOptions): Diagnostic {
  return {
    code: fault.code,
    severity: 'error',
    message: `Cannot read the equation: ${fault.message}`,
    ...(fault.advice === undefined ? {} : { advice: fault.advice }),
    place: placeAt(text, fault.span.start, options.place),
    ...(options.variable === undefined ? {} : { variable: options.variable }),
  };
}

function lexicalDiagnostic(fault: LexicalFault, text: string, options: ParseOptions): Diagnostic {
  const wording = {
    'unknown-character': {
      message: `the character "${fault.text}" has no meaning here`,
      advice: 'a name that contains it must stand in double quotes',
    },
    'unclosed-quote': { message: 'the quoted name is never closed', advice: 'add a closing double quote' },
    'unclosed-comment': { message: 'the comment is never closed', advice: 'add a closing "}"' },
  }[fault.code];
  const error = new EquationFault(fault.code, wording.message, { span: fault.span, advice: wording.advice });
  return diagnostic(error, text, options);
}

class Parser {
  readonly #tokens: readonly Token[];
  #at = 0;
  #depth = 0;

  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens;
  }

  equation(): Expression {
    if (this.#peek().kind === 'end') {
      throw new EquationFault('empty-equation', 'it is empty', {
        span: this.#peek().span,
        advice: 'write a number or an expression',
      });
    }
    const expression = this.#expression(0);
    const rest = this.#peek();
    if (rest.kind !== 'end') throw this.#trailing(rest);
    return expression;
  }

  #trailing(rest: Token): EquationFault {
    if (isSymbol(rest, ')') || isSymbol(rest, ']')) {
      const advice = `remove it, or add the opening bracket`;
      return new EquationFault('unbalanced-bracket', `the bracket "${rest.text}" was never opened`, {
        span: rest.span,
        advice,
      });
    }
    return new EquationFault('trailing-text', `${describe(rest)} cannot follow what stands before it`, {
      span: rest.span,
      advice: 'put an operator between them, or quote a name that contains unusual characters',
    });
  }

  #peek(ahead = 0): Token {
    const token = this.#tokens[this.#at + ahead] ?? this.#tokens.at(-1);
    if (token === undefined) throw new RangeError('Cannot parse without an end token');
    return token;
  }

  #next(): Token {
    const token = this.#peek();
    if (token.kind !== 'end') this.#at++;
    return token;
  }

  /** Pratt's method: an operand, then operators that bind at least as tightly as `lowest`. */
  #expression(lowest: number): Expression {
    if (++this.#depth > deepest) {
      throw new EquationFault('too-deep', `it is nested more than ${deepest} levels deep`, {
        span: this.#peek().span,
        advice: 'split it into several variables',
      });
    }
    let left = this.#operand();
    if (lowest <= binaryPrecedence['=']) left = this.#negatedAfter(left);
    for (let count = 0; ; count++) {
      const token = this.#peek();
      if (token.kind !== 'symbol' && token.kind !== 'keyword') break;
      const operator = token.text === '//' ? '/' : token.text;
      if (!isBinaryOperator(operator) || binaryPrecedence[operator] < lowest) break;
      if (count >= longest) {
        const advice = 'split it into several variables, or sum over an array';
        throw new EquationFault('too-long', `it has more than ${longest} operators in a row`, {
          span: token.span,
          advice,
        });
      }
      this.#next();
      // "^" groups to the right and takes a signed exponent: 2^-1.
      const right = this.#expression(operator === '^' ? unaryPrecedence : binaryPrecedence[operator] + 1);
      const span = { start: left.span.start, end: right.span.end };
      left =
        token.text === '//'
          ? { kind: 'call', name: 'SAFEDIV', subscripts: [], arguments: [left, right], span }
          : { kind: 'binary', operator, left, right, span };
    }
    this.#depth--;
    return left;
  }

  /** `x NOT` after a single operand, where no operand follows. After more than one it could mean two things, and is refused. */
  #negatedAfter(operand: Expression): Expression {
    const token = this.#peek();
    if (!isKeywordToken(token, 'not') || !this.#endsOperand(1)) return operand;
    this.#next();
    return { kind: 'unary', operator: 'not', operand, span: { start: operand.span.start, end: token.span.end } };
  }

  /** Whether an expression ends, or an AND or OR comes, so many tokens on. */
  #endsOperand(ahead: number): boolean {
    const token = this.#peek(ahead);
    if (token.kind === 'end') return true;
    if (token.kind === 'keyword') return ['then', 'else', 'and', 'or'].includes(token.text);
    return isSymbol(token, ')') || isSymbol(token, ',');
  }

  #operand(): Expression {
    const token = this.#peek();
    switch (token.kind) {
      case 'number':
        this.#next();
        return { kind: 'number', value: token.value, span: token.span };
      case 'word':
      case 'quoted':
        return this.#named();
      case 'keyword':
        if (token.text === 'if') return this.#conditional();
        if (token.text === 'not') return this.#unary('not');
        if (token.text === 'mod' && isSymbol(this.#peek(1), '(')) return this.#modCall();
        throw this.#missingOperand(token);
      case 'symbol':
        if (token.text === '-' || token.text === '+') return this.#unary(token.text);
        if (token.text === '(') return this.#bracketed();
        if (token.text === '.' && this.#startsName(1)) return this.#named();
        throw this.#missingOperand(token);
      case 'end':
        throw this.#missingOperand(token);
    }
  }

  #missingOperand(token: Token): EquationFault {
    const before = this.#tokens[this.#at - 1];
    const where = before === undefined ? 'at its start' : `after ${describe(before)}`;
    return new EquationFault(
      'missing-operand',
      `a number, a name or a bracket is needed ${where}, but ${describe(token)} was found`,
      {
        span: token.span,
      },
    );
  }

  #unary(operator: '-' | '+' | 'not'): Expression {
    const { span } = this.#next();
    const operand = this.#expression(unaryPrecedence);
    return { kind: 'unary', operator, operand, span: { start: span.start, end: operand.span.end } };
  }

  #bracketed(): Expression {
    const open = this.#next();
    const inner = this.#expression(0);
    const end = this.#close(open, ')').end;
    return { ...inner, span: { start: open.span.start, end } };
  }

  #close(open: Token, bracket: ')' | ']'): Span {
    const token = this.#peek();
    if (isSymbol(token, bracket)) return this.#next().span;
    if (token.kind === 'end' || isSymbol(token, ')') || isSymbol(token, ']')) {
      const found = token.kind === 'end' ? 'is never closed' : `is closed by "${token.text}"`;
      throw new EquationFault('unbalanced-bracket', `the bracket "${open.text}" ${found}`, {
        span: open.span,
        advice: `add "${bracket}"`,
      });
    }
    throw this.#trailing(token);
  }

  #modCall(): Expression {
    const { span } = this.#next();
    const call = this.#arguments();
    return {
      kind: 'call',
      name: 'MOD',
      subscripts: [],
      arguments: call.arguments,
      span: { start: span.start, end: call.end },
    };
  }

  #named(): Expression {
    const first = this.#peek();
    const { name, ...path } = this.#path();
    let end = this.#tokens[this.#at - 1]?.span.end ?? first.span.end;
    let subscripts: readonly Subscript[] = [];
    if (isSymbol(this.#peek(), '[')) ({ subscripts, end } = this.#subscripts());
    if (isSymbol(this.#peek(), '(')) {
      const call = this.#arguments();
      return {
        kind: 'call',
        name,
        ...path,
        subscripts,
        arguments: call.arguments,
        ...(call.outputs === undefined ? {} : { outputs: call.outputs }),
        span: { start: first.span.start, end: call.end },
      };
    }
    const reference: Expression = {
      kind: 'reference',
      name,
      ...path,
      subscripts,
      span: { start: first.span.start, end },
    };
    if (!isSymbol(this.#peek(), "'")) return reference;
    const span = { start: first.span.start, end: this.#next().span.end };
    return { kind: 'call', name: 'TRANSPOSE', subscripts: [], arguments: [reference], span };
  }

  /** A name, or names joined by dots; a dot may come first. */
  #path(): { name: string; qualified?: true } {
    if (!isSymbol(this.#peek(), '.')) {
      const name = this.#name();
      if (!isSymbol(this.#peek(), '.') || !this.#startsName(1)) return { name };
      return { name: name + this.#steps(), qualified: true };
    }
    return { name: this.#steps(), qualified: true };
  }

  #steps(): string {
    let path = '';
    while (isSymbol(this.#peek(), '.') && this.#startsName(1)) {
      this.#next();
      path += `.${this.#name()}`;
    }
    return path;
  }

  #startsName(ahead: number): boolean {
    const { kind } = this.#peek(ahead);
    return kind === 'word' || kind === 'quoted';
  }

  /** A quoted name, or words joined by single spaces. */
  #name(): string {
    const first = this.#next();
    if (first.kind === 'quoted') return first.text;
    const words = [first.text];
    while (this.#peek().kind === 'word') words.push(this.#next().text);
    // Vensim's function of that name is the one built-in with a keyword in it.
    if (words.length === 1 && /^sample$/i.test(first.text) && isKeywordToken(this.#peek(), 'if')) {
      const last = this.#peek(1);
      if (last.kind === 'word' && /^true$/i.test(last.text) && isSymbol(this.#peek(2), '(')) {
        this.#at += 2;
        words.push('IF', last.text);
      }
    }
    return words.join(' ');
  }

  /** Arguments, and after a colon the names that take a macro's further outputs. */
  #arguments(): { arguments: Expression[]; outputs?: string[]; end: number } {
    const open = this.#next();
    const list: Expression[] = [];
    if (isSymbol(this.#peek(), ')')) return { arguments: list, end: this.#next().span.end };
    if (!isSymbol(this.#peek(), ':')) {
      list.push(this.#expression(0));
      while (isSymbol(this.#peek(), ',')) {
        this.#next();
        list.push(this.#expression(0));
      }
    }
    if (!isSymbol(this.#peek(), ':')) return { arguments: list, end: this.#close(open, ')').end };
    const outputs: string[] = [];
    do {
      this.#next();
      const token = this.#peek();
      if (token.kind !== 'word' && token.kind !== 'quoted') throw this.#missingOperand(token);
      outputs.push(this.#name());
    } while (isSymbol(this.#peek(), ','));
    return { arguments: list, outputs, end: this.#close(open, ')').end };
  }

  #subscripts(): { subscripts: Subscript[]; end: number } {
    const open = this.#next();
    const subscripts = [this.#subscript()];
    while (isSymbol(this.#peek(), ',')) {
      this.#next();
      subscripts.push(this.#subscript());
    }
    return { subscripts, end: this.#close(open, ']').end };
  }

  #subscript(): Subscript {
    const token = this.#peek();
    if (isSymbol(token, '*')) {
      this.#next();
      if (!isSymbol(this.#peek(), ':')) return { kind: 'wildcard', span: token.span };
      this.#next();
      const named = this.#peek();
      if (named.kind !== 'word' && named.kind !== 'quoted') throw this.#missingOperand(named);
      const of = this.#name();
      return {
        kind: 'wildcard',
        of,
        span: { start: token.span.start, end: this.#tokens[this.#at - 1]?.span.end ?? 0 },
      };
    }
    const expression = this.#expression(0);
    if (isSymbol(this.#peek(), ':')) {
      this.#next();
      const to = this.#expression(0);
      return { kind: 'range', from: expression, to, span: { start: expression.span.start, end: to.span.end } };
    }
    if (expression.kind === 'reference' && expression.subscripts.length === 0 && expression.qualified !== true) {
      return { kind: 'name', name: expression.name, span: expression.span };
    }
    return { kind: 'expression', expression, span: expression.span };
  }

  #conditional(): Expression {
    const start = this.#next().span.start;
    // Vensim's spelling, IF THEN ELSE(a, b, c).
    const named = isKeywordToken(this.#peek(), 'then') && isKeywordToken(this.#peek(1), 'else');
    if (named) this.#at += 2;
    const call = this.#conditionalCall(named);
    if (call !== undefined) return { ...call, span: { start, end: call.span.end } };
    const test = this.#expression(0);
    this.#keyword('then', test);
    const then = this.#expression(0);
    this.#keyword('else', then);
    const otherwise = this.#expression(0);
    return { kind: 'conditional', test, then, otherwise, span: { start, end: otherwise.span.end } };
  }

  /** `(a, b, c)` after IF; undefined where the bracket only groups the test, as in `IF (a) THEN …`. */
  #conditionalCall(needed: boolean): Expression | undefined {
    const open = this.#peek();
    if (!isSymbol(open, '(') || (!needed && !this.#commaBeforeClose())) return undefined;
    const { arguments: list, end } = this.#arguments();
    const [test, then, otherwise] = list;
    if (test === undefined || then === undefined || otherwise === undefined || list.length > 3) {
      throw new EquationFault(
        'wrong-arguments',
        `IF(…) takes 3 arguments, a test and two values, but has ${list.length}`,
        {
          span: { start: open.span.start, end },
        },
      );
    }
    return { kind: 'conditional', test, then, otherwise, span: { start: open.span.start, end } };
  }

  /** Looks ahead from an opening bracket for a comma at its own level. */
  #commaBeforeClose(): boolean {
    let depth = 0;
    for (let ahead = 0; ; ahead++) {
      const token = this.#peek(ahead);
      if (token.kind === 'end') return false;
      if (isSymbol(token, '(') || isSymbol(token, '[')) depth++;
      else if (isSymbol(token, ')') || isSymbol(token, ']')) depth--;
      else if (depth === 1 && isSymbol(token, ',')) return true;
      if (depth === 0) return false;
    }
  }

  #keyword(word: 'then' | 'else', before: Expression): void {
    const token = this.#peek();
    if (isKeywordToken(token, word)) {
      this.#next();
      return;
    }
    throw new EquationFault(
      word === 'then' ? 'missing-then' : 'missing-else',
      `the condition has no ${word.toUpperCase()}; ${describe(token)} was found`,
      {
        span: { start: before.span.end, end: token.span.end },
        advice: 'write IF test THEN value ELSE value',
      },
    );
  }
}

function isSymbol(token: Token, text: string): boolean {
  return token.kind === 'symbol' && token.text === text;
}

function isKeywordToken(token: Token, text: string): boolean {
  return token.kind === 'keyword' && token.text === text;
}

function describe(token: Token): string {
  if (token.kind === 'end') return 'the end';
  return `"${token.kind === 'keyword' ? token.text.toUpperCase() : token.text}"`;
}
