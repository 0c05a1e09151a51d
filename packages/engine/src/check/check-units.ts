import { placeAt } from '../equation/place-at.ts';
import type { Expression, Span } from '../equation/expression.ts';
import { nodesOf } from '../equation/map-expression.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import type { VariableId } from '../model/model.ts';
import { toId } from '../model/names.ts';
import type { CheckedModel, CheckedVariable, DefinitionCase } from './checked-model.ts';
import { inferUndeclared, type UndeclaredUnits } from './infer-undeclared.ts';
import { inferUnits, type UnitContext } from './infer-units.ts';
import { divide, formatUnits, parseUnits, sameUnits, unitNames, type Units } from './units.ts';

/** The units of a variable that declares none, as they follow from the rest of the model. */
export interface InferredUnits {
  /** As a person writes them: `children/year`. */
  readonly units: string;
  /** What they follow from: `its equation "children / stay"`, `the stock "Waiting" that it changes`. */
  readonly from: string;
}

/**
 * Checks that both sides of every equation have the same units, and that flows have a stock's units per time. A variable without
 * units of its own takes those that follow from its equation, and a message that rests on them says so; what rests on a variable
 * of which nothing is known is passed over, and so is a model in which no variable has units. Problems are warnings, since the numbers can be computed all the same.
 *
 * @returns the units that were worked out, by variable
 */
export function checkUnits(
  model: CheckedModel,
  report: (diagnostic: Diagnostic) => void,
): ReadonlyMap<VariableId, InferredUnits> {
  const names = unitNames(model.model);
  const declared = new Map<string, Units>();
  const read = new Map<string, Units | undefined>();
  for (const { id, variable } of model.variables.values()) {
    if (variable.units === undefined || variable.units.trim() === '') continue;
    if (!read.has(variable.units)) read.set(variable.units, parseUnits(variable.units, names));
    const units = read.get(variable.units);
    if (units !== undefined) {
      declared.set(id, units);
      continue;
    }
    const place = variable.place === undefined ? {} : { place: variable.place };
    const message = `Cannot read the units "${variable.units}" of "${variable.name}"`;
    const advice = 'write them as in children/year, £/(child*week), 1/year or 1';
    report({ code: 'bad-units', severity: 'warning', message, advice, variable: variable.name, ...place });
  }
  // An author who gives no variable units does not use them.
  if (declared.size === 0) return new Map();
  const timeText = model.model.time.units.trim();
  const time = timeText === '' ? undefined : parseUnits(timeText, names);
  const inferred = inferUndeclared(model, { declared, time });
  const known = new Map([...declared, ...[...inferred].map(([id, { units }]) => [id as string, units] as const)]);
  const shared: Shared = { model, known, inferred, time, report };
  for (const checked of model.variables.values()) new VariableUnits(checked, shared).check();
  return new Map([...inferred].map(([id, { units, from }]) => [id, { units: formatUnits(units), from }]));
}

interface Shared {
  readonly model: CheckedModel;
  readonly known: ReadonlyMap<string, Units>;
  readonly inferred: ReadonlyMap<VariableId, UndeclaredUnits>;
  readonly time: Units | undefined;
  readonly report: (diagnostic: Diagnostic) => void;
}

/** The unit checks of one variable. */
class VariableUnits {
  readonly #checked: CheckedVariable;
  readonly #shared: Shared;
  readonly #own: Units | undefined;

  constructor(checked: CheckedVariable, shared: Shared) {
    this.#checked = checked;
    this.#shared = shared;
    this.#own = shared.known.get(checked.id);
  }

  check(): void {
    const { id, variable, value, net } = this.#checked;
    if (variable.kind === 'lookup') return;
    const perTime = this.#perTime();
    // The equation of a flow that a conveyor or queue sets is a fraction, or of no account.
    for (const each of this.#shared.model.driven.has(this.#checked.id) ? [] : value.cases)
      this.#checkCase(each, this.#own, variable.kind === 'stock' ? 'the initial value' : 'the equation');
    for (const each of net?.cases ?? []) this.#checkCase(each, perTime, 'the rate');
    if (variable.kind !== 'stock' || perTime === undefined || this.#own === undefined) return;
    for (const name of [...variable.inflows, ...variable.outflows]) {
      const units = this.#shared.known.get(toId(name));
      if (units === undefined || sameUnits(units, perTime)) continue;
      const message = `Cannot let "${name}" [${formatUnits(units)}] change the stock "${variable.name}" [${formatUnits(this.#own)}]: [${formatUnits(perTime)}] is needed, which differs by ${formatUnits(divide(units, perTime))}`;
      const place = variable.place === undefined ? {} : { place: variable.place };
      const advice = 'correct the units of the flow or of the stock';
      this.#report({ message: message + this.#origin([toId(name), id]), advice, ...place });
    }
  }

  #perTime(): Units | undefined {
    const { time } = this.#shared;
    return this.#own === undefined || time === undefined ? undefined : divide(this.#own, time);
  }

  #checkCase({ expression, table, text, place }: DefinitionCase, needed: Units | undefined, what: string): void {
    if (expression === undefined) return;
    const { id, variable } = this.#checked;
    const at = (span: Span): Pick<Diagnostic, 'place'> =>
      place === undefined ? {} : { place: placeAt(text, span.start, place) };
    const context: UnitContext = {
      ...this.#shared,
      report: ({ message, advice, span, parts }) => {
        this.#report({
          message: `${message}, in ${what} of "${variable.name}"${this.#origin(variablesIn(parts))}`,
          ...(advice === undefined ? {} : { advice }),
          ...at(span),
        });
      },
    };
    const found = inferUnits(expression, context);
    // A graphical function turns the units of its input into others.
    if (table !== undefined || needed === undefined || found.kind !== 'known' || sameUnits(found.units, needed)) return;
    const message = `Cannot match ${what} of "${variable.name}" [${formatUnits(found.units)}] with [${formatUnits(needed)}]: they differ by ${formatUnits(divide(found.units, needed))}`;
    this.#report({
      message: message + this.#origin([id, ...variablesIn([expression])]),
      advice: 'correct the equation, or the units of one of its variables',
      ...at({ start: 0, end: 0 }),
    });
  }

  /** Which of some variables have units that were worked out, and from what; at most three are named. */
  #origin(ids: readonly VariableId[]): string {
    const { inferred, model } = this.#shared;
    const named = [...new Set(ids)].flatMap((id) => {
      const own = inferred.get(id);
      const name = model.variables.get(id)?.variable.name ?? id;
      return own === undefined ? [] : [`"${name}" [${formatUnits(own.units)}] inferred from ${own.from}`];
    });
    if (named.length === 0) return '';
    return `, with the units of ${named.slice(0, 3).join(', and of ')}`;
  }

  #report(details: Pick<Diagnostic, 'message' | 'advice' | 'place'>): void {
    this.#shared.report({
      code: 'unit-mismatch',
      severity: 'warning',
      variable: this.#checked.variable.name,
      ...details,
    });
  }
}

function variablesIn(parts: readonly Expression[]): VariableId[] {
  return parts.flatMap((part) =>
    nodesOf(part).flatMap((node) => (node.kind === 'reference' || node.kind === 'call' ? [toId(node.name)] : [])),
  );
}
