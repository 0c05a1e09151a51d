import type { BinaryOperator, Expression, Subscript } from '../equation/expression.ts';
import type { GraphicalFunction, TableMode } from '../model/model.ts';
import { externalArguments, type ExternalCall } from './external-call.ts';
import { MdlFault, tokenizeMdl, type Token } from './tokens.ts';

/** An entry of an `.mdl` file as it is written. Functions keep Vensim's names, upper case with single spaces. */
export type Statement =
  | {
      readonly kind: 'range';
      readonly name: string;
      readonly items: readonly RangeItem[];
      readonly mappings: readonly Mapping[];
      /** The elements stand in a file. */
      readonly call?: ExternalCall;
    }
  | { readonly kind: 'alias'; readonly name: string; readonly of: string }
  | { readonly kind: 'check'; readonly name: string }
  /** Values come from a data file beside the model. */
  | { readonly kind: 'data'; readonly left: LeftSide; readonly mode: TableMode }
  /** Values come from a file that the call names; `mode` is that of data. */
  | { readonly kind: 'external'; readonly left: LeftSide; readonly call: ExternalCall; readonly mode: TableMode }
  | { readonly kind: 'table'; readonly left: LeftSide; readonly table: GraphicalFunction }
  | { readonly kind: 'list'; readonly left: LeftSide; readonly values: readonly number[] }
  | {
      readonly kind: 'with-lookup';
      readonly left: LeftSide;
      readonly input: Expression;
      readonly table: GraphicalFunction;
    }
  | { readonly kind: 'integral'; readonly left: LeftSide; readonly rate: Expression; readonly initial: Expression }
  /** `data` is there for a data equation, `x := y`: how its values are taken between points. */
  | { readonly kind: 'equation'; readonly left: LeftSide; readonly expression: Expression; readonly data?: TableMode };

export interface LeftSide {
  readonly name: string;
  readonly subscripts: readonly string[];
  readonly except: readonly (readonly string[])[];
}

/** An element or range, or the numbered elements from one name to another. */
export type RangeItem = { readonly name: string } | { readonly from: string; readonly to: string };

/** `-> To`, or `-> (To: items)`. */
export interface Mapping {
  readonly to: string;
  readonly items: readonly RangeItem[];
}

const DEEPEST = 200;
const dataModes: Readonly<Record<string, TableMode>> = {
  ':INTERPOLATE:': 'continuous',
  ':HOLD BACKWARD:': 'discrete',
  ':LOOK FORWARD:': 'forward',
  ':RAW:': 'raw',
};
/** The number that Vensim has for `:NA:`. */
const NOT_AVAILABLE = -(2 ** 109);

/** How tightly Vensim's operators bind; higher is tighter. The Vensim reference manual, "Operators"; checked by the conformance material. */
export const vensimOperators: readonly (readonly [text: string, operator: BinaryOperator, precedence: number])[] = [
  [':OR:', 'or', 1],
  [':AND:', 'and', 2],
  ['=', '=', 4],
  ['<>', '<>', 4],
  ['<', '<', 4],
  ['<=', '<=', 4],
  ['>', '>', 4],
  ['>=', '>=', 4],
  ['+', '+', 5],
  ['-', '-', 5],
  ['*', '*', 6],
  ['/', '/', 6],
  ['^', '^', 8],
];
/** `:NOT: a = b` negates the comparison. */
export const vensimNotPrecedence = 3;
/** Functions that Vensim takes right after the equals sign alone. */
const wholeEquations: ReadonlySet<string> = new Set(['INTEG', 'WITH LOOKUP']);

/** `-2^2` is -4. */
export const vensimSignPrecedence = 7;

/** Parses one entry; throws {@link MdlFault} where it cannot. */
export function parseStatement(text: string): Statement {
  return new StatementParser(tokenizeMdl(text), text).statement();
}

class StatementParser {
  readonly #tokens: readonly Token[];
  readonly #text: string;
  #at = 0;
  #depth = 0;
  #left: LeftSide = { name: '', subscripts: [], except: [] };

  constructor(tokens: readonly Token[], text: string) {
    this.#tokens = tokens;
    this.#text = text;
  }

