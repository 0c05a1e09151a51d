import { shortNumber } from './targets.mjs';

/**
 * The figures as a page in Markdown: docs/performance.md up to what is written by hand.
 *
 * @param {object} figures as `npm run bench -- --format json` prints them
 * @param {{ plot?: string }} options `plot`: the picture of the growth, as the page links to it
 */
export function page(figures, { plot } = {}) {
  const { machine, models, memory, growth, targets, missing } = figures;
  const parts = [
    '# How fast it is',
    opening(machine),
    '## What is aimed at',
    table(
      ['Aim', 'Found', 'Reached'],
      targets.map(({ aim, found, reached }) => [aim, found, reached ? 'yes' : '**no**']),
    ),
    '## One run',
    ...runs(models),
    '## Ensembles',
    ...ensembles(models),
    '## Compiling',
    ...compiling(models),
  ];
  if (memory !== undefined) parts.push('## Memory', ...memoryOf(memory, models));
  if (growth !== undefined) parts.push('## How cost grows', ...growthOf(growth, plot));
  parts.push('## How it is measured', method);
  if (missing.length > 0) parts.push('Not measured:', missing.map((each) => `- ${each}`).join('\n'));
  return `${parts.join('\n\n')}\n`;
}

function opening({ date, processor, cores, memory, load, node, gcc, emcc }) {
  const day = new Date(date).toLocaleDateString('en-GB', {
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    timeZone: 'UTC',
  });
  const tools = [
    `Node ${node}`,
    ...(gcc === undefined ? [] : [`gcc ${gcc}`]),
    ...(emcc === undefined ? [] : [`emscripten ${emcc}`]),
  ];
  return [
    `Measured on ${day} on ${cores} cores of ${processor.trim()} with ${Math.round(memory / 2 ** 30)} GiB, ${tools.join(', ')}, all in one run by`,
    '`npm run bench -- --peers --write docs/performance.md`, which writes this page down to the workbench. Times are medians of rounds in which all',
    'take turns; the ratios, medians of the ratios of single rounds, are what lasts.',
    load > 0.5
      ? `In the minute before, ${shortNumber(load)} other programs on average wanted a processor, so read the times as upper bounds.`
      : 'Nothing else ran on the machine.',
  ].join('\n');
}

function runs(models) {
  const names = [...new Set(models.flatMap((each) => Object.keys(each.runs)))];
  const titles = Object.fromEntries(
    models.flatMap((each) => Object.entries(each.runs).map(([name, { title }]) => [name, title])),
  );
  const rows = names.map((name) => [
    titles[name],
    ...models.map((each) => {
      const found = each.runs[name];
      if (found === undefined) return '';
      const over = found.overNative === undefined ? '' : ` (${shortNumber(found.overNative)})`;
      return `${shortNumber(found.median)}${found.share < 1 ? '†' : ''}${over}`;
    }),
  ]);
  const first = ['Weir, the first run of a process', ...models.map((each) => shortNumber(each.compiles.firstRun))];
  const heads = models.map(
    ({ title, slots, steps }) =>
      `${title}: ${slots.toLocaleString('en-GB')} numbers, ${steps.toLocaleString('en-GB')} steps`,
  );
  const short = models.some((each) => Object.values(each.runs).some(({ share }) => share < 1));
  return [
    'Milliseconds, and in brackets as a multiple of native C. Eight stocks are saved at 100 times.',
    table(['ms (× native)', ...heads], [...rows, first]),
    ...(short ? ['† Measured over the first steps alone and reckoned up: the engine’s cost a step is even.'] : []),
    ...againstWeir(models, titles),
  ];
}

/** What other engines take as a multiple of Weir; nothing where none was measured. */
function againstWeir(models, titles) {
  const peers = Object.keys(titles).filter(
    (name) => !['weir', 'interpreter', 'native', 'watchedNative'].includes(name),
  );
  if (peers.length === 0) return [];
  const rows = peers.map((name) => [
    titles[name],
    ...models.map(({ runs }) => (runs[name] === undefined ? '' : shortNumber(runs[name].overWeir))),
  ]);
  return [
    'What other engines take as a multiple of Weir:',
    table(['× Weir', ...models.map(({ title }) => title)], rows),
  ];
}

function ensembles(models) {
  const rows = models
    .filter(({ ensembles }) => ensembles !== undefined)
    .map(({ title, ensembles: { members, perSecond } }) => {
      const { weir1, weir2, native1, native2 } = perSecond;
      const cell = (rate, limit) =>
        rate === undefined ? '' : `${shortNumber(rate)}${limit === undefined ? '' : ` (${shortNumber(rate / limit)})`}`;
      return [
        title,
        members.toLocaleString('en-GB'),
        cell(weir1, native1),
        cell(weir2, native2),
        cell(native1),
        cell(native2),
        shortNumber(10_000 / weir2),
      ];
    });
  return [
    [
      'Runs a second of an ensemble in which up to eight parameters vary and of which the means are kept; in brackets as a multiple of native C on as',
      'many threads. The other engines have no ensembles of their own: theirs take members × one run.',
    ].join('\n'),
    table(
      [
        'Runs a second',
        'Members run',
        'Weir, 1 thread',
        'Weir, 2 threads',
        'Native C, 1 thread',
        'Native C, 2 threads',
        'Seconds for 10,000 members, Weir, 2 threads',
      ],
      rows,
    ),
  ];
}

