import type { Diagnostic } from '../model/diagnostic.ts';
import type { Model, Stock, Variable, VariableId } from '../model/model.ts';
import { toId } from '../model/names.ts';
import { checkConveyors } from './check-conveyors.ts';
import { checkQueues } from './check-queues.ts';
import { checkDefinitions } from './check-definitions.ts';
import { checkSharedOutflows } from './check-shared-outflows.ts';
import { checkDimensions } from './check-dimensions.ts';
import type { CheckedDimension, CheckedModel, CheckedVariable } from './checked-model.ts';
import { findFunction, reservedNames } from './function-catalogue.ts';
import { nearNames, suggestion } from '../model/near-names.ts';

type Report = (diagnostic: Diagnostic) => void;

/** As many elements as all arrays of a model may have together: more than would be run, and less than fills the memory. */
const mostElements = 2_000_000;

/**
 * Resolves the names of a model: dimensions, variables, their definitions, and the flows that stocks name. What cannot be
 * resolved is reported and left out, so that the rest can still be checked.
 */
export function declare(
  model: Model,
  { report, unread: notRead = new Set() }: { readonly report: Report; readonly unread?: ReadonlySet<VariableId> },
): CheckedModel {
  const unread = new Set(notRead);
  let elements = 0;
  checkTime(model, report);
  const dimensions = checkDimensions(model, report);
  const variables = new Map<VariableId, CheckedVariable>();
  for (const variable of model.variables) {
    const id = toId(variable.name);
    const earlier = variables.get(id);
    if (earlier !== undefined) {
      const message = `Cannot use two variables called "${variable.name}"`;
      const where = earlier.variable.place;
      const advice =
        where === undefined ? 'rename one of them' : `rename one of them; the other is at ${where.file}:${where.line}`;
      report(problem(variable, 'duplicate-name', { message, advice }));
      continue;
    }
    if (reservedNames.has(id) || (variable.kind === 'lookup' && findFunction(variable.name) !== undefined)) {
      const message = `Cannot call a variable "${variable.name}": a built-in has that name`;
      report(problem(variable, 'reserved-name', { message, advice: 'choose another name' }));
    }
    const own = variableDimensions(variable, { known: dimensions, report });
    const size = own.reduce((product, dimension) => product * dimension.elements.length, 1);
    elements += size;
    if (elements > mostElements) {
      const message = `Cannot keep the ${size} elements of "${variable.name}": a model may have ${mostElements} in all its arrays`;
      report(problem(variable, 'too-many-elements', { message, advice: 'use fewer dimensions, or smaller ones' }));
      elements -= size;
      unread.add(id);
      continue;
    }
    const context = { variable, dimensions: own, known: dimensions, report };
    const value = checkDefinitions(variable.kind === 'stock' ? variable.initial : variable.definitions, context);
    variables.set(id, {
      id,
      variable,
      dimensions: own,
      size: value.caseOf.length,
      value,
      ...(variable.kind === 'stock' && variable.net !== undefined
        ? { net: checkDefinitions(variable.net, context) }
        : {}),
    });
  }
  for (const { variable, dimensions: own } of variables.values()) {
    if (variable.kind === 'stock') checkFlows({ stock: variable, own }, { variables, unread, report });
  }
  checkSharedOutflows(variables, report);
  checkLoops(model, { variables, unread, report });
  const driven = new Map([...checkConveyors(variables, report), ...checkQueues(variables, report)]);
  return { model, dimensions, variables, unread, driven };
}

function checkTime({ time }: Model, report: Report): void {
  const say = (message: string, advice: string): void =>
    report({ code: 'bad-time', severity: 'error', message, advice });
  if (!(time.step > 0) || !Number.isFinite(time.step)) {
    say(`Cannot run with a step of ${time.step}`, 'give a step above 0');
    return;
  }
  if (!(time.stop >= time.start) || !Number.isFinite(time.stop - time.start)) {
    say(`Cannot run from ${time.start} to ${time.stop}`, 'give a stop that is not before the start');
  }
  if (time.saveEvery === undefined) return;
  const steps = time.saveEvery / time.step;
  if (!(steps > 0.5) || Math.abs(steps - Math.round(steps)) > 1e-6 * steps) {
    say(
      `Cannot save every ${time.saveEvery}: it is not a whole number of steps of ${time.step}`,
      'give a multiple of the step',
    );
  }
}

