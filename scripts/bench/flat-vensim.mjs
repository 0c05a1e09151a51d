import { flatten, numberIn, termsIn } from './flat-terms.mjs';

/** The name of a slot in a model that `flatVensim` wrote. */
export function slotName(slot) {
  return `v${slot}`;
}

const print = termsIn({
  slot: slotName,
  time: 'Time',
  timeStep: 'TIME STEP',
  startTime: 'INITIAL TIME',
  stopTime: 'FINAL TIME',
  lookup: (table, input) => `table ${table}(${input})`,
  choice: (test, then, otherwise) => `IF THEN ELSE(${test}, ${then}, ${otherwise})`,
  joined: (sign) => `:${sign.toUpperCase()}:`,
  functions: {
    abs: 'ABS',
    cos: 'COS',
    exp: 'EXP',
    ln: 'LN',
    max: 'MAX',
    min: 'MIN',
    power: 'POWER',
    sin: 'SIN',
    sqrt: 'SQRT',
    truncate: 'INTEGER',
  },
});

/**
 * A program as a Vensim model of scalars, one a slot, named `v12` after its number: the form in which engines of other tools are given what
 * they could not read, or would read otherwise. The same sums in the same order.
 *
 * @param {object} program
 * @param {{ start: number, step: number, steps: number, saveEvery: number }} request
 * @returns {string}
 * @throws {TypeError} naming what has no form in Vensim
 */
export function flatVensim(program, { start, step, steps, saveEvery }) {
  const { parameters, stocks, fixed, computed } = flatten(program, print);
  const lines = [];
  const add = (name, text) => lines.push(`${name} = ${text}\n\t~~|`);
  for (const [slot, text] of [...parameters, ...computed]) add(slotName(slot), text);
  for (const { slot, rate, initial } of stocks) add(slotName(slot), `INTEG(${slotName(rate)}, ${initial})`);
  for (const [slot, text] of fixed) add(slotName(slot), `INITIAL(${text})`);
  program.tables.forEach(({ x, y, mode }, index) => {
    if (mode !== 'continuous') throw new TypeError(`Cannot write a table of the mode "${mode}" as Vensim`);
    lines.push(`table ${index}(${x.map((each, point) => `(${each},${y[point]})`).join(',')})\n\t~~|`);
  });
  add('INITIAL TIME', numberIn(start));
  add('FINAL TIME', numberIn(start + steps * step));
  add('TIME STEP', numberIn(step));
  add('SAVEPER', numberIn(step * saveEvery));
  return `{UTF-8}\n${lines.join('\n')}\n`;
}
