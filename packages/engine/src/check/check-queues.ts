import type { Diagnostic } from '../model/diagnostic.ts';
import type { Stock, VariableId } from '../model/model.ts';
import { toId } from '../model/names.ts';
import type { CheckedQueue, CheckedVariable, QueueOutflow } from './checked-model.ts';

type Report = (diagnostic: Diagnostic) => void;

interface Known {
  readonly variables: Map<VariableId, CheckedVariable>;
  /** By flow, the stocks that it enters. */
  readonly entered: ReadonlyMap<VariableId, readonly CheckedVariable[]>;
  readonly report: Report;
}

/**
 * Finds what each outflow of every queue leads to, and reports what of it cannot be run. Returns, by flow, the queue that sets it. That a queue's
 * outflows have no equation, its first outflow is no overflow, and a conveyor after a queue is discrete: XMILE 1.0, 3.7.3, 4.2.1 and 4.3.
 */
export function checkQueues(
  variables: Map<VariableId, CheckedVariable>,
  report: Report,
): ReadonlyMap<VariableId, VariableId> {
  const known: Known = { variables, entered: stocksEntered(variables), report };
  const driven = new Map<VariableId, VariableId>();
  for (const checked of variables.values()) {
    const { variable, id } = checked;
    if (variable.kind !== 'stock' || variable.queue === undefined) continue;
    const queue = checkQueue(variable, known);
    if (queue === undefined) continue;
    variables.set(id, { ...checked, queue });
    for (const { flow } of queue.outflows) driven.set(flow, id);
  }
  checkOverflows(known);
  checkOwners(known, driven);
  return driven;
}

function stocksEntered(variables: ReadonlyMap<VariableId, CheckedVariable>): Map<VariableId, CheckedVariable[]> {
  const entered = new Map<VariableId, CheckedVariable[]>();
  for (const checked of variables.values()) {
    if (checked.variable.kind !== 'stock') continue;
    for (const id of new Set(checked.variable.inflows.map(toId)))
      entered.set(id, [...(entered.get(id) ?? []), checked]);
  }
  return entered;
}

function checkQueue(stock: Stock, known: Known): CheckedQueue | undefined {
  const { variables, entered, report } = known;
  const refuse = (message: string, advice: string): undefined => {
    report(problem(stock, { message, advice }));
    return undefined;
  };
  if (stock.conveyor !== undefined)
    return refuse(`Cannot run "${stock.name}" both as a conveyor and as a queue`, 'keep one of the two');
  if (stock.net !== undefined)
    return refuse(
      `Cannot run the queue "${stock.name}": it has one net rate, and what enters and leaves must be told apart`,
      'give it inflows and outflows',
    );
  const outflows: QueueOutflow[] = [];
  for (const id of new Set(stock.outflows.map(toId))) {
    const flow = variables.get(id);
    if (flow === undefined) continue;
    const { name } = flow.variable;
    if (flow.variable.kind !== 'flow') {
      // Stocks and lookups have been reported.
      if (flow.variable.kind === 'auxiliary')
        refuse(`Cannot let "${name}" leave the queue "${stock.name}": it is no flow`, 'make it a flow');
      continue;
    }
    warnOfEquation(flow, stock, report);
    const stocks = entered.get(flow.id) ?? [];
    const belt = stocks.find(({ variable }) => variable.kind === 'stock' && variable.conveyor !== undefined);
    if (belt !== undefined && stocks.length > 1) {
      refuse(
        `Cannot let "${name}" leave the queue "${stock.name}" for more than one stock: what the conveyor "${belt.variable.name}" takes is not what the others would`,
        'give each stock an inflow of its own',
      );
      continue;
    }
    outflows.push({
      flow: flow.id,
      overflow: flow.variable.overflow === true,
      ...(belt === undefined ? {} : { conveyor: belt.id }),
    });
  }
  const [first] = outflows;
  if (first?.overflow === true && first.flow === toId(stock.outflows[0] ?? ''))
    return refuse(
      `Cannot run the queue "${stock.name}": its first outflow "${variables.get(first.flow)?.variable.name}" is marked as an overflow, and there is none before it that could be held back`,
      'list another outflow first',
    );
  return checkConveyors(stock, outflows, known) ? { outflows } : undefined;
}

