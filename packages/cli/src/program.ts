import { integrationMethods } from '@weir/engine';
import { defaultSampling, searchMethods } from '@weir/engine/analysis';
import { Command, Option } from 'commander';
import { countOf, finiteNumber, names, positiveNumber, setting, wholeNumber } from './arguments.ts';
import { calibrate } from './commands/calibrate.ts';
import type { CalibrateOptions } from './commands/calibrate.ts';
import { check } from './commands/check.ts';
import { compare } from './commands/compare.ts';
import type { CompareOptions } from './commands/compare.ts';
import { conditions } from './commands/conditions.ts';
import type { ConditionsCommandOptions } from './commands/conditions.ts';
import { convert } from './commands/convert.ts';
import { ensemble } from './commands/ensemble.ts';
import type { EnsembleCommandOptions } from './commands/ensemble.ts';
import { loops } from './commands/loops.ts';
import type { LoopsOptions } from './commands/loops.ts';
import { recordsCheck, recordsCount } from './commands/records.ts';
import type { RecordsCheckOptions, RecordsCountOptions } from './commands/records.ts';
import { search } from './commands/search.ts';
import type { SearchOptions } from './commands/search.ts';
import { sensitivity } from './commands/sensitivity.ts';
import type { SensitivityOptions } from './commands/sensitivity.ts';
import { serve } from './commands/serve.ts';
import type { ServeOptions } from './commands/serve.ts';
import { simulate } from './commands/simulate.ts';
import type { SimulateOptions } from './commands/simulate.ts';
import { aims } from './conditions/aim-argument.ts';
import { correlation, threshold, times } from './ensemble/ensemble-arguments.ts';
import { generalName } from './general-model.ts';
import { measure } from './measure-argument.ts';
import { leverBounds, measuredTarget } from './search/target-argument.ts';
import { varied } from './sensitivity/varied-inputs.ts';
import type { Terminal } from './terminal.ts';

/** What a command leaves as its exit code when nothing is thrown. */
export interface Outcome {
  code: number;
}

/** As `namedDistribution` reads them. */
const distributions =
  '"name=uniform(0.1, 0.3)", loguniform(LOW, HIGH), triangular or pert(LOW, PEAK, HIGH), normal(MEAN, DEVIATION), lognormal(MEDIAN, ' +
  'DEVIATION), gamma(SHAPE, SCALE), beta(ALPHA, BETA), choice(1, 2, 5)';

const modelHelp =
  'a file that ends in .mdl, .xmile, .stmx, .yaml or .json, a folder of .yaml files, or "england" for the general model';

