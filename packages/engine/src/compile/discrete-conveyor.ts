import { code } from './code.ts';
import type { ElementContext } from './lower-definition.ts';
import { nothing } from './lower-reference.ts';
import type { Code } from './program.ts';

/** What a conveyor that moves lumps does otherwise than one that moves a stream. */

const zero = code.constant(0);

/** What of a discrete conveyor cannot be run. */
export interface Refusal {
  readonly message: string;
  readonly advice: string;
}

/** How many steps a unit of time has; undefined where they are no whole number. */
function stepsAUnit(step: number): number | undefined {
  const steps = Math.round(1 / step);
  return steps >= 1 && Math.abs(steps * step - 1) < 1e-9 ? steps : undefined;
}

/**
 * What a discrete conveyor starts with: NaN where that is not 0 and a step is not a unit of time. Then XMILE 1.0 has it lie at "the start of each
 * unit time within the conveyor" (3.7.2), but isee systems "in the last DT" of each ("Equation tab").
 */
export function discreteStart(start: Code, { name, context }: ElementContext): Code {
  const { builder, checked } = context;
  if (stepsAUnit(checked.model.time.step) === 1) return start;
  const given = builder.shared(name, start);
  return builder.shared(name, code.select(code.binary('equal', given, zero), given, nothing));
}

/** Why a discrete conveyor may not start with a value that is no number by {@link discreteStart}. */
export function startRefusal(name: string): Refusal {
  return {
    message: `Cannot start the discrete conveyor "${name}" with something in it: whether that lies at the beginning or at the end of each unit of time is not clear from what is documented`,
    advice: 'start it empty, or give a step of one unit of time',
  };
}

/**
 * The rate at which a discrete conveyor may take things in: all that its limit allows in a unit of time may enter in one step, so it is the limit
 * less what has entered in this unit so far (XMILE 1.0, 3.7.2 and 4.2.1). `inflows`: the slots of what counts.
 */
export function discreteLimit(
  limit: Code,
  { inflows, element: { variable, name, context } }: { inflows: readonly number[]; element: ElementContext },
): Code | Refusal {
  const { builder, checked } = context;
  const { step, start } = checked.model.time;
  const steps = stepsAUnit(step);
  if (steps === 1) return limit;
  if (steps === undefined || Math.abs(start - Math.round(start)) > 1e-9)
    return {
      message: `Cannot limit the inflow of the discrete conveyor "${variable.variable.name}": where units of time begin is not clear with a start of ${start} and a step of ${step}`,
      advice: 'give a whole start, and a step of which a unit of time has a whole number',
    };
  // Steps of this unit of time that have passed.
  const passed = builder.allocate([name]);
  const after = code.add(code.slot(passed), code.constant(1));
  const round = code.binary('greaterOrEqual', after, code.constant(steps));
  builder.set(passed, {
    kind: 'held',
    initial: zero,
    next: builder.slotOf(name, code.select(round, zero, after)),
  });
  const entered = builder.allocate([name]);
  const isFirst = code.binary('equal', code.slot(passed), zero);
  const before = builder.shared(name, code.select(isFirst, zero, code.slot(entered)));
  const entering = inflows.reduce<Code>(
    (sum, slot) => code.add(sum, code.multiply(code.slot(slot), code.timeStep)),
    before,
  );
  builder.set(entered, { kind: 'held', initial: zero, next: builder.slotOf(name, entering) });
  const rest = code.divide(code.subtract(limit, before), code.timeStep);
  // A program that is run with another step than it was made for, or from within a unit, counts its units of time wrongly.
  const within = code.unary('abs', code.subtract(code.startTime, code.unary('round', code.startTime)));
  const counts = code.binary(
    'and',
    code.binary('equal', code.timeStep, code.constant(step)),
    code.binary('less', within, code.constant(1e-9)),
  );
  return code.select(counts, rest, nothing);
}