/** A conveyor after a queue is discrete; where it takes one batch at a time, no overflow may hang on whether it was held back second. */
function checkConveyors(stock: Stock, outflows: readonly QueueOutflow[], { variables, report }: Known): boolean {
  let runs = true;
  for (const [place, { conveyor }] of outflows.entries()) {
    const belt = conveyor === undefined ? undefined : variables.get(conveyor)?.variable;
    if (belt?.kind !== 'stock' || belt.conveyor === undefined) continue;
    if (belt.conveyor.discrete !== true) {
      const message = `Cannot let the queue "${stock.name}" feed the conveyor "${belt.name}": a conveyor directly after a queue must be discrete`;
      report({ ...problem(belt, { message, advice: 'make the conveyor discrete' }) });
      runs = false;
    }
    const later = outflows.slice(place + 1).find(({ overflow }) => overflow);
    if (place === 0 || later === undefined || belt.conveyor.oneAtATime === false) continue;
    const name = variables.get(later.flow)?.variable.name ?? later.flow;
    const message = `Cannot run the queue "${stock.name}": its overflow "${name}" comes after a second outflow into a conveyor that takes one batch at a time, and whether it then takes the rest is not documented`;
    report(
      problem(stock, { message, advice: `let the conveyor "${belt.name}" take as many batches as it has room for` }),
    );
    runs = false;
  }
  return runs;
}

/** The equation 0 stands for none, as a document must give one. */
function warnOfEquation({ variable, value }: CheckedVariable, stock: Stock, report: Report): void {
  if (value.cases.every(({ text }) => text.trim() === '' || Number(text) === 0)) return;
  const place = variable.place === undefined ? {} : { place: variable.place };
  report({
    code: 'equation-not-used',
    severity: 'warning',
    message: `Cannot use the equation of "${variable.name}": the queue "${stock.name}", which it leaves, sets it`,
    advice: 'take the equation out, or let the stock be no queue',
    variable: variable.name,
    ...place,
  });
}

/** An overflow leaves a queue. */
function checkOverflows({ variables, report }: Known): void {
  const leaving = new Set<VariableId>();
  for (const { variable } of variables.values())
    if (variable.kind === 'stock' && variable.queue !== undefined)
      for (const name of variable.outflows) leaving.add(toId(name));
  for (const { id, variable } of variables.values()) {
    if (variable.kind !== 'flow' || variable.overflow === undefined || leaving.has(id)) continue;
    const message = `Cannot let "${variable.name}" overflow: it is no outflow of a queue`;
    report(problem(variable, { message, advice: 'let it leave a queue, or be no overflow' }));
  }
}

/** A flow that a queue sets leaves that queue alone. */
function checkOwners({ variables, report }: Known, driven: ReadonlyMap<VariableId, VariableId>): void {
  for (const { id, variable } of variables.values()) {
    if (variable.kind !== 'stock') continue;
    for (const name of variable.outflows) {
      const owner = driven.get(toId(name));
      if (owner === undefined || owner === id) continue;
      const message = `Cannot let "${name}" leave "${variable.name}" as well as the queue "${variables.get(owner)?.variable.name ?? ''}"`;
      report(problem(variable, { message, advice: 'give each stock an outflow of its own' }));
    }
  }
}

function problem(
  { name, place }: Pick<Stock, 'name' | 'place'>,
  details: Pick<Diagnostic, 'message' | 'advice'>,
): Diagnostic {
  return {
    code: 'bad-queue',
    severity: 'error',
    variable: name,
    ...details,
    ...(place === undefined ? {} : { place }),
  };
}