  statement(): Statement {
    const statement = this.#statement();
    if (this.#peek().kind !== 'end') throw this.#unexpected('the end of the equation');
    return statement;
  }

  #statement(): Statement {
    const name = this.#name('a variable name');
    if (this.#take('<->')) return { kind: 'alias', name, of: this.#name('the name of a subscript range') };
    if (this.#take(':')) return this.#range(name);
    const left = this.#leftSide(name);
    if (this.#take(':THE CONDITION:') || this.#take(':TEST INPUT:')) {
      this.#at = this.#tokens.length - 1;
      return { kind: 'check', name };
    }
    const mode = this.#dataMode();
    if (this.#peek().kind === 'end') return { kind: 'data', left, mode };
    if (this.#isSymbol('(')) return this.#standaloneTable(left);
    if (this.#take(':=')) {
      const statement = this.#rightSide(left, mode);
      return statement.kind === 'equation' ? { ...statement, data: mode } : statement;
    }
    if (!this.#take('==') && !this.#take('=')) throw this.#unexpected('"=", ":=", "(" or ":"');
    return this.#rightSide(left, mode);
  }

  /** What a keyword before the equals sign says of a data variable's values between its points. */
  #dataMode(): TableMode {
    let mode: TableMode = 'continuous';
    while (/^:[A-Z ]+:$/.test(this.#peek().text) && this.#peek().kind === 'symbol') {
      const { text } = this.#peek();
      const found = Object.hasOwn(dataModes, text) ? dataModes[text] : undefined;
      if (found === undefined) throw this.#refused(`the keyword ${text}`, 'take it out');
      mode = found;
      this.#at++;
    }
    return mode;
  }

  #leftSide(name: string): LeftSide {
    const subscripts = this.#isSymbol('[') ? this.#names() : [];
    const except: string[][] = [];
    if (this.#take(':EXCEPT:')) {
      do except.push(this.#names());
      while (this.#take(','));
    }
    this.#left = { name, subscripts, except };
    return this.#left;
  }

  #names(): string[] {
    this.#expect('[');
    const names = [this.#name('a subscript')];
    while (this.#take(',')) names.push(this.#name('a subscript'));
    this.#expect(']');
    return names;
  }

  #range(name: string): Statement {
    const call = this.#externalCall(/^GET (?:XLS|DIRECT) SUBSCRIPT$/);
    const items = call === undefined ? this.#items() : [];
    const mappings: Mapping[] = [];
    if (this.#take('->')) {
      do mappings.push(this.#mapping());
      while (this.#take(','));
    }
    return { kind: 'range', name, items, mappings, ...(call === undefined ? {} : { call }) };
  }

  #mapping(): Mapping {
    if (!this.#take('(')) return { to: this.#name('a subscript range'), items: [] };
    const to = this.#name('a subscript range');
    this.#expect(':');
    const items = this.#items();
    this.#expect(')');
    return { to, items };
  }

  #items(): RangeItem[] {
    const items: RangeItem[] = [];
    do {
      if (this.#take('(')) {
        const from = this.#name('the first element');
        this.#expect('-');
        const to = this.#name('the last element');
        this.#expect(')');
        items.push({ from, to });
      } else {
        const name = this.#name('an element');
        if (this.#isSymbol('(')) throw this.#refused(`the elements from "${name}"`, 'list the elements');
        items.push({ name });
      }
    } while (this.#take(','));
    return items;
  }

  #rightSide(left: LeftSide, mode: TableMode): Statement {
    const call = this.#externalCall(/^GET (?:XLS|DIRECT) (?:CONSTANTS|DATA|LOOKUPS)$/);
    if (call !== undefined) return { kind: 'external', left, call, mode };
    const token = this.#peek();
    if (token.kind === 'name' && this.#isSymbol('(', 1)) {
      const called = token.text.toUpperCase();
      if (called === 'INTEG') {
        const [rate, initial] = this.#callOf(2);
        if (rate !== undefined && initial !== undefined) return { kind: 'integral', left, rate, initial };
      }
      if (called === 'WITH LOOKUP') return this.#withLookup(left);
      if (called === 'TABBED ARRAY') return { kind: 'list', left, values: this.#tabbedArray() };
    }
    if (token.kind === 'end') return { kind: 'data', left, mode };
    const first = this.#expression(0);
    if (!this.#isSymbol(',') && !this.#isSymbol(';')) return { kind: 'equation', left, expression: first };
    const values = [this.#constant(first)];
    while (this.#take(',') || this.#take(';')) {
      if (this.#peek().kind === 'end') break;
      values.push(this.#constant(this.#expression(0)));
    }
    return { kind: 'list', left, values };
  }

  /** A call that reads a file, where one of that name comes next; all its arguments are literals. */
  #externalCall(names: RegExp): ExternalCall | undefined {
    const token = this.#peek();
    const name = token.text.toUpperCase();
    if (token.kind !== 'name' || !names.test(name) || !this.#isSymbol('(', 1)) return undefined;
    this.#at += 2;
    const list: string[] = [];
    do {
      const literal = this.#peek();
      if (literal.kind !== 'string') throw this.#unexpected("a text in single quotes ('…')");
      list.push(literal.text);
      this.#at++;
    } while (this.#take(','));
    this.#expect(')');
    const needed = externalArguments(name);
    if (list.length === needed.length) return { name, arguments: list, span: token.span };
    throw new MdlFault('wrong-arguments', `${name} takes ${needed.length} arguments, but has ${list.length}`, {
      span: token.span,
      advice: `write ${name}(${needed.map((each) => `'${each}'`).join(', ')})`,
    });
  }

  #constant(expression: Expression): number {
    const value = signedNumber(expression);
    if (value !== undefined) return value;
    throw new MdlFault('not-a-number', 'a list of values may hold only numbers', {
      span: expression.span,
      advice: 'write one equation for each element',
    });
  }

  #withLookup(left: LeftSide): Statement {
    this.#at++;
    this.#expect('(');
    const input = this.#expression(0);
    this.#expect(',');
    this.#expect('(');
    const table = this.#table();
    this.#expect(')');
    this.#expect(')');
    return { kind: 'with-lookup', left, input, table };
  }

  #tabbedArray(): number[] {
    this.#at++;
    const open = this.#peek();
    this.#expect('(');
    let at = this.#at;
    while (this.#tokens[at] !== undefined && this.#tokens[at]?.text !== ')' && this.#tokens[at]?.kind !== 'end') at++;
    const inside = this.#text.slice(open.span.end, this.#tokens[at]?.span.start);
    this.#at = at;
    this.#expect(')');
    const values = inside
      .split(/[\s\\]+/)
      .filter((part) => part !== '')
      .map((part) => (/^:NA:$/i.test(part) ? NOT_AVAILABLE : Number(part)));
    if (!values.every(Number.isFinite)) {
      throw new MdlFault('not-a-number', 'TABBED ARRAY may hold only numbers', {
        span: open.span,
        advice: 'correct the entry',
      });
    }
    return values;
  }

  #standaloneTable(left: LeftSide): Statement {
    this.#expect('(');
    const call = this.#externalCall(/^GET (?:XLS|DIRECT) LOOKUPS$/);
    if (call !== undefined) {
      this.#expect(')');
      return { kind: 'external', left, call, mode: 'continuous' };
    }
    if (this.#peek().kind === 'name')
      throw this.#refused(`"${this.#peek().text}" as a table`, 'write the points as (x,y) pairs');
    const table = this.#table();
    this.#expect(')');
    return { kind: 'table', left, table };
  }

  /** `[(x,y)-(x,y), …], (x,y), …`, or the older `x1,x2,…,y1,y2,…`. */
  #table(): GraphicalFunction {
    if (this.#isSymbol('[')) {
      while (!this.#isSymbol(']') && this.#peek().kind !== 'end') this.#at++;
      this.#expect(']');
      this.#take(',');
    }
    const x: number[] = [];
    const y: number[] = [];
    if (!this.#isSymbol('(')) {
      const values = this.#numbers();
      const half = values.length / 2;
      return inOrder(values.slice(0, half), values.slice(half));
    }
    do {
      this.#expect('(');
      x.push(this.#number());
      this.#expect(',');
      y.push(this.#number());
      this.#expect(')');
    } while (this.#take(','));
    return inOrder(x, y);
  }

  #numbers(): number[] {
    const start = this.#peek();
    const values = [this.#number()];
    while (this.#take(',')) values.push(this.#number());
    if (values.length % 2 === 0) return values;
    throw new MdlFault('table-points', `the table has ${values.length} numbers, which cannot be x and y values`, {
      span: start.span,
      advice: 'give as many y values as x values',
    });
  }

  #number(): number {
    let sign = 1;
    while (this.#isSymbol('-') || this.#isSymbol('+')) {
      if (this.#isSymbol('-')) sign = -sign;
      this.#at++;
    }
    const token = this.#peek();
    if (token.kind !== 'number') throw this.#unexpected('a number');
    this.#at++;
    return sign * token.value;
  }

  #callOf(count: number): Expression[] {
    const { span } = this.#peek();
    this.#at++;
    const list = this.#arguments();
    if (list.length === count) return list;
    throw new MdlFault(
      'wrong-arguments',
      `INTEG takes ${count} arguments, a rate and an initial value, but has ${list.length}`,
      {
        span,
        advice: 'write INTEG(rate, initial value)',
      },
    );
  }

  #expression(lowest: number): Expression {
    if (++this.#depth > DEEPEST) {
      throw new MdlFault('too-deep', `it is nested more than ${DEEPEST} levels deep`, {
        span: this.#peek().span,
        advice: 'split it into several variables',
      });
    }
    let left = this.#operand();
    for (;;) {
      const token = this.#peek();
      const found = token.kind === 'symbol' ? vensimOperators.find(([text]) => text === token.text) : undefined;
      if (found === undefined || found[2] < lowest) break;
      this.#at++;
      const [, operator, precedence] = found;
      // "^" groups to the right and takes a signed exponent.
      const right = this.#expression(operator === '^' ? vensimSignPrecedence : precedence + 1);
      left = { kind: 'binary', operator, left, right, span: { start: left.span.start, end: right.span.end } };
    }
    this.#depth--;
    return left;
  }

  #operand(): Expression {
    const token = this.#peek();
    if (token.kind === 'number') {
      this.#at++;
      return { kind: 'number', value: token.value, span: token.span };
    }
    if (token.kind === 'string') {
      this.#at++;
      return { kind: 'reference', name: `'${token.text}'`, subscripts: [], span: token.span };
    }
    if (token.kind === 'name') return this.#named(token);
    if (this.#take('(')) {
      const inner = this.#expression(0);
      const { end } = this.#peek().span;
      this.#expect(')');
      return { ...inner, span: { start: token.span.start, end } };
    }
    if (this.#take(':NA:')) return { kind: 'number', value: NOT_AVAILABLE, span: token.span };
    if (this.#take(':NOT:')) return this.#unary('not', token);
    if (this.#take('-')) return this.#unary('-', token);
    if (this.#take('+')) return this.#unary('+', token);
    throw this.#unexpected('a number, a name or a bracket');
  }

  #unary(operator: 'not' | '-' | '+', token: Token): Expression {
    const operand = this.#expression(operator === 'not' ? vensimNotPrecedence : vensimSignPrecedence);
    return { kind: 'unary', operator, operand, span: { start: token.span.start, end: operand.span.end } };
  }

  #named(token: Token): Expression {
    this.#at++;
    const subscripts = this.#isSymbol('[') ? this.#subscripts() : [];
    const start = token.span.start;
    if (subscripts.length === 0 && this.#isSymbol('!')) {
      // `range!` outside brackets: the number of the element that an aggregate around it has come to.
      const { span } = this.#peek();
      this.#at++;
      return {
        kind: 'reference',
        name: token.text,
        subscripts: [{ kind: 'wildcard', of: token.text, span }],
        span: { start, end: this.#end() },
      };
    }
    if (!this.#isSymbol('(')) {
      return { kind: 'reference', name: token.text, subscripts, span: { start, end: this.#end() } };
    }
    if (wholeEquations.has(token.text.toUpperCase())) {
      throw new MdlFault('unexpected-text', `${token.text.toUpperCase()} must be the whole equation`, {
        span: token.span,
        advice: 'give it a variable of its own, and use that variable here',
      });
    }
    const { list, outputs } = this.#call();
    const span = { start, end: this.#end() };
    return { kind: 'call', name: token.text, subscripts, arguments: list, ...(outputs && { outputs }), span };
  }

  #arguments(): Expression[] {
    const colon = this.#peek();
    const { list, outputs } = this.#call();
    if (outputs === undefined) return list;
    throw new MdlFault('wrong-arguments', 'only a macro gives further outputs after a colon', {
      span: colon.span,
      advice: 'take out the colon and the names after it',
    });
  }

  /** Arguments, and after a colon the variables that take a macro's further outputs. */
  #call(): { list: Expression[]; outputs?: string[] } {
    this.#expect('(');
    const list: Expression[] = [];
    if (this.#take(')')) return { list };
    if (!this.#isSymbol(':')) {
      do list.push(this.#expression(0));
      while (this.#take(','));
    }
    const outputs: string[] = [];
    if (this.#take(':')) {
      do outputs.push(this.#output());
      while (this.#take(','));
    }
    this.#expect(')');
    return outputs.length === 0 ? { list } : { list, outputs };
  }

  /** A further output is over the same subscripts as the left side. */
  #output(): string {
    const name = this.#name('the name of a variable');
    const written = this.#isSymbol('[') ? this.#names() : this.#left.subscripts;
    if (written.join().toLowerCase() === this.#left.subscripts.join().toLowerCase()) return name;
    throw this.#refused(`"${name}" with other subscripts than the left side`, 'use the same subscripts');
  }

  /** `dim!` becomes a wildcard over that range. */
  #subscripts(): Subscript[] {
    this.#expect('[');
    const list: Subscript[] = [];
    do {
      const { span } = this.#peek();
      const name = this.#name('a subscript');
      list.push(this.#take('!') ? { kind: 'wildcard', of: name, span } : { kind: 'name', name, span });
    } while (this.#take(','));
    this.#expect(']');
    return list;
  }

  #end(): number {
    return this.#tokens[this.#at - 1]?.span.end ?? 0;
  }

  #peek(ahead = 0): Token {
    const token = this.#tokens[this.#at + ahead] ?? this.#tokens.at(-1);
    if (token === undefined) throw new RangeError('Cannot parse without an end token');
    return token;
  }

  #isSymbol(text: string, ahead = 0): boolean {
    const token = this.#peek(ahead);
    return token.kind === 'symbol' && token.text === text;
  }

  #take(text: string): boolean {
    const found = this.#isSymbol(text);
    if (found) this.#at++;
    return found;
  }

  #expect(text: string): void {
    if (!this.#take(text)) throw this.#unexpected(`"${text}"`);
  }

  /** A name; in subscripts also a number, which Vensim reads as one. */
  #name(wanted: string): string {
    const token = this.#peek();
    if (token.kind !== 'name' && token.kind !== 'number') throw this.#unexpected(wanted);
    this.#at++;
    return token.text;
  }

  #unexpected(wanted: string): MdlFault {
    const token = this.#peek();
    const found = token.kind === 'end' ? 'it ends' : `"${token.text}" was found`;
    return new MdlFault('unexpected-text', `${wanted} is needed where ${found}`, {
      span: token.span,
      advice: 'correct the equation here',
    });
  }

  #refused(what: string, advice: string): MdlFault {
    return new MdlFault('unsupported-construct', `${what} is not supported yet`, { span: this.#peek().span, advice });
  }
}

/** The value of `3`, `-3`, `+3`; undefined for anything else. */
export function signedNumber(expression: Expression): number | undefined {
  if (expression.kind === 'number') return expression.value;
  if (expression.kind !== 'unary' || expression.operator === 'not') return undefined;
  const value = signedNumber(expression.operand);
  return value === undefined || expression.operator === '+' ? value : -value;
}

/** Vensim puts the points in order of x, whatever order they are written in. */
function inOrder(x: readonly number[], y: readonly number[]): GraphicalFunction {
  const points = x.map((value, index) => ({ x: value, y: y[index] ?? 0 })).toSorted((a, b) => a.x - b.x);
  return { x: points.map((point) => point.x), y: points.map((point) => point.y), mode: 'continuous' };
}
