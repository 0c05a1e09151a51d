import type { Program } from '../compile/program.ts';
import { latinHypercube } from '../random/latin-hypercube.ts';
import { triangularQuantile } from '../random/triangular.ts';
import type { PreparedProgram, RunRequest, RunStatus } from '../run/backend.ts';

/** A constant that is not known exactly: a triangular distribution over low…high with its peak at `mode`. */
export interface Draw {
  /** As in `program.parameters`: `name`, or `name[a,b]`. */
  readonly parameter: string;
  readonly low: number;
  readonly mode: number;
  readonly high: number;
}

/** The drawn values of an ensemble; `values[d][m]` is draw `d` of member `m`. */
export interface Sample {
  readonly draws: readonly Draw[];
  readonly memberCount: number;
  readonly values: readonly Float64Array[];
}

/**
 * Draws every uncertain constant for every member, stratified (Latin hypercube). A draw depends on the seed, its place in
 * `draws` and the number of members alone, so scenarios that share these are paired member by member.
 */
export function sampleDraws(
  draws: readonly Draw[],
  { seed, memberCount }: { seed: number; memberCount: number },
): Sample {
  const values = draws.map((draw, variable) =>
    latinHypercube({ seed, variable, memberCount }).map((probability) => triangularQuantile(draw, probability)),
  );
  return { draws, memberCount, values };
}

/** The parameter values of one member: the program's own, then `fixed`, then the member's draws. */
export function memberParameters(
  program: Program,
  { sample, member, fixed = new Map() }: { sample: Sample; member: number; fixed?: ReadonlyMap<string, number> },
): Float64Array {
  const drawn = new Map(
    sample.draws.map(({ parameter }, index) => [parameter, sample.values[index]?.[member] ?? Number.NaN]),
  );
  return Float64Array.from(program.parameters, ({ name, value }) => drawn.get(name) ?? fixed.get(name) ?? value);
}

/** What the members `from` … `to - 1` gave. */
export interface MemberRuns {
  readonly from: number;
  readonly to: number;
  /** For each saved slot, a row of `rowCount` numbers a member. */
  readonly series: readonly Float64Array[];
  readonly rowCount: number;
  readonly statuses: readonly RunStatus[];
}

/**
 * Runs a portion of an ensemble, one member after another. Portions can be run in any order and on any thread: joined in
 * order of `from` they are the whole.
 */
export function runMembers(
  prepared: PreparedProgram,
  {
    request,
    parametersOf,
    from,
    to,
  }: {
    request: Omit<RunRequest, 'parameters'>;
    parametersOf: (member: number) => Float64Array;
    from: number;
    to: number;
  },
): MemberRuns {
  const rowCount = Math.floor(request.steps / request.saveEvery) + 1;
  const series = request.save.map(() => new Float64Array((to - from) * rowCount));
  const statuses: RunStatus[] = [];
  for (let member = from; member < to; member++) {
    const { rows, status } = prepared.run({ ...request, member, parameters: parametersOf(member) });
    statuses.push(status);
    series.forEach((values, column) => {
      for (let row = 0; row < rowCount; row++) {
        values[(member - from) * rowCount + row] = rows[row * request.save.length + column] ?? Number.NaN;
      }
    });
  }
  return { from, to, series, rowCount, statuses };
}
