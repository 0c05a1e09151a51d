import { checkUnits, type InferredUnits } from '../check/check-units.ts';
import { isAbsent, type CheckedModel } from '../check/checked-model.ts';
import { declare } from '../check/declare.ts';
import { expandModel } from '../expand/expand-model.ts';
import { hasErrors, type Diagnostic } from '../model/diagnostic.ts';
import type { Model, VariableId } from '../model/model.ts';
import { toId } from '../model/names.ts';
import type { Lowered } from './lower-definition.ts';
import { mostRemembered } from './builder.ts';
import { lowerModel } from './lower-model.ts';
import { order, type Cycle, type Ordered } from './order.ts';
import type { Program, VariableLayout } from './program.ts';

/** What became of a model. `program` is there exactly where no diagnostic is an error. */
export interface Compilation {
  readonly program?: Program;
  readonly checked: CheckedModel;
  /** The units of variables that declare none, where they follow from the equations. */
  readonly inferredUnits: ReadonlyMap<VariableId, InferredUnits>;
  readonly diagnostics: readonly Diagnostic[];
}

/** What the compiler is told beside the model. */
export interface CompileOptions {
  /** Names that the model has and that could not be read: an equation that uses one is not reported for it. */
  readonly unread?: ReadonlySet<VariableId>;
}

/**
 * Checks a model and compiles it. All problems are found in one pass: names, dimensions, arguments, circular definitions, units.
 *
 * @example
 * ```ts
 * const { program, diagnostics } = compileModel(model);
 * if (program === undefined) console.error(diagnostics.map(formatDiagnostic).join('\n'));
 * ```
 */
export function compileModel(model: Model, options: CompileOptions = {}): Compilation {
  const expanded = expandModel(model);
  const diagnostics = [...expanded.diagnostics];
  const report = onceInMacros(expanded.model, (diagnostic) => {
    diagnostics.push(diagnostic);
  });
  const checked = declare(expanded.model, { report, ...options });
  const lowered = lowerModel(checked, report);
  const { overfull } = lowered.builder;
  const ordered = overfull === undefined ? order(lowered.builder) : undefined;
  if (overfull !== undefined) report(tooMuchMemory(overfull, checked));
  for (const cycle of ordered?.cycles ?? []) report(circularity(cycle, checked));
  const inferredUnits = checkUnits(checked, report);
  if (ordered === undefined || hasErrors(diagnostics)) return { checked, inferredUnits, diagnostics };
  return { program: assemble(checked, lowered, ordered), checked, inferredUnits, diagnostics };
}

/** Passes on what is said of the variables that calls of a macro made once for all calls: they share their places. */
function onceInMacros(model: Model, report: (diagnostic: Diagnostic) => void): (diagnostic: Diagnostic) => void {
  const hidden = new Set(model.variables.flatMap(({ name, hidden: own }) => (own === true ? [name] : [])));
  const seen = new Set<string>();
  return (diagnostic) => {
    const { code, place, variable } = diagnostic;
    if (place !== undefined && variable !== undefined && hidden.has(variable)) {
      const key = `${code} ${place.file}:${place.line}:${place.column}`;
      if (seen.has(key)) return;
      seen.add(key);
    }
    report(diagnostic);
  };
}

function tooMuchMemory(name: string, checked: CheckedModel): Diagnostic {
  return {
    code: 'too-much-memory',
    severity: 'error',
    message: `Cannot keep what "${name}" has to remember: the delays, conveyors, queues and histories of a model may remember ${mostRemembered} numbers together`,
    advice: 'check the delay times against the step, or give a longer step',
    ...placeOf(name, checked),
  };
}

/** The variable of an element's name, and its place. */
function placeOf(name: string, checked: CheckedModel): Pick<Diagnostic, 'variable' | 'place'> {
  const variable = checked.variables.get(toId(name.replace(/\[.*$/, '')))?.variable;
  return {
    ...(variable === undefined ? {} : { variable: variable.name }),
    ...(variable?.place === undefined ? {} : { place: variable.place }),
  };
}

function circularity({ when, path }: Cycle, checked: CheckedModel): Diagnostic {
  const name = path[0] ?? '';
  const what = when === 'step' ? 'the definition' : 'the initial value';
  return {
    code: when === 'step' ? 'circular-definition' : 'circular-initial-value',
    severity: 'error',
    message: `Cannot compute "${name}": ${what} is circular, ${path.join(' → ')}`,
    advice:
      when === 'step'
        ? 'put a stock or a delay into the loop'
        : 'give one of them an initial value that does not depend on the others',
    ...placeOf(name, checked),
  };
}

function assemble(checked: CheckedModel, { builder, bases }: Lowered, ordered: Ordered): Program {
  const layout: VariableLayout[] = [];
  for (const each of checked.variables.values()) {
    const { id, variable, dimensions, size } = each;
    const base = bases.get(id);
    if (base === undefined || variable.kind === 'lookup' || variable.hidden === true) continue;
    const absent = Array.from({ length: size }, (_, index) => index).filter((index) => isAbsent(each, index));
    layout.push({
      id,
      name: variable.name,
      kind: variable.kind,
      extents: dimensions.map((each) => each.elements),
      base,
      size,
      ...(absent.length === 0 ? {} : { absent }),
    });
  }
  const { cycles: _cycles, ...lists } = ordered;
  const watch = (slot: number): { slot: number; name: string } => ({ slot, name: builder.owners[slot] ?? '' });
  const slotsOf = (kind: VariableLayout['kind']): number[] =>
    layout
      .filter((each) => each.kind === kind)
      .flatMap(({ base, size, absent = [] }) =>
        Array.from({ length: size }, (_, index) => index)
          .filter((index) => !absent.includes(index))
          .map((index) => base + index),
      );
  const flows = slotsOf('flow');
  const doubtful = slotsOf('auxiliary').filter((slot) => builder.watched.has(builder.owners[slot] ?? ''));
  return {
    name: checked.model.name,
    slotCount: builder.rules.length,
    time: checked.model.time,
    layout,
    tables: builder.tables,
    parameters: builder.parameters,
    ...lists,
    watched: [...ordered.integrators.map((each) => watch(each.slot)), ...[...flows, ...doubtful].map(watch)],
  };
}
