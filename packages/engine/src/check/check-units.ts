import { placeAt } from '../equation/place-at.ts';
import type { Span } from '../equation/expression.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import { toId } from '../model/names.ts';
import type { CheckedModel, CheckedVariable, DefinitionCase } from './checked-model.ts';
import { inferUnits, type UnitContext } from './infer-units.ts';
import { divide, formatUnits, parseUnits, sameUnits, unitNames, type Units } from './units.ts';

/**
 * Checks that both sides of every equation have the same units, and that flows have a stock's units per time. Only what follows from
 * declared units is said: an equation that rests on a variable without units is passed over. Problems are warnings, since the
 * numbers can be computed all the same.
 */
export function checkUnits(model: CheckedModel, report: (diagnostic: Diagnostic) => void): void {
  const names = unitNames(model.model);
  const declared = new Map<string, Units>();
  for (const { id, variable } of model.variables.values()) {
    if (variable.units === undefined || variable.units.trim() === '') continue;
    const units = parseUnits(variable.units, names);
    if (units !== undefined) {
      declared.set(id, units);
      continue;
    }
    const place = variable.place === undefined ? {} : { place: variable.place };
    const message = `Cannot read the units "${variable.units}" of "${variable.name}"`;
    const advice = 'write them as in children/year, £/(child*week), 1/year or 1';
    report({ code: 'bad-units', severity: 'warning', message, advice, variable: variable.name, ...place });
  }
  const timeText = model.model.time.units.trim();
  const time = timeText === '' ? undefined : parseUnits(timeText, names);
  for (const checked of model.variables.values()) new VariableUnits(checked, { model, declared, time, report }).check();
}

interface Shared {
  readonly model: CheckedModel;
  readonly declared: ReadonlyMap<string, Units>;
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
    this.#own = shared.declared.get(checked.id);
  }

  check(): void {
    const { variable, value, net } = this.#checked;
    if (variable.kind === 'lookup') return;
    const perTime = this.#perTime();
    for (const each of value.cases)
      this.#checkCase(each, this.#own, variable.kind === 'stock' ? 'the initial value' : 'the equation');
    for (const each of net?.cases ?? []) this.#checkCase(each, perTime, 'the rate');
    if (variable.kind !== 'stock' || perTime === undefined || this.#own === undefined) return;
    for (const name of [...variable.inflows, ...variable.outflows]) {
      const units = this.#shared.declared.get(toId(name));
      if (units === undefined || sameUnits(units, perTime)) continue;
      const message = `Cannot let "${name}" [${formatUnits(units)}] change the stock "${variable.name}" [${formatUnits(this.#own)}]: [${formatUnits(perTime)}] is needed, which differs by ${formatUnits(divide(units, perTime))}`;
      const place = variable.place === undefined ? {} : { place: variable.place };
      this.#report({ message, advice: 'correct the units of the flow or of the stock', ...place });
    }
  }

  #perTime(): Units | undefined {
    const { time } = this.#shared;
    return this.#own === undefined || time === undefined ? undefined : divide(this.#own, time);
  }

  #checkCase({ expression, table, text, place }: DefinitionCase, needed: Units | undefined, what: string): void {
    if (expression === undefined) return;
    const at = (span: Span): Pick<Diagnostic, 'place'> =>
      place === undefined ? {} : { place: placeAt(text, span.start, place) };
    const context: UnitContext = {
      ...this.#shared,
      report: (span, message, advice) => {
        this.#report({
          message: `${message}, in ${what} of "${this.#checked.variable.name}"`,
          ...(advice === undefined ? {} : { advice }),
          ...at(span),
        });
      },
    };
    const found = inferUnits(expression, context);
    // A graphical function turns the units of its input into others.
    if (table !== undefined || needed === undefined || found.kind !== 'known' || sameUnits(found.units, needed)) return;
    const message = `Cannot match ${what} of "${this.#checked.variable.name}" [${formatUnits(found.units)}] with [${formatUnits(needed)}]: they differ by ${formatUnits(divide(found.units, needed))}`;
    this.#report({
      message,
      advice: 'correct the equation, or the units of one of its variables',
      ...at({ start: 0, end: 0 }),
    });
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
