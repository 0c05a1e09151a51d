import { ownValue } from '../model/own-value.ts';
import { isConstantExpression } from '../equation/constant-expression.ts';
import { drawsNumbers } from '../equation/draws.ts';
import type { BinaryOperator, Call, Expression, Reference, Subscript } from '../equation/expression.ts';
import { parseEquation } from '../equation/parse.ts';
import type { Dimension, Macro, TimeSettings, Variable, VariableId } from '../model/model.ts';
import { toId } from '../model/names.ts';
import { NotInVensim } from './not-in-vensim.ts';
import { printOther } from './print-other.ts';
import { lookUpIn } from './write-table.ts';

/** What printing an equation needs to know of the model. */
export interface PrintContext {
  readonly variables: ReadonlyMap<VariableId, Variable>;
  readonly dimensions: readonly Dimension[];
  readonly time: TimeSettings;
  readonly macros: ReadonlyMap<string, Macro>;
  /** Whether it is an equation of a macro, in which the model's names have a dollar sign. */
  readonly isInMacro: boolean;
  /** Of a macro: the canonical names of its parameters, which may be graphical functions. */
  readonly parameters?: ReadonlySet<string>;
}

const precedence: Readonly<Record<BinaryOperator, number>> = {
  or: 1,
  and: 2,
  '=': 4,
  '<>': 4,
  '<': 4,
  '<=': 4,
  '>': 4,
  '>=': 4,
  '+': 5,
  '-': 5,
  mod: 9,
  '*': 6,
  '/': 6,
  '^': 8,
};
const sign = 7;
const negation = 3;

/** An expression of the document in Vensim's language; throws {@link NotInVensim} where there is no way to say it. */
export function printMdl(expression: Expression, context: PrintContext): string {
  return new Printer(context).print(expression, 0);
}

/** A name as Vensim has it: in quotes unless it is letters, digits, blanks and underscores. */
export function mdlName(name: string): string {
  if (/^[\p{L}_][\p{L}\p{M}\p{N}_ ]*$/u.test(name)) return name;
  return `"${name.replace(/[\\"]/g, (mark) => `\\${mark}`)}"`;
}

const builtIns: Readonly<Record<string, string>> = {
  time: 'Time',
  dt: 'TIME STEP',
  time_step: 'TIME STEP',
  starttime: 'INITIAL TIME',
  initial_time: 'INITIAL TIME',
  stoptime: 'FINAL TIME',
  final_time: 'FINAL TIME',
  pi: String(Math.PI),
};

