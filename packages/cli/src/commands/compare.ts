import { combineMembers, interactionOf, makeScenarioRunner, runScenarioMembers, togetherScenarios } from '@weir/care';
import type { Comparison, GeneralModel, Scenario, ScenarioMembers } from '@weir/care';
import { backends } from '../backends.ts';
import { summaryPrinters } from '../compare/print-summary.ts';
import type { SummaryFormat } from '../compare/print-summary.ts';
import { togetherPrinters } from '../compare/print-together.ts';
import { printedIndicators, printedYears, summarise } from '../compare/summary.ts';
import { exitCodes, Failure } from '../failure.ts';
import { loadGeneral } from '../general-model.ts';
import type { LocalOptions } from '../general-model.ts';
import { writeOutput } from '../read-file.ts';
import { findStrategy, scenariosFor } from '../strategies.ts';
import type { Terminal } from '../terminal.ts';

/** The options of `weir compare`. */
export interface CompareOptions extends LocalOptions {
  /** Ids or names; all if absent. */
  readonly strategies?: readonly string[];
  /** Ids or names of strategies that are run alone and together, and nothing else is. */
  readonly together?: readonly string[];
  readonly members: number;
  readonly seed: number;
  readonly format: SummaryFormat;
  readonly out?: string;
}

/**
 * Runs strategies over the same draws as business as usual and prints them side by side. The same options give the same bytes.
 *
 * @throws Failure where a strategy, file or authority is not there
 */
export async function compare(terminal: Terminal, options: CompareOptions): Promise<void> {
  const general = await loadGeneral(terminal, options);
  const together = options.together && strategiesTogether(general, options.together);
  const scenarios = together ? togetherScenarios(general, together) : scenariosFor(general, options.strategies);
  const comparison = runComparison(terminal, { general, scenarios, options });
  if (comparison.dropped > 0) {
    terminal.err(`${comparison.dropped} of ${options.members} members diverged and are left out of every strategy\n`);
  }
  if (comparison.memberCount === 0)
    throw new Failure('Cannot compare the strategies: the runs of every member diverged');
  const text = together
    ? printTogether(comparison, { general, strategies: together, format: options.format })
    : summaryPrinters[options.format](summarise(general, comparison));
  if (options.out === undefined) terminal.out(text);
  else await writeOutput(options.out, text);
}

/** Ids of the strategies that are to be run together. */
function strategiesTogether(general: GeneralModel, wanted: readonly string[]): readonly string[] {
  const found = wanted.map((text) => findStrategy(general, text));
  const idle = found.find(({ actions }) => actions.length === 0);
  if (idle !== undefined) throw new Failure(`Cannot put "${idle.id}" together with others: it changes nothing`);
  const ids = [...new Set(found.map(({ id }) => id))];
  if (ids.length >= 2) return ids;
  throw new Failure(
    'Cannot tell how one strategy acts together: give two or more, separated by commas',
    exitCodes.usage,
  );
}

function printTogether(
  comparison: Comparison,
  { general, strategies, format }: { general: GeneralModel; strategies: readonly string[]; format: SummaryFormat },
): string {
  const asked = printedIndicators.flatMap((indicator) => printedYears.map((year) => ({ indicator, year })));
  return togetherPrinters[format]({
    model: general.model.name,
    version: general.version,
    seed: comparison.seed,
    members: comparison.memberCount,
    dropped: comparison.dropped,
    strategies: strategies.map((wanted) => {
      const { id, name, grade } = findStrategy(general, wanted);
      return { id, name, grade };
    }),
    interactions: asked.map((each) => interactionOf(comparison, { general, strategies, ...each })),
  });
}

/** Members between two looks at the progress. */
const portionSize = 10;

function runComparison(
  terminal: Terminal,
  { general, scenarios, options }: { general: GeneralModel; scenarios: readonly Scenario[]; options: CompareOptions },
): Comparison {
  const { members, seed, local } = options;
  // A local model is scaled, not fitted: no member of it could be held to the authority's published path.
  const history = local === undefined ? {} : { history: false as const };
  const runner = makeScenarioRunner({ general, backend: backends.wasm, members, seed, ...history });
  const portions: ScenarioMembers[] = [];
  for (let from = 0; from < members; from += portionSize) {
    if (terminal.interactive) terminal.err(`\r${from} of ${members} members run`);
    portions.push(runScenarioMembers(runner, scenarios, { from, to: Math.min(members, from + portionSize) }));
  }
  if (terminal.interactive) terminal.err(`\r${' '.repeat(40)}\r`);
  return combineMembers(runner, scenarios, portions);
}