/** The program with its commands, options and help; nothing is run until its arguments are parsed. */
export function createProgram(terminal: Terminal, outcome: Outcome): Command {
  const program = new Command('weir')
    .description("An open workbench for the system dynamics of children's social care.")
    .version('0.1.0')
    .exitOverride()
    .configureOutput({ writeOut: (text) => terminal.out(text), writeErr: (text) => terminal.err(text) })
    .showHelpAfterError('(weir --help, or weir COMMAND --help, lists what can be typed)')
    .addHelpText(
      'after',
      '\nExit codes: 0 done; 1 the input is at fault, and the message says where and what to do; 2 wrong usage;\n' +
        '70 a fault of Weir; 130 interrupted. Results go to standard output, everything else to standard error.',
    );
  const command = (line: string): Command => program.command(line);

  command('simulate')
    .argument('[model]', modelHelp, generalName)
    .summary('run a model')
    .description('Runs a model once and prints a column for each variable and a row for each saved time.')
    .option('--set <name=value>', 'give a constant, or any variable, another value; may be repeated', setting)
    .addOption(
      new Option('--method <name>', 'how to integrate (default: as the model says)').choices(integrationMethods),
    )
    .option(
      '--tolerance <share>',
      'how exact dormand-prince is to be, relative to each stock (default: 1e-6)',
      positiveNumber,
    )
    .option('--dt <step>', 'the time step (default: as the model says)', positiveNumber)
    .option('--start <time>', 'when to start (default: as the model says)', finiteNumber)
    .option('--stop <time>', 'when to stop (default: as the model says)', finiteNumber)
    .option('--save-every <interval>', 'how often to print a row (default: as the model says)', positiveNumber)
    .option('--seed <number>', 'what random numbers follow from (default: 0)', wholeNumber(4_294_967_295))
    .option('--save <names>', 'variables to print, separated by commas (default: all); may be repeated', names)
    .addOption(new Option('--backend <name>', 'what computes').choices(['wasm', 'interpreter']).default('wasm'))
    .addOption(new Option('--format <name>', 'how to print').choices(['csv', 'json']).default('csv'))
    .option('--out <file>', 'write to a file instead of standard output')
    .action(async (model: string, options: SimulateOptions) => {
      outcome.code = await simulate(terminal, model, options);
    });

  command('check')
    .argument('[model]', modelHelp, generalName)
    .summary('find what is wrong with a model')
    .description(
      'Prints what is wrong with a model, one line each: file:line:column code message. Ends with 1 if any is an error.',
    )
    .action(async (model: string) => {
      outcome.code = await check(terminal, model);
    });

  command('convert')
    .argument('<in>', modelHelp)
    .argument('<out>', 'a file that ends in .xmile, .stmx, .mdl, .yaml or .json')
    .summary('write a model in another format')
    .description('Writes a model in another format; the extensions of the two files say which.')
    .action((input: string, output: string) => convert(terminal, input, output));

  command('loops')
    .argument('[model]', modelHelp, generalName)
    .summary('the feedback loops of a model')
    .description(
      'Prints the feedback loops of a model: those its author named, and a shortest independent set of the others. Or all of them; or what they\n' +
        'do over time by Loops that Matter, with the phases that few of them dominate; or the archetypes that they may make, as questions.',
    )
    .addOption(new Option('--all', 'all loops, shortest first, up to a number').conflicts(['dominance', 'archetypes']))
    .addOption(
      new Option('--dominance', 'which loops drive the run: their shares over time, and phases').conflicts(
        'archetypes',
      ),
    )
    .option('--archetypes', 'structures that may be one of ten archetypes')
    .option(
      '--most <number>',
      'list at most (default: with --all 5000, with --dominance 20, of each archetype 3)',
      countOf(1_000_000),
    )
    .option(
      '--longest <links>',
      'with --all, or with --archetypes (default: 8): links in a loop, at most',
      countOf(1000),
    )
    .option('--problem <name>', 'what people are worried about: what changes it, and what lies nearest to it first')
    .option('--from <time>', 'with --dominance: look at the run from then on', finiteNumber)
    .option('--to <time>', 'with --dominance: look at the run until then', finiteNumber)
    .option(
      '--capacity <names>',
      'with --archetypes: variables that are places to be filled, separated by commas',
      names,
    )
    .option(
      '--late <time>',
      'with --archetypes: what takes as long is a delay (default: a twentieth of the run)',
      positiveNumber,
    )
    .addOption(new Option('--format <name>', 'how to print').choices(['table', 'csv', 'json']).default('table'))
    .action((model: string, options: LoopsOptions) => loops(terminal, model, options));

  command('compare')
    .summary('the strategies side by side')
    .description(
      'Runs every strategy and business as usual over the same draws and prints children looked after, cost, caseload and unmet need\n' +
        'in 2030 and 2035, with medians and the bands that hold 50 and 90 of 100 members.',
    )
    .option('--model <name>', 'the general model', generalName)
    .option(
      '--strategies <names>',
      'strategies, by id or name, separated by commas (default: all); may be repeated',
      names,
    )
    .addOption(
      new Option(
        '--together <names>',
        'two strategies or more, separated by commas: each alone, all together, and what they do to each other',
      )
        .argParser(names)
        .conflicts('strategies'),
    )
    .option('--local <file>', 'a CSV file of published figures of authorities: compare in a local model')
    .option('--authority <name>', 'which authority of that file')
    .option('--members <number>', 'members of the ensemble', countOf(100_000), 200)
    .option('--seed <number>', 'what the draws follow from', wholeNumber(4_294_967_295), 1)
    .addOption(new Option('--format <name>', 'how to print').choices(['table', 'csv', 'json']).default('table'))
    .option('--out <file>', 'write to a file instead of standard output')
    .action((options: CompareOptions) => compare(terminal, options));

  command('ensemble')
    .argument('[model]', modelHelp, generalName)
    .summary('how uncertain constants spread the results')
    .description(
      'Runs a model many times with the constants that are not known exactly drawn anew, and prints medians and the ranges that hold 50 and\n' +
        '90 of 100 members. In the general model every constant whose evidence has a range is drawn, and the indicators of weir compare are\n' +
        'summarised in 2030 and 2035, unless options say otherwise.',
    )
    .option(
      '--vary <name=distribution>',
      `what is known of a constant: ${distributions}; in the general model a name alone takes its evidence; may be repeated`,
      varied,
    )
    .option(
      '--inputs <file>',
      'the same from a file: YAML with "inputs:", a name and distribution a line, and "correlations:"; or CSV, name and distribution a row',
    )
    .option(
      '--posterior <file>',
      'draw the constants of a posterior that weir calibrate --out wrote, each member from one draw of it; others stay as they are unless --vary or --inputs names them',
    )
    .option(
      '--correlate <pair=rank>',
      'how the ranks of two inputs go together, from -1 to 1: "one, other = 0.5"; may be repeated',
      correlation,
    )
    .option('--members <number>', 'members of the ensemble', countOf(10_000_000), 1000)
    .addOption(
      new Option('--method <name>', 'how to draw')
        .choices(['latin-hypercube', 'sobol', 'random'])
        .default('latin-hypercube'),
    )
    .option(
      '--replicates <number>',
      'draw them as so many samples of their own, whose means tell the error of the mean; 10 are a good number',
      countOf(1000),
      1,
    )
    .option('--seed <number>', 'what the draws follow from', wholeNumber(4_294_967_295), 1)
    .option('--set <name=value>', 'give a constant, or any variable, another value; may be repeated', setting)
    .option('--save <names>', 'variables to summarise, separated by commas; may be repeated', names)
    .option(
      '--at <times>',
      'when to summarise: times separated by commas, or "all" (default: the end); may be repeated',
      times,
    )
    .option('--threshold <name=value>', 'count the members below and above a value; may be repeated', threshold)
    .option('--local <file>', 'a CSV file of published figures of authorities: run a local model')
    .option('--authority <name>', 'which authority of that file')
    .option('--threads <number>', 'threads that run (default: one a processor)', countOf(256))
    .addOption(new Option('--format <name>', 'how to print').choices(['table', 'csv', 'json']).default('table'))
    .option('--out <file>', 'write to a file instead of standard output')
    .action((model: string, options: EnsembleCommandOptions) => ensemble(terminal, model, options));

  command('sensitivity')
    .argument('[model]', modelHelp, generalName)
    .summary('which assumptions matter')
    .description(
      'Varies constants that are not known exactly and prints which of them matter: morris screens many for few runs, sobol shares out the\n' +
        'variance, tornado moves one at a time, ranking finds which would change the order of strategies. In the general model every\n' +
        'constant whose evidence has a range is varied, and children looked after in 2035 are looked at, unless options say otherwise.',
    )
    .addOption(
      new Option('--method <name>', 'how to ask').choices(['morris', 'sobol', 'tornado', 'ranking']).default('morris'),
    )
    .option(
      '--vary <name=distribution>',
      `what is known of a constant: ${distributions}; in the general model a name alone takes its evidence; may be repeated`,
      varied,
    )
    .option('--measure <name@time>', 'what to look at: "name@2035", "name@end", "mean(name)"; may be repeated', measure)
    .option('--set <name=value>', 'give a constant, or any variable, another value; may be repeated', setting)
    .option(
      '--runs <number>',
      'runs at most (default: what 20 trajectories, 1024 rows, 5 points or 200 members need)',
      countOf(100_000_000),
    )
    .option('--screen <number>', 'with sobol or tornado: screen first, and go on with as many inputs', countOf(1000))
    .option(
      '--strategies <names>',
      'with ranking: strategies, separated by commas (default: all); may be repeated',
      names,
    )
    .addOption(
      new Option('--better <way>', 'with ranking: which is better').choices(['lower', 'higher']).default('lower'),
    )
    .option('--local <file>', 'a CSV file of published figures of authorities: ask a local model')
    .option('--authority <name>', 'which authority of that file')
    .option('--seed <number>', 'what the draws follow from', wholeNumber(4_294_967_295), 1)
    .option('--threads <number>', 'threads that run (default: one a processor)', countOf(256))
    .addOption(new Option('--format <name>', 'how to print').choices(['table', 'csv', 'json']).default('table'))
    .option('--out <file>', 'write to a file instead of standard output')
    .action((model: string, options: SensitivityOptions) => sensitivity(terminal, model, options));

  command('search')
    .summary('strategies that reach a target')
    .description(
      "Looks for combinations of the strategies' levers that reach a target with the highest probability within a budget, and prints the\n" +
        'front of cost, effect and unmet need. Cost is spending, by default since the start of the run, and unmet need is that at the time\n' +
        'of the target, both less those under business as usual. What is found is run again in members that had no part in the choice.\n' +
        'It moves the strategies of the general model and takes no model of your own; a program can search one with searchPolicies of @weir/engine.',
    )
    .requiredOption('--target <name@time<=value>', 'what to reach: "looked-after@2035<=75000"', measuredTarget)
    .option(
      '--budget <number>',
      'the mean cost that a policy may have, beside business as usual, in the unit of --cost: £m in total by default (default: any)',
      finiteNumber,
    )
    .option(
      '--cost <name@time>',
      'what the budget is for, such as "spend@2028" (default: cumulative spending at the time of the target)',
      measure,
    )
    .option(
      '--strategies <names>',
      'strategies whose levers may be moved, separated by commas (default: all); may be repeated',
      names,
    )
    .option(
      '--lever <name=low..high>',
      'other ends for a lever than from not moved to as far as its strategies go; may be repeated',
      leverBounds,
    )
    .option('--model <name>', 'the general model', generalName)
    .option('--local <file>', 'a CSV file of published figures of authorities: search in a local model')
    .option('--authority <name>', 'which authority of that file')
    .option('--members <number>', 'members that policies are chosen by', countOf(100_000), 50)
    .option('--fresh <number>', 'other members, on which what was chosen is tried again', countOf(100_000), 200)
    .option('--evaluations <number>', 'policies to try', countOf(20_000), 400)
    .option('--seed <number>', 'what the draws follow from', wholeNumber(4_294_967_295), 1)
    .option('--threads <number>', 'threads that run (default: one a processor)', countOf(256))
    .addOption(new Option('--format <name>', 'how to print').choices(['table', 'csv', 'json']).default('table'))
    .option('--out <file>', 'write to a file instead of standard output')
    .action((options: SearchOptions) => search(terminal, options));

  command('conditions')
    .argument('<strategy>', 'a strategy, by id or name')
    .summary('what would have to be true for a strategy to work')
    .description(
      'Draws everything that is uncertain, runs the model with and without the strategy, and finds the region of assumptions in which it reaches\n' +
        'its target, or fails to where it mostly does: which of them decide, above or below what value, how sure that is, and how it does elsewhere.\n' +
        'What is said of the region is from members that had no part in finding it.',
    )
    .option(
      '--target <name@year<=change>',
      'what it must reach against business as usual: "looked-after@2035<=-3%"; may be repeated, and all must be reached (default: the aims of ' +
        'the strategy)',
      aims,
    )
    .option('--share <share>', 'in which share of the runs of the region it is to work', positiveNumber, 0.8)
    .option('--model <name>', 'the general model', generalName)
    .option('--local <file>', 'a CSV file of published figures of authorities: ask a local model')
    .option('--authority <name>', 'which authority of that file')
    .option('--members <number>', 'members that the region is found by', countOf(100_000), 600)
    .option('--fresh <number>', 'other members, on which it is tried again', countOf(100_000), 300)
    .option('--seed <number>', 'what the draws follow from', wholeNumber(4_294_967_295), 1)
    .option('--threads <number>', 'threads that run (default: one a processor)', countOf(256))
    .addOption(new Option('--format <name>', 'how to print').choices(['table', 'csv', 'json']).default('table'))
    .option('--out <file>', 'write to a file instead of standard output')
    .action((strategy: string, options: ConditionsCommandOptions) => conditions(terminal, strategy, options));

  command('calibrate')
    .argument('[model]', modelHelp, generalName)
    .summary('estimate constants from published series')
    .description(
      'Searches for the values of constants that explain series best, and with --sample draws from their posterior: ranges, what the figures\n' +
        'do not tell, how the chains have mixed, and what held-out years show. In the general model the published series are there already.',
    )
    .option(
      '--data <file>',
      'figures: CSV or Excel with a column Time or Year and one for each variable; "1-5" for a suppressed count',
    )
    .option(
      '--columns <file>',
      'a YAML file that says of columns what they show and what errors they have; docs/analysis.md has a sample (default: whole numbers are counts, others have relative errors)',
    )
    .option('--use <names>', 'columns to use, separated by commas (default: all); may be repeated', names)
    .option(
      '--vary <name=distribution>',
      `a constant to estimate, with what is known of it before the figures are looked at: ${distributions}, all but choice; in the general model a name alone takes its evidence; may be repeated`,
      varied,
    )
    .option('--parameters <file>', 'a YAML file of such constants: name: uniform(0.1, 0.3)')
    .option('--prior <file>', 'a stored posterior, of another place, that is the prior')
    .option('--widen <factor>', 'with --prior: the factor by which its deviations grow', positiveNumber, 1)
    .option('--set <name=value>', 'give a constant, or any variable, another value; may be repeated', setting)
    .option('--until <time>', 'fit figures up to this time and compare with those after it', finiteNumber)
    .addOption(new Option('--method <name>', 'how to search').choices(searchMethods).default('cma-es'))
    .option('--starts <number>', 'places to search from', countOf(1000), 4)
    .option('--runs <number>', 'runs of the search, about (default: 500 for each parameter)', countOf(100_000_000))
    .option(
      '--sample <number>',
      'sample the posterior too, and keep so many draws: 2000 are a good number (default: the best values alone)',
      countOf(1_000_000),
    )
    .option('--chains <number>', 'chains side by side', countOf(1000), defaultSampling.chains)
    .option(
      '--warm-up <number>',
      'moves of each chain before draws are kept',
      countOf(1_000_000),
      defaultSampling.warmUp,
    )
    .option('--thin <number>', 'moves from one kept draw to the next', countOf(10_000), defaultSampling.thin)
    .option(
      '--resume <file>',
      'go on with the sampling of a file that --out wrote, also where Ctrl+C stopped it; repeat the other options; a greater --sample takes more draws, a smaller one is not taken',
    )
    .option('--local <file>', 'a CSV file of published figures of authorities: calibrate a local model')
    .option('--authority <name>', 'which authority of that file')
    .option('--seed <number>', 'what starts and draws follow from', wholeNumber(4_294_967_295), 1)
    .option('--threads <number>', 'threads that run (default: one a processor)', countOf(256))
    .addOption(new Option('--format <name>', 'how to print').choices(['table', 'json']).default('table'))
    .option(
      '--out <file>',
      'write the posterior to a file: to go on from (--resume), to draw from (weir ensemble --posterior), or as a prior (--prior)',
    )
    .action((model: string, options: CalibrateOptions) => calibrate(terminal, model, options));

  const records = command('records')
    .summary('statutory returns at the level of a child: checked and counted, here')
    .description(
      'Reads returns of children looked after (SSDA903: any of its files, or XML) and children in need censuses (XML), of one year or several. Files are known by\n' +
        'what is in them, not by their names. \n' +
        'Nothing leaves this machine, and nothing of a child is printed but, on request, the numbers of rows.',
    );
  const returnsHelp = 'files of returns, or folders that hold them';
  records
    .command('check')
    .argument('<paths...>', returnsHelp)
    .summary('what is wrong with returns, and what it does to the counts')
    .description(
      'Prints what each file is and every problem that changes a count: the rule, how often, what was assumed and what that does.',
    )
    .option('--rows', 'show where each problem stands: file and row, the first hundred')
    .addOption(new Option('--format <name>', 'table or json').choices(['table', 'json']).default('table'))
    .action(async (paths: string[], options: RecordsCheckOptions) => {
      outcome.code = await recordsCheck(terminal, paths, options);
    });
  records
    .command('count')
    .argument('<paths...>', returnsHelp)
    .summary('children in care by year, small counts hidden')
    .description(
      'Prints children in care, starts, ceases, placements, legal status and reasons by statistical year (ending 31 March). Counts of 1 to 5 are hidden, and as\n' +
        'many others as it takes that none can be worked out.',
    )
    .addOption(new Option('--format <name>', 'table, csv or json').choices(['table', 'csv', 'json']).default('table'))
    .action(async (paths: string[], options: RecordsCountOptions) => {
      outcome.code = await recordsCount(terminal, paths, options);
    });

  command('serve')
    .summary('the workbench, in a browser')
    .description('Serves the workbench to browsers on this machine and prints its address.')
    .option('--port <number>', 'the port (default: 4173, or the next free one)', wholeNumber(65_535))
    .option('--host <address>', 'the address to listen on; other machines can reach any but the default', '127.0.0.1')
    .action((options: ServeOptions) => serve(terminal, options));

  return program;
}