/** Functions that both have under the same name, or one of another name, with as many arguments. */
const sameFunctions: Readonly<Record<string, readonly [name: string, ...counts: number[]]>> = {
  ABS: ['ABS', 1],
  EXP: ['EXP', 1],
  LN: ['LN', 1],
  LOG: ['LOG', 2],
  SQRT: ['SQRT', 1],
  SIN: ['SIN', 1],
  COS: ['COS', 1],
  TAN: ['TAN', 1],
  ARCSIN: ['ARCSIN', 1],
  ARCCOS: ['ARCCOS', 1],
  ARCTAN: ['ARCTAN', 1],
  INTEGER: ['INTEGER', 1],
  QUANTUM: ['QUANTUM', 2],
  MODULO: ['MODULO', 2],
  SINH: ['SINH', 1],
  COSH: ['COSH', 1],
  TANH: ['TANH', 1],
  'GAMMA LN': ['GAMMA LN', 1],
  GAMMALN: ['GAMMA LN', 1],
  NPV: ['NPV', 4],
  'VECTOR SORT ORDER': ['VECTOR SORT ORDER', 2],
  'VECTOR RANK': ['VECTOR RANK', 2],
  'VECTOR REORDER': ['VECTOR REORDER', 2],
  'VECTOR ELM MAP': ['VECTOR ELM MAP', 2],
  'VECTOR LOOKUP': ['VECTOR LOOKUP', 5],
  'INVERT MATRIX': ['INVERT MATRIX', 2],
  'ALLOCATE AVAILABLE': ['ALLOCATE AVAILABLE', 3],
  'ALLOCATE BY PRIORITY': ['ALLOCATE BY PRIORITY', 5],
  'FIND MARKET PRICE': ['FIND MARKET PRICE', 4],
  'DEMAND AT PRICE': ['DEMAND AT PRICE', 3],
  'SUPPLY AT PRICE': ['SUPPLY AT PRICE', 3],
  'LOOKUP FORWARD': ['LOOKUP FORWARD', 2],
  'LOOKUP BACKWARD': ['LOOKUP BACKWARD', 2],
  'LOOKUP EXTRAPOLATE': ['LOOKUP EXTRAPOLATE', 2],
  'LOOKUP INVERT': ['LOOKUP INVERT', 2],
  'LOOKUP AREA': ['LOOKUP AREA', 3],
  'LOOKUP SLOPE': ['LOOKUP SLOPE', 3],
  ZIDZ: ['ZIDZ', 2],
  XIDZ: ['XIDZ', 3],
  'VENSIM STEP': ['STEP', 2],
  'VENSIM PULSE': ['PULSE', 2],
  'VENSIM DELAY N': ['DELAY N', 4],
  'VENSIM SMOOTH N': ['SMOOTH N', 4],
  'PULSE TRAIN': ['PULSE TRAIN', 4],
  INIT: ['INITIAL', 1],
  INITIAL: ['INITIAL', 1],
  'ACTIVE INITIAL': ['ACTIVE INITIAL', 2],
  'SAMPLE IF TRUE': ['SAMPLE IF TRUE', 3],
  TREND: ['TREND', 3],
  FORECAST: ['FORECAST', 3],
  'DELAY FIXED': ['DELAY FIXED', 3],
  'RANDOM 0 1': ['RANDOM 0 1', 0],
  'RANDOM UNIFORM': ['RANDOM UNIFORM', 3],
  'RANDOM NORMAL': ['RANDOM NORMAL', 5],
  'RANDOM EXPONENTIAL': ['RANDOM EXPONENTIAL', 5],
  'RANDOM POISSON': ['RANDOM POISSON', 6],
  'RANDOM GAMMA': ['RANDOM GAMMA', 6],
  'RANDOM BETA': ['RANDOM BETA', 7],
  'RANDOM BINOMIAL': ['RANDOM BINOMIAL', 7],
  'RANDOM NEGATIVE BINOMIAL': ['RANDOM NEGATIVE BINOMIAL', 7],
  'RANDOM LOOKUP': ['RANDOM LOOKUP', 6],
  'RANDOM WEIBULL': ['RANDOM WEIBULL', 6],
  'RANDOM TRIANGULAR': ['RANDOM TRIANGULAR', 6],
  'RANDOM PINK NOISE': ['RANDOM PINK NOISE', 4],
};
const withInitial: Readonly<Record<string, string>> = {
  SMTH1: 'SMOOTH',
  SMOOTH: 'SMOOTH',
  SMOOTH1: 'SMOOTH',
  SMOOTHI: 'SMOOTH',
  SMTH3: 'SMOOTH3',
  SMOOTH3: 'SMOOTH3',
  SMOOTH3I: 'SMOOTH3',
  DELAY1: 'DELAY1',
  DELAY1I: 'DELAY1',
  DELAY3: 'DELAY3',
  DELAY3I: 'DELAY3',
};
const aggregates: Readonly<Record<string, string>> = {
  SUM: 'SUM',
  PROD: 'PROD',
  MIN: 'VMIN',
  VMIN: 'VMIN',
  MAX: 'VMAX',
  VMAX: 'VMAX',
};

/** Functions that are said with an argument written more than once. */
const repeating: ReadonlySet<string> = new Set('INT MOD SAFEDIV SMTHN DELAYN DELAY FLOOR CEILING ROUND'.split(' '));

class Printer {
  readonly #context: PrintContext;
  /** Whether a bare array stands for all its elements. */
  #aggregate = false;

  constructor(context: PrintContext) {
    this.#context = context;
  }

  print(expression: Expression, lowest: number): string {
    switch (expression.kind) {
      case 'number':
        return expression.value < 0 ? `(${expression.value})` : String(expression.value);
      case 'reference':
        return this.#reference(expression);
      case 'call':
        return this.#call(expression);
      case 'unary': {
        const { operator, operand } = expression;
        const own = operator === 'not' ? negation : sign;
        const mark = operator === 'not' ? ':NOT: ' : operator;
        return bracket(`${mark}${this.print(operand, own)}`, lowest > own || lowest > 0);
      }
      case 'binary':
        return this.#binary(expression.operator, [expression.left, expression.right], lowest);
      case 'conditional': {
        const parts = [expression.test, expression.then, expression.otherwise].map((part) => this.print(part, 0));
        return `IF THEN ELSE(${parts.join(', ')})`;
      }
    }
  }

