import { compileModel, type Model, type Program, type VariableId, type WorkOptions } from '@weir/engine';
import { condenseMap, findAllLoops, findArchetypes, findLoops, mapOfModel } from '@weir/engine/analysis';
import { backends } from '../backends.ts';
import { diagnosticLines, refuseErrors } from '../diagnostics.ts';
import { longWork } from '../long-work.ts';
import { findDominance } from '../loops/dominance.ts';
import { archetypePrinters } from '../loops/print-archetypes.ts';
import { dominancePrinters } from '../loops/print-dominance.ts';
import { loopPrinters, type LoopsFormat } from '../loops/print-loops.ts';
import { variableId } from '../loops/variable-id.ts';
import { loadModel } from '../read-model.ts';
import { refusingInput } from '../refusing-input.ts';
import type { Terminal } from '../terminal.ts';

/** The options of `weir loops`. */
export interface LoopsOptions {
  readonly all?: boolean;
  readonly dominance?: boolean;
  readonly archetypes?: boolean;
  readonly most?: number;
  readonly longest?: number;
  readonly from?: number;
  readonly to?: number;
  readonly problem?: string;
  readonly capacity?: readonly string[];
  readonly late?: number;
  readonly format: LoopsFormat;
}

/**
 * Prints a model's feedback loops with their signs, what they do over time, or the archetypes that they make. A named loop that the equations do not have
 * is told to standard error.
 *
 * @throws Failure where the model has an error, a name is not known, or it was interrupted
 */
export async function loops(terminal: Terminal, path: string, options: LoopsOptions): Promise<void> {
  const model = await loadModel(terminal, path);
  const { program, diagnostics } = compileModel(model);
  refuseErrors(terminal, diagnostics);
  if (program === undefined) throw new Error('the compiler gave neither a program nor an error');
  const asked = { terminal, model, program, options };
  if (options.archetypes === true) return archetypes(asked);
  if (options.dominance === true) return dominance(asked);
  if (options.all === true) return all(asked);
  const search = findLoops(program, { named: model.loops, backend: backends.interpreter });
  terminal.err(diagnosticLines(search.diagnostics));
  terminal.out(loopPrinters[options.format](search.loops));
}

interface Asked {
  readonly terminal: Terminal;
  readonly model: Model;
  readonly program: Program;
  readonly options: LoopsOptions;
}

/** Work in this thread, with progress and an end when it is interrupted. */
function alone<Result>(terminal: Terminal, work: (options: WorkOptions) => Promise<Result>): Promise<Result> {
  return longWork(terminal, { doing: 'loops', threads: 1 }, (_, options) => work(options));
}

async function all({ terminal, model, program, options }: Asked): Promise<void> {
  const { most, longest } = options;
  const budget = { ...(most === undefined ? {} : { most }), ...(longest === undefined ? {} : { longest }) };
  const found = await alone(terminal, (work) =>
    findAllLoops(program, { named: model.loops, backend: backends.wasm, ...budget, ...work }),
  );
  terminal.err(diagnosticLines(found.diagnostics));
  terminal.out(loopPrinters[options.format](found.loops));
  if (found.remark !== undefined) terminal.err(`${found.remark}\n`);
}

async function dominance({ terminal, model, program, options }: Asked): Promise<void> {
  const { from, to, problem, most = 20, format } = options;
  if (problem !== undefined) refusingInput(model, () => variableId(program, problem.replace(/\[.*$/s, '')));
  const question = {
    most,
    ...(from === undefined ? {} : { from }),
    ...(to === undefined ? {} : { to }),
    ...(problem === undefined ? {} : { problem }),
  };
  const found = await alone(terminal, (work) => findDominance({ model, program }, question, work));
  terminal.err(diagnosticLines(found.diagnostics));
  terminal.out(dominancePrinters[format](found));
}

async function archetypes({ terminal, model, program, options }: Asked): Promise<void> {
  const { problem, capacity = [], late, longest, most, format } = options;
  const idOf = (name: string): VariableId => refusingInput(model, () => variableId(program, name));
  const capacities = capacity.map(idOf);
  const worry = problem === undefined ? [] : [idOf(problem)];
  const lateness = late === undefined ? {} : { late };
  const whole = mapOfModel(program, { backend: backends.wasm, capacities, ...lateness });
  const map = condenseMap(whole, { keep: [...worry, ...capacities] });
  const question = {
    each: 3,
    ...(worry[0] === undefined ? {} : { problem: worry[0] }),
    ...(longest === undefined ? {} : { longest }),
    ...(most === undefined ? {} : { each: most }),
  };
  const found = await alone(terminal, (work) => findArchetypes(map, { ...question, ...work }));
  terminal.out(archetypePrinters[format](found));
}