function variableDimensions(
  variable: Variable,
  { known, report }: { known: ReadonlyMap<string, CheckedDimension>; report: Report },
): CheckedDimension[] {
  return variable.dimensions.flatMap((name) => {
    const dimension = known.get(toId(name));
    if (dimension !== undefined) return [dimension];
    const near = nearNames(
      name,
      [...known.values()].map((each) => each.name),
    );
    const message = `Cannot find the dimension "${name}" of "${variable.name}"`;
    report({ ...problem(variable, 'unknown-dimension', { message, advice: suggestion(near) }), near });
    return [];
  });
}

interface Names {
  readonly variables: ReadonlyMap<VariableId, CheckedVariable>;
  readonly unread: ReadonlySet<VariableId>;
  readonly report: Report;
}

function checkFlows(
  { stock, own }: { stock: Stock; own: readonly CheckedDimension[] },
  { variables, unread, report }: Names,
): void {
  if (stock.net !== undefined && stock.inflows.length + stock.outflows.length > 0) {
    const message = `Cannot use flows and a net rate together in the stock "${stock.name}"`;
    report(problem(stock, 'two-rates', { message, advice: 'keep one of the two' }));
  }
  const both: readonly (readonly [string, readonly string[]])[] = [
    ['inflow', stock.inflows],
    ['outflow', stock.outflows],
  ];
  for (const [role, names] of both) {
    for (const name of names) {
      const flow = variables.get(toId(name));
      if (unread.has(toId(name))) continue;
      if (flow === undefined) {
        const near = nearNames(
          name,
          [...variables.values()].map((each) => each.variable.name),
        );
        const message = `Cannot find the ${role} "${name}" of the stock "${stock.name}"`;
        report({ ...problem(stock, 'unknown-name', { message, advice: suggestion(near) }), near });
      } else if (flow.variable.kind === 'stock' || flow.variable.kind === 'lookup') {
        const message = `Cannot use the ${flow.variable.kind} "${name}" as an ${role} of the stock "${stock.name}"`;
        report(problem(stock, 'not-a-flow', { message, advice: 'name a flow' }));
      } else if (!fits(flow, { own, maySum: maySum(stock, role) })) {
        const message = `Cannot use "${name}" as an ${role} of the stock "${stock.name}": ${shape(flow.dimensions)} cannot fill ${shape(own)}`;
        report(problem(stock, 'different-dimensions', { message, advice: 'give both the same dimensions' }));
      }
    }
  }
}

/** What leaves a conveyor or queue is set by it, and what enters a queue makes one batch an inflow: those have the stock's own dimensions. */
function maySum({ conveyor, queue }: Stock, role: string): boolean {
  return queue === undefined && (role === 'inflow' || conveyor === undefined);
}

/**
 * Whether a flow can fill a stock: over the same dimensions, or over the stock's and others, so that the stock gains or loses the sum. Stella
 * gives a flow between stocks of different dimensions those of both ("Rules for using arrayed variables"); that nothing is lost on the way
 * makes it the sum (unchecked against Stella's figures).
 */
function fits(
  { dimensions, variable }: CheckedVariable,
  { own, maySum }: { own: readonly CheckedDimension[]; maySum: boolean },
): boolean {
  const ids = dimensions.map(({ id }) => id);
  const needed = own.map(({ id }) => id);
  if (ids.join() === needed.join()) return true;
  if (!maySum || variable.partial === true || ids.length <= needed.length) return false;
  return new Set(ids).size === ids.length && needed.every((id) => ids.includes(id));
}

function checkLoops(model: Model, { variables, unread, report }: Names): void {
  for (const loop of model.loops) {
    for (const name of [...loop.variables, ...(loop.switch === undefined ? [] : [loop.switch])]) {
      if (variables.has(toId(name)) || unread.has(toId(name))) continue;
      const near = nearNames(
        name,
        [...variables.values()].map((each) => each.variable.name),
      );
      const message = `Cannot find "${name}", which the loop "${loop.name}" passes through`;
      const place = loop.place === undefined ? {} : { place: loop.place };
      report({ code: 'unknown-name', severity: 'error', message, advice: suggestion(near), near, ...place });
    }
  }
}

function shape(dimensions: readonly CheckedDimension[]): string {
  return dimensions.length === 0
    ? 'a single number'
    : `an array over [${dimensions.map((each) => each.name).join(', ')}]`;
}

function problem(
  variable: Variable,
  code: string,
  { message, advice }: { message: string; advice: string },
): Diagnostic {
  const place = variable.place === undefined ? {} : { place: variable.place };
  return { code, severity: 'error', message, advice, variable: variable.name, ...place };
}
