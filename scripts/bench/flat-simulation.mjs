import { flatten, numberIn, termsIn } from './flat-terms.mjs';

const name = (slot) => `v${slot}`;

/**
 * A program as a model of the `simulation` package: a variable or a stock a slot, one flow into each stock, and a converter wherever a table
 * is asked.
 *
 * @param {object} program
 * @param {{ start: number, step: number, steps: number }} request
 * @param {Function} Model the package's class
 * @returns {{ model: object, primitives: Map<number, object> }} primitives by slot
 */
export function flatSimulation(program, { start, step, steps }, Model) {
  const model = new Model({
    timeStart: start,
    timeLength: steps * step,
    timeStep: step,
    timeUnits: 'Years',
    algorithm: 'Euler',
  });
  const lookups = [];
  const print = termsIn({
    slot: (slot) => `[${name(slot)}]`,
    time: 'Years()',
    timeStep: numberIn(step),
    startTime: numberIn(start),
    stopTime: numberIn(start + steps * step),
    lookup: (table, input) => `[l${lookups.push({ table, input }) - 1}]`,
    choice: (test, then, otherwise) => `IfThenElse(${test}, ${then}, ${otherwise})`,
    joined: (sign) => sign,
    functions: { abs: 'Abs', exp: 'Exp', ln: 'Ln', sqrt: 'Sqrt', sin: 'Sin', cos: 'Cos', min: 'Min', max: 'Max' },
  });
  const { parameters, stocks, fixed, computed } = flatten(program, print);
  const primitives = new Map();
  const made = new Map();
  const texts = [];
  const define = (key, primitive, text) => {
    made.set(key, primitive);
    texts.push({ primitive, text });
    return primitive;
  };
  for (const [slot, value] of [...parameters, ...computed]) {
    primitives.set(slot, define(name(slot), model.Variable({ name: name(slot), value }), value));
  }
  for (const [slot, text] of fixed) {
    const value = `Fix(${text})`;
    primitives.set(slot, define(name(slot), model.Variable({ name: name(slot), value }), value));
  }
  for (const { slot, initial } of stocks) {
    primitives.set(slot, define(name(slot), model.Stock({ name: name(slot), initial, nonNegative: false }), initial));
  }
  for (const { slot, rate } of stocks) {
    const flow = model.Flow(null, primitives.get(slot), {
      name: `f${slot}`,
      rate: `[${name(rate)}]`,
      nonNegative: false,
    });
    texts.push({ primitive: flow, text: `[${name(rate)}]` });
  }
  lookups.forEach(({ table, input }, index) => {
    const { x, y, mode } = program.tables[table];
    if (mode !== 'continuous') throw new TypeError(`Cannot give a table of the mode "${mode}" to this engine`);
    const asked = model.Variable({ name: `i${index}`, value: input });
    texts.push({ primitive: asked, text: input });
    const values = x.map((each, point) => ({ x: each, y: y[point] }));
    const converter = model.Converter({ name: `l${index}`, input: asked, values, interpolation: 'Linear' });
    made.set(`l${index}`, converter);
    model.Link(asked, converter);
  });
  for (const { primitive, text } of texts) {
    for (const key of new Set([...text.matchAll(/\[([vl]\d+)\]/g)].map((match) => match[1]))) {
      model.Link(made.get(key), primitive);
    }
  }
  return { model, primitives };
}
