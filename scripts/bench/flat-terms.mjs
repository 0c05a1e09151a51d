/**
 * How expressions of a program read in another tool.
 *
 * @typedef {object} Dialect
 * @property {(slot: number) => string} slot
 * @property {string} time
 * @property {string} timeStep
 * @property {string} startTime
 * @property {string} stopTime
 * @property {(table: number, input: string) => string} lookup
 * @property {(test: string, then: string, otherwise: string) => string} choice
 * @property {Record<string, string>} functions by the names that a program has for them
 * @property {(sign: 'and' | 'or') => string} joined
 */

const signs = { add: '+', subtract: '-', multiply: '*', divide: '/' };
const comparisons = { equal: '=', unequal: '<>', less: '<', lessOrEqual: '<=', greater: '>', greaterOrEqual: '>=' };

/** A number that may stand anywhere. */
export const numberIn = (value) => (value < 0 ? `(${value})` : String(value));

/**
 * Writes expressions of programs in a dialect.
 *
 * @param {Dialect} dialect
 * @returns {(code: object) => string} which throws a TypeError that names what the dialect has not
 */
export function termsIn(dialect) {
  const print = (code) => {
    switch (code.op) {
      case 'constant':
        return numberIn(code.value);
      case 'slot':
        return dialect.slot(code.slot);
      case 'time':
      case 'timeStep':
      case 'startTime':
      case 'stopTime':
        return dialect[code.op];
      case 'lookup':
        return dialect.lookup(code.table, print(code.input));
      case 'select':
        return dialect.choice(truth(code.test), print(code.then), print(code.otherwise));
      case 'unary':
        if (code.function === 'negate') return `(-${print(code.operand)})`;
        if (code.function in dialect.functions) return `${dialect.functions[code.function]}(${print(code.operand)})`;
        break;
      case 'binary': {
        const { function: name, left, right } = code;
        if (name in signs) return `(${chain(code)})`;
        if (name in dialect.functions) return `${dialect.functions[name]}(${print(left)}, ${print(right)})`;
        if (name === 'power') return `(${print(left)})^(${print(right)})`;
        if (name in comparisons || name === 'and' || name === 'or') return dialect.choice(truth(code), '1', '0');
        break;
      }
    }
    throw new TypeError(`Cannot write "${code.function ?? code.op}" for another tool`);
  };

  /** A test, without the detour over 1 and 0. */
  const truth = (code) => {
    if (code.op === 'binary') {
      const { function: name, left, right } = code;
      if (name in comparisons) return `${print(left)} ${comparisons[name]} ${print(right)}`;
      if (name === 'and' || name === 'or') return `(${truth(left)}) ${dialect.joined(name)} (${truth(right)})`;
    }
    return `${print(code)} <> 0`;
  };

  /** A sum or a product without the brackets that the order of reading makes needless: long sums would be nested as deep as they are long. */
  const chain = ({ function: name, left, right }) => {
    const alike = ['add', 'subtract'].includes(name) ? ['add', 'subtract'] : ['multiply', 'divide'];
    const before = left.op === 'binary' && alike.includes(left.function) ? chain(left) : print(left);
    return `${before} ${signs[name]} ${print(right)}`;
  };
  return print;
}

/**
 * What stands in each slot of a program whose states all are stocks: `parameters` as numbers, `stocks` with their rates and initial values,
 * `fixed` computed at the start alone, `computed` at every step.
 *
 * @param {object} program
 * @param {(code: object) => string} print
 */
export function flatten(program, print) {
  if (program.held.length > 0 || program.updates.length > 0) {
    throw new TypeError('Cannot write a program that remembers more than stocks for another tool');
  }
  const rates = new Map(program.integrators.map(({ slot, rate }) => [slot, rate]));
  const initial = new Map([...program.constants, ...program.initial].map(({ slot, code }) => [slot, print(code)]));
  const own = [...program.constants, ...program.step].filter(({ slot }) => !rates.has(slot));
  const computed = new Map(own.map(({ slot, code }) => [slot, print(code)]));
  const parameters = new Map(program.parameters.map(({ slot, value }) => [slot, numberIn(value)]));
  return {
    parameters: [...parameters].filter(([slot]) => !rates.has(slot)),
    stocks: [...rates].map(([slot, rate]) => ({ slot, rate, initial: parameters.get(slot) ?? initial.get(slot) })),
    fixed: [...initial].filter(([slot]) => !rates.has(slot) && !computed.has(slot)),
    computed: [...computed],
  };
}