function compiling(models) {
  const cell = ({ median, first }) => `${shortNumber(median)} (first ${shortNumber(first)})`;
  const rows = models.map(({ title, compiles, runs }) => [
    title,
    ...[compiles.compile, compiles.prepare, compiles.both].map(cell),
    ...['sdeWasm', 'sdeJavaScript'].map((name) =>
      runs[name] === undefined ? '' : shortNumber(runs[name].first.compile),
    ),
  ]);
  return [
    'Milliseconds from a document that has been read; in brackets the first time of a process.',
    table(
      [
        'ms',
        'Check and compile',
        'Emit WebAssembly',
        'Both',
        'SDEverywhere with emscripten',
        'SDEverywhere, JavaScript',
      ],
      rows,
    ),
  ];
}

const mebibytes = (bytes) => (bytes === undefined ? '' : shortNumber(bytes / 2 ** 20));

function memoryOf({ start, runs, ensembles }, models) {
  const names = [...new Set(Object.values(runs).flatMap((each) => Object.keys(each)))];
  const title = (name) => models.find((each) => each.runs[name] !== undefined).runs[name].title;
  const native = models.some(({ nativeMemory }) => nativeMemory !== undefined)
    ? [['Native C, with ensembles on two threads', ...models.map(({ nativeMemory }) => mebibytes(nativeMemory))]]
    : [];
  return [
    `Greatest resident memory in MiB, each in a process of its own. Node with the engine loaded is ${mebibytes(start)} of it.`,
    table(
      ['MiB, one run', ...models.map((each) => each.title)],
      [...names.map((name) => [title(name), ...models.map(({ key }) => mebibytes(runs[key]?.[name]))]), ...native],
    ),
    'Ensembles of SIR of which the means alone are kept, with V8 held to 1 MiB for new objects, of which it otherwise lets tens of MiB gather:',
    table(
      ['Members', ...ensembles.map(({ members }) => members.toLocaleString('en-GB'))],
      [['MiB', ...ensembles.map(({ most }) => mebibytes(most))]],
    ),
  ];
}

function growthOf(growth, plot) {
  const rows = growth.map(({ title, unit, points, exponent }) => [
    `${title}, ${unit} from ${points[0].size.toLocaleString('en-GB')}`,
    ...points.map(({ time }) => shortNumber(time)),
    exponent.toFixed(2),
  ]);
  const heads = growth[0].points.map((_, doubling) => (doubling === 0 ? 'ms' : `× ${2 ** doubling}`));
  return [
    'Milliseconds as one thing is doubled again and again, the least of the rounds, and the power of the size that cost grows with: 1 is linear.',
    table(['', ...heads, 'Power'], rows),
    ...(plot === undefined
      ? []
      : [`![Cost against size, doubled five times, on logarithmic axes; the dashed lines are linear growth](${plot})`]),
  ];
}

const method = `- Before anything is timed, the results of all are compared with the interpreter's, which defines the meaning: Weir's to 1e-12 relative, the others'
  to 1e-9. The means of ensembles are compared too.
- **Native C** is written from the same program (\`packages/engine/src/testing/native-c.ts\`) in four forms, with loops or without, with local
  variables or one array, and the fastest is taken. Flags: \`-O3 -march=native -ffp-contract=off -fno-math-errno -fno-trapping-math\`, not
  \`-ffast-math\`: the same sums in the same order. It knows beforehand which slots are saved, so gcc leaves out what nobody asks for. Weir also
  looks at every step whether values are still finite; the second row of native C does that as well.
- **SDEverywhere** reads the arrayed model from its own file and the others as the scalar equations of the same program, since it has no reader for their
  formats. Its C calls a library that is not in every package registry; the few functions needed are written anew for the benchmark and are leaner than
  its own, so its WebAssembly is, if anything, flattered: with its own library it took 2.5 × native C on SIR and 3.2 × on the arrayed model in a
  comparison of 23 November 2026.
- **PySD**, where Python has it, reads the same files as SDEverywhere.
- **\`simulation\`** (Insight Maker's engine) gets the same scalar equations as its own variables, stocks, flows and converters.
- What is timed in turn runs in one process, once V8 has had time to optimise; the first call is measured in a process of its own.
- The 100 rows that are saved, and not all values, are what a run hands over; the members of ensembles differ by up to a tenth in what varies.`;

function table(heads, rows) {
  const line = (cells) => `| ${cells.join(' | ')} |`;
  return [
    line(heads),
    `|---|${heads
      .slice(1)
      .map(() => '--:|')
      .join('')}`,
    ...rows.map(line),
  ].join('\n');
}
