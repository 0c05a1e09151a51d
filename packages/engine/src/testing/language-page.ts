import { functionFamilies } from '../check/function-catalogue.ts';
import type { ArgumentEntry, FunctionEntry } from '../check/functions/entry.ts';
import { refusedFunctions } from '../check/functions/refused.ts';
import { binaryPrecedence, unaryPrecedence } from '../equation/precedence.ts';
import { vensimNotPrecedence, vensimOperators, vensimSignPrecedence } from '../vensim/parse.ts';
import { REFUSED_ELEMENTS } from '../xmile/variable.ts';

const intro = `# The language

Generated from the engine by \`node scripts/reference-docs.mjs\`: the functions from the catalogue that checks them, the operators
from the parsers.

Weir has one dialect of its own, which is that of XMILE 1.0 and Stella with names that may hold spaces. Vensim's is read and turned
into it: where a function of one name means two things in the two tools (PULSE, INT, MOD), Weir has both, under two names. Where a
source is given, it states the meaning; where none is, the meaning is the ordinary one, and it has been checked against results of
other tools only as far as the conformance material goes (\`npm run conformance\`).

## Equations

- **Names**: letters, digits, spaces and underscores, any case; runs of spaces and underscores are one. A name with any other
  character, or with one of the words IF THEN ELSE AND OR NOT MOD in it, stands in double quotes; inside them \`\\"\` is a quote.
- **Numbers**: \`12\`, \`0.5\`, \`.5\`, \`1e-3\`. Truth is any number but 0; a comparison gives 1 or 0.
- **Comments**: \`{ up to the next brace }\`.
- **Conditions**: \`IF test THEN a ELSE b\`, \`IF(test, a, b)\`; Vensim's \`IF THEN ELSE(test, a, b)\`.
- **Subscripts**: \`x[young]\` an element, \`x[Age]\` the element that the equation is at, \`x[*]\` all elements inside an aggregate,
  \`x[*:Under 5]\` those of a subrange, \`x[Age - 1]\` a computed place, counted from 1; outside the dimension it gives NaN, and the
  run says so (or 0, where the model has \`outside arrays: zero\`, as XMILE files have). Vensim's \`x[Age!]\` is \`x[*:Age]\`.
- **Graphical functions**: \`effect of stress(ratio)\` calls one by name. Between points lines are straight; beyond the ends the
  value is held, or goes on where the table says so; a discrete one holds the value of the last point passed.
- **Arguments that may be left out** are marked with \`?\` below; \`…\` means that the last may be repeated.`;

/** The text of `docs/language.md`. */
export function languagePage(): string {
  const families = functionFamilies.map(({ title, entries }) =>
    [`### ${title}`, ...entries.map((entry) => functionText(entry))].join('\n\n'),
  );
  return `${[intro, operators(), '## Functions', functionsIntro, ...families, refused()].join('\n\n')}\n`;
}

/** Rows of operators that bind alike, tightest first. */
function operators(): string {
  const own = byPrecedence([
    ...Object.entries(binaryPrecedence).map(([text, level]) => [text.toUpperCase(), level] as const),
    ['sign -, sign +, NOT', unaryPrecedence],
  ]);
  const vensim = byPrecedence([
    ...vensimOperators.map(([text, , level]) => [text, level] as const),
    ['sign -, sign +', vensimSignPrecedence],
    [':NOT:', vensimNotPrecedence],
  ]);
  const rows = Array.from({ length: Math.max(own.length, vensim.length) }, (_, index) => {
    const cell = (list: readonly string[]): string => list[index] ?? '';
    return `| ${cell(own)} | ${cell(own)} | ${cell(vensim)} |`;
  });
  return [
    '## Operators',
    'Those in one cell bind alike; the higher the cell, the tighter. XMILE and Stella are read by the parser of Weir’s own equations.',
    ['| Weir | XMILE, Stella | Vensim |', '|---|---|---|', ...rows].join('\n'),
    'All group to the left, save that `^` groups to the right (in Vensim unchecked). A sign binds looser than `^`: `-2^2` is -4. `NOT a = b` is `(NOT a) = b` in Weir and XMILE; `:NOT: a = b` negates the comparison in Vensim. `AND` and `OR` work out both sides. Division by 0 gives an infinity or NaN, and a run that comes to one in a stock or a flow stops and says where.',
  ].join('\n\n');
}

function byPrecedence(list: readonly (readonly [text: string, level: number])[]): string[] {
  const levels = [...new Set(list.map(([, level]) => level))].toSorted((a, b) => b - a);
  return levels.map((level) =>
    list
      .filter((each) => each[1] === level)
      .map(([text]) => (text.startsWith('sign') ? text : `\`${text}\``))
      .join(', '),
  );
}

const functionsIntro = `Units are given as \`x\` and \`y\` (any units, the same wherever the letter stands in one call), \`time\` (the model's unit of time), \`1\` (no units)
and \`any\` (not checked).`;

function functionText(entry: FunctionEntry): string {
  const { name, aliases, units, documentation, vensim, xmile, source, repeats } = entry;
  const list = entry.arguments.map(argumentName).join(', ') + (repeats === true ? ', …' : '');
  const call = entry.arguments.length === 0 ? name : `${name}(${list})`;
  const given = entry.arguments.map((each) => `${each.name} [${each.units}]`).join(', ');
  const lines = [
    ...(aliases === undefined ? [] : [`Also written ${aliases.map((each) => `\`${each}\``).join(', ')}.`]),
    `Units: ${given === '' ? '' : `${given}; `}result [${units}].`,
    `Vensim: ${vensim === undefined ? 'no counterpart' : `\`${vensim}\``}. XMILE, Stella: ${xmile === undefined ? 'no counterpart' : `\`${xmile}\``}.`,
    `Source: ${source ?? 'none; unchecked'}.`,
  ];
  return `#### \`${call}\`\n\n${documentation}\n\n${lines.map((line) => `- ${line}`).join('\n')}`;
}

function argumentName({ name, optional, array }: ArgumentEntry): string {
  return `${name}${array === true ? '[*]' : ''}${optional === true ? '?' : ''}`;
}

function refused(): string {
  const elements = Object.entries(REFUSED_ELEMENTS).map(([name, what]) => `\`<${name}>\` (${what})`);
  return [
    '## What is refused',
    'A model that uses one of these is refused with the name and the place of what it uses; it is never run without it.',
    `Functions: ${refusedFunctions.map((name) => `\`${name}\``).join(', ')}.`,
    `Parts of XMILE: ${elements.length === 0 ? 'none' : elements.join(', ')}; any other element inside a variable that the reader does not know.`,
    'Functions that are in neither list are not known at all: [`unknown-function`](diagnostics.md#unknown-function). Constructs of a format that are not carried out are [`unsupported-construct`](diagnostics.md#unsupported-construct).',
  ].join('\n\n');
}
