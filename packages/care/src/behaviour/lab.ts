import { compileModel, createProblem, InputError, runPrepared, wasmBackend } from '@weir/engine';
import type { GeneralModel } from '../types.ts';

/** Runs of the general model for tests of its behaviour. */
export interface Lab {
  /** The value of a variable at a time. */
  at(run: LabRun, variable: string, time: number): number;
  /** A run with these constants. */
  run(parameters?: Readonly<Record<string, number>>, step?: number): LabRun;
}

export interface LabRun {
  readonly times: Float64Array;
  readonly columns: ReadonlyMap<string, Float64Array>;
}

/**
 * Makes a lab.
 *
 * @throws InputError where the model cannot be compiled or a constant is not there
 */
export function makeLab(general: GeneralModel): Lab {
  const { program, diagnostics } = compileModel(general.model);
  if (program === undefined) throw new InputError(diagnostics);
  const prepared = wasmBackend.prepare(program);
  return {
    run: (parameters = {}, step = program.time.step) => {
      const { times, columns } = runPrepared(createProblem(program, { parameters, step }), prepared);
      return { times, columns: new Map(columns.map(({ name, values }) => [name, values])) };
    },
    at: ({ times, columns }, variable, time) => {
      const interval = (times[1] ?? 0) - (times[0] ?? 0);
      return columns.get(variable)?.[Math.round((time - (times[0] ?? 0)) / interval)] ?? Number.NaN;
    },
  };
}

/** Constants that move levers fully in 2026 and at once. */
export function levers(settings: Readonly<Record<string, number>>): Record<string, number> {
  return Object.fromEntries(
    Object.entries(settings).flatMap(([lever, value]) => [
      [`lever setting[${lever}]`, value],
      [`lever ramp years[${lever}]`, 0.0625],
    ]),
  );
}

/** A share as a signed percentage. */
export function percent(value: number, decimals = 1): string {
  return `${value > 0 ? '+' : ''}${(100 * value).toFixed(decimals)} %`;
}
