import type { Diagnostic } from '../model/diagnostic.ts';
import type { Model, Variable } from '../model/model.ts';
import { toId } from '../model/names.ts';
import { printName } from '../equation/print.ts';
import { planFlows, type FlowPlan } from './net-flows.ts';

/** What writing one model needs to know and gathers. */
export interface WriteContext {
  readonly model: Model;
  readonly diagnostics: Diagnostic[];
  readonly variables: ReadonlyMap<string, Variable>;
  readonly plan: FlowPlan;
  /** Names of the flows that stand for whole net rates, by the stock's canonical name. */
  readonly netFlows: ReadonlyMap<string, string>;
  /** Canonical names of the flows that leave a queue. */
  readonly queued: ReadonlySet<string>;
}

export function createWriteContext(model: Model): WriteContext {
  const variables = new Map(model.variables.map((variable) => [toId(variable.name) as string, variable]));
  const plan = planFlows(model);
  const taken = new Set<string>(variables.keys());
  const netFlows = new Map<string, string>();
  for (const stock of model.variables) {
    if (stock.kind !== 'stock' || stock.net === undefined || plan.stocks.has(toId(stock.name))) continue;
    let name = `net flow of ${stock.name}`;
    while (taken.has(toId(name))) name += ' 2';
    taken.add(toId(name));
    netFlows.set(toId(stock.name), name);
  }
  const queues = model.variables.filter((each) => each.kind === 'stock' && each.queue !== undefined);
  const queued = new Set(queues.flatMap((each) => (each.kind === 'stock' ? each.outflows.map(toId) : [])));
  return { model, diagnostics: [], variables, plan, netFlows, queued };
}

/** Spaces as underscores where XMILE can then do without quotes. */
export function underscored(name: string): string {
  return printName(name).startsWith('"') ? name : name.replace(/ /g, '_');
}

/** A name as equations and the elements of views have it. */
export function identifier(name: string): string {
  return printName(underscored(name));
}

/** Something that XMILE cannot hold and that would change numbers. */
export function cannot(variable: string, what: string): Diagnostic {
  return {
    code: 'not-in-xmile',
    severity: 'error',
    message: `Cannot write "${variable}" as XMILE: the format has no ${what}`,
    advice: 'keep this model as .yaml, or write the equation another way',
    variable,
  };
}
