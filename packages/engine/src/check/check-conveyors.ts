import type { Diagnostic } from '../model/diagnostic.ts';
import type { Conveyor, Stock, VariableId } from '../model/model.ts';
import { toId } from '../model/names.ts';
import { checkCase } from './check-definitions.ts';
import type { CheckedConveyor, CheckedVariable, DefinitionCase } from './checked-model.ts';

type Report = (diagnostic: Diagnostic) => void;

/**
 * Finds the equations and flows of every conveyor, and reports what of it cannot be run. Returns, by flow, the conveyor that sets it.
 */
export function checkConveyors(
  variables: Map<VariableId, CheckedVariable>,
  report: Report,
): ReadonlyMap<VariableId, VariableId> {
  const driven = new Map<VariableId, VariableId>();
  for (const checked of variables.values()) {
    const { variable, id } = checked;
    if (variable.kind !== 'stock' || variable.conveyor === undefined) continue;
    const conveyor = checkConveyor(variable, variable.conveyor, { variables, report });
    if (conveyor === undefined) continue;
    variables.set(id, { ...checked, conveyor });
    for (const flow of [conveyor.exit, ...conveyor.leaks]) driven.set(flow, id);
  }
  checkDriven(variables, { driven, report });
  return driven;
}

function checkConveyor(
  stock: Stock,
  conveyor: Conveyor,
  { variables, report }: { variables: ReadonlyMap<VariableId, CheckedVariable>; report: Report },
): CheckedConveyor | undefined {
  const refuse = (message: string, advice: string): undefined => {
    const place = conveyor.place ?? stock.place;
    report(problem(stock.name, { message, advice, ...(place === undefined ? {} : { place }) }));
    return undefined;
  };
  const flows = stock.outflows.flatMap((name) => variables.get(toId(name)) ?? []);
  const leaks = flows.filter(({ variable }) => variable.kind === 'flow' && variable.leak !== undefined);
  const [exit, ...others] = flows.filter((flow) => !leaks.includes(flow));
  if (exit === undefined || others.length > 0 || stock.net !== undefined) {
    return refuse(
      `Cannot run the conveyor "${stock.name}": it needs one outflow that is no leak, but has ${flows.length - leaks.length}`,
      'mark the other outflows as leaks',
    );
  }
  if (
    conveyor.contents !== undefined &&
    (stock.dimensions.length > 0 || (leaks.length > 0 && !conveyor.exponentialLeak))
  ) {
    return refuse(
      `Cannot start the conveyor "${stock.name}" from a list of contents: it ${stock.dimensions.length > 0 ? 'is an array' : 'leaks'}`,
      'give one initial value',
    );
  }
  if (leaks.length > 0 && conveyor.capacity !== undefined) {
    return refuse(
      `Cannot run the conveyor "${stock.name}" with a capacity and leaks together: how much room leaks make is not documented`,
      'take out one of the two',
    );
  }
  const parse = (equation: string | undefined): DefinitionCase | undefined =>
    equation === undefined
      ? undefined
      : checkCase(
          { subscripts: [], equation, ...(conveyor.place === undefined ? {} : { place: conveyor.place }) },
          { variable: stock, report },
        );
  const [capacity, inflowLimit, sample, arrest] = [
    conveyor.capacity,
    conveyor.inflowLimit,
    conveyor.sample,
    conveyor.arrest,
  ].map(parse);
  return {
    length: parse(conveyor.length) ?? { subscripts: [], text: '' },
    ...(capacity === undefined ? {} : { capacity }),
    ...(inflowLimit === undefined ? {} : { inflowLimit }),
    ...(sample === undefined ? {} : { sample }),
    ...(arrest === undefined ? {} : { arrest }),
    exit: exit.id,
    leaks: leaks.map(({ id }) => id),
  };
}

/** A flow that a conveyor sets leaves that conveyor alone, and is a flow; a leak leaves a conveyor. */
function checkDriven(
  variables: ReadonlyMap<VariableId, CheckedVariable>,
  { driven, report }: { driven: ReadonlyMap<VariableId, VariableId>; report: Report },
): void {
  const leaving = new Set<VariableId>();
  for (const { variable } of variables.values())
    if (variable.kind === 'stock' && variable.conveyor !== undefined)
      for (const name of variable.outflows) leaving.add(toId(name));
  for (const { id, variable } of variables.values()) {
    const place = variable.place === undefined ? {} : { place: variable.place };
    if (variable.kind === 'flow' && variable.leak !== undefined && !leaving.has(id)) {
      const message = `Cannot let "${variable.name}" leak: it is no outflow of a conveyor`;
      report(problem(variable.name, { message, advice: 'let it leave a conveyor, or be no leak', ...place }));
    }
    if (variable.kind !== 'stock') continue;
    for (const name of variable.outflows) {
      const owner = driven.get(toId(name));
      if (owner === undefined || owner === id) continue;
      const message = `Cannot let "${name}" leave "${variable.name}" as well as the conveyor "${variables.get(owner)?.variable.name ?? ''}"`;
      report(problem(variable.name, { message, advice: 'give each stock an outflow of its own', ...place }));
    }
  }
}

function problem(variable: string, details: Pick<Diagnostic, 'message' | 'advice' | 'place'>): Diagnostic {
  return { code: 'bad-conveyor', severity: 'error', variable, ...details };
}