  #binary(operator: BinaryOperator, [left, right]: readonly [Expression, Expression], lowest: number): string {
    if (operator === 'mod' && drawsNumbers(right)) {
      throw new NotInVensim('MOD by a random number, which would be drawn more than once');
    }
    if (operator === 'mod') return this.#modulo(this.print(left, 0), this.print(right, 0));
    const own = precedence[operator];
    const words: Partial<Record<BinaryOperator, string>> = { and: ':AND:', or: ':OR:' };
    const mark = words[operator] ?? operator;
    if (operator === '^') return bracket(`${this.print(left, own + 1)}^${this.print(right, sign)}`, lowest > own);
    return bracket(`${this.print(left, own)} ${mark} ${this.print(right, own + 1)}`, lowest > own);
  }

  /** The remainder with the sign of the divisor, from Vensim's, which has the sign of the value. */
  #modulo(value: string, divisor: string): string {
    return `MODULO(MODULO(${value}, ${divisor}) + (${divisor}), ${divisor})`;
  }

  #reference(reference: Reference): string {
    if (reference.qualified === true) return this.#outside(reference.name);
    const id = toId(reference.name);
    const variable = this.#context.variables.get(id);
    if (variable === undefined) {
      const builtIn = ownValue(builtIns, id);
      if (builtIn !== undefined) return this.#clock(builtIn);
      const macro = this.#context.macros.get(id);
      return macro === undefined ? mdlName(reference.name) : `${mdlName(macro.name)}()`;
    }
    return mdlName(variable.name) + this.#subscripts(reference.subscripts, variable);
  }

  /** Inside a macro the model's clock is reached like its variables, `Time$`. */
  #clock(name: string): string {
    return this.#context.isInMacro && /^[A-Z]/i.test(name) ? `${name}$` : name;
  }

  #outside(path: string): string {
    const position = this.#elementOf(path);
    if (position !== undefined) return String(position);
    const name = path.replace(/^\./, '');
    if (!this.#context.isInMacro) throw new NotInVensim(`the path "${path}"`);
    if (mdlName(name).startsWith('"')) throw new NotInVensim(`"${name}" in a macro: its name needs quotes`);
    return `${name}$`;
  }

  /** `Severity.Mild`: the number of the element, from 1. */
  #elementOf(path: string): number | undefined {
    const [range = '', element = '', ...others] = path.split('.');
    const dimension = this.#context.dimensions.find(({ name }) => toId(name) === toId(range));
    const at = dimension?.elements.findIndex((each) => toId(each) === toId(element)) ?? -1;
    return others.length > 0 || at < 0 ? undefined : at + 1;
  }

  #macroCall(macro: Macro, call: Call): string {
    const text = (expression: Expression | undefined): string =>
      expression === undefined ? '0' : this.print(expression, 0);
    // Vensim has no defaults.
    const list = macro.parameters.map((parameter, index) =>
      text(call.arguments[index] ?? parseEquation(parameter.default ?? '').expression),
    );
    const outputs = call.outputs === undefined ? '' : ` : ${call.outputs.map(mdlName).join(', ')}`;
    return `${mdlName(macro.name)}(${list.join(', ')}${outputs})`;
  }

  #subscripts(subscripts: readonly Subscript[], variable: Variable): string {
    const { dimensions } = variable;
    if (dimensions.length === 0) return '';
    const written =
      subscripts.length === 0
        ? dimensions.map((name) => (this.#aggregate ? `${mdlName(name)}!` : mdlName(name)))
        : subscripts.map((each, axis) => this.#subscript(each, dimensions[axis] ?? ''));
    const bound = written.filter((each) => each.endsWith('!'));
    if (new Set(bound).size < bound.length) throw new NotInVensim(`"${variable.name}" summed twice over one dimension`);
    return `[${written.join(', ')}]`;
  }

  #subscript(subscript: Subscript, dimension: string): string {
    if (subscript.kind === 'name') return mdlName(subscript.name);
    if (subscript.kind === 'wildcard') return `${mdlName(subscript.of ?? dimension)}!`;
    if (subscript.kind === 'range') throw new NotInVensim('part of a dimension that no range names');
    const { expression } = subscript;
    const elements = this.#context.dimensions.find(({ name }) => toId(name) === toId(dimension))?.elements ?? [];
    const element = expression.kind === 'number' ? elements[expression.value - 1] : undefined;
    if (element === undefined) throw new NotInVensim('a subscript that is computed');
    return mdlName(element);
  }

  #call(call: Call): string {
    const lookup = this.#context.variables.get(toId(call.name));
    const name = call.name.toUpperCase().replace(/[\s_]+/g, ' ');
    const [first, second, third] = call.arguments;
    const text = (part: Expression | undefined): string => (part === undefined ? '0' : this.print(part, 0));
    const list = (): string => call.arguments.map(text).join(', ');
    if (lookup?.kind === 'lookup') {
      const [mode = 'continuous', ...others] = new Set(lookup.definitions.map(({ table }) => table.mode));
      if (others.length > 0) throw new NotInVensim(`the tables of "${lookup.name}", which are of several kinds`);
      const table = `${mdlName(lookup.name)}${this.#subscripts(call.subscripts, lookup)}`;
      return lookUpIn(table, { mode, input: list() });
    }
    if (this.#context.parameters?.has(toId(call.name)) === true) return `${mdlName(call.name)}(${list()})`;
    const macro = this.#context.macros.get(toId(call.name));
    if (macro !== undefined) return this.#macroCall(macro, call);
    const time = ownValue(builtIns, toId(name));
    if (time !== undefined && call.arguments.length === 0) return this.#clock(time);
    const same = sameFunctions[name];
    if (same?.includes(call.arguments.length)) return `${same[0]}(${list()})`;
    const delay = withInitial[name];
    if (delay !== undefined) return `${delay}${third === undefined ? '' : 'I'}(${list()})`;
    if (aggregates[name] !== undefined && call.arguments.length === 1 && first !== undefined)
      return this.#aggregated(aggregates[name], first);
    if (repeating.has(name) && call.arguments.some(drawsNumbers))
      throw new NotInVensim(`${name} of a random number, which would be drawn more than once`);
    switch (name) {
      case 'MIN':
      case 'MAX':
        return call.arguments.map(text).reduce((made, next) => `${name}(${made}, ${next})`);
      case 'VECTOR SELECT':
        return this.#aggregated(name, ...call.arguments);
      case 'SMTHN':
      case 'DELAYN':
        return `${name === 'SMTHN' ? 'SMOOTH' : 'DELAY'} N(${text(first)}, ${text(second)}, ${text(call.arguments[3] ?? first)}, ${text(third)})`;
      case 'INT':
        return `(INTEGER(${text(first)}) - IF THEN ELSE(INTEGER(${text(first)}) > ${text(first)}, 1, 0))`;
      case 'MOD':
        return this.#modulo(text(first), text(second));
      case 'LOG10':
        return `LOG(${text(first)}, 10)`;
      case 'POWER':
        return `(${text(first)})^(${text(second)})`;
      case 'SAFEDIV':
        return `IF THEN ELSE((${text(second)}) = 0, ${text(third)}, (${text(first)}) / (${text(second)}))`;
      case 'RAMP':
        return `RAMP(${text(first)}, ${text(second)}, ${third === undefined ? 'FINAL TIME' : text(third)})`;
      case 'PREVIOUS':
        return `DELAY FIXED(${text(first)}, TIME STEP, ${text(second)})`;
      default:
        return this.#other(name, call);
    }
  }

  /** What Vensim says another way, or not at all. */
  #other(name: string, call: Call): string {
    const constant = (part: Expression): boolean => isConstantExpression(part, this.#context.variables);
    const aggregate = (kind: string, part: Expression): string => this.#aggregated(kind, part);
    const printed = printOther(name, {
      call,
      constant,
      aggregate,
      grid: this.#context,
      timeStep: this.#clock('TIME STEP'),
      text: (part) => this.print(part, 0),
    });
    if (printed === undefined) throw new NotInVensim(`the function ${name} with ${call.arguments.length} arguments`);
    return printed;
  }

  #aggregated(name: string, ...list: readonly Expression[]): string {
    const outer = this.#aggregate;
    this.#aggregate = true;
    const printed = list.map((each) => this.print(each, 0));
    this.#aggregate = outer;
    return `${name}(${printed.join(', ')})`;
  }
}

function bracket(text: string, needed: boolean): string {
  return needed ? `(${text})` : text;
}
