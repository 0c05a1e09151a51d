import { diagnosticCatalogue } from '../model/diagnostic-catalogue.ts';
import type { DiagnosticEntry } from '../model/diagnostics/entry.ts';
import { runExample } from './diagnostic-examples.ts';

const intro = `# What Weir says is wrong

Generated from the engine by \`node scripts/reference-docs.mjs\`; every message below is what the engine says of the example.

Bad input is answered with diagnostics, which are data: a stable \`code\`, a \`severity\`, a \`message\` that says what cannot be
done, often an \`advice\`, the \`place\` in the file, the \`variable\` concerned, and known names \`near\` to one that was not found. An
error stops the work; a warning does not. All problems of one input come back together: where a file cannot be read in part, the rest
of it is checked all the same. A program can look an entry up with \`explainDiagnostic(code)\`.

\`weir check\` prints them one a line, as \`file:line:column code message; advice\`. Examples marked *in short* are whole models in
one line: \`x = 1; stock S = 10 { -out }; flow out = S / 4\`.`;

/** The text of `docs/diagnostics.md`. */
export function diagnosticsPage(): string {
  const list = diagnosticCatalogue.map(
    ({ title, entries }) => `- ${title}: ${entries.map(({ code }) => `[\`${code}\`](#${code})`).join(', ')}`,
  );
  const areas = diagnosticCatalogue.map(({ title, entries }) =>
    [`## ${title}`, ...entries.map(entryText)].join('\n\n'),
  );
  return `${[intro, list.join('\n'), ...areas].join('\n\n')}\n`;
}

const languages = {
  model: 'in short',
  mdl: 'in a Vensim file',
  xmile: 'in an XMILE file',
  document: 'in a document',
  program: 'in a program',
} as const;

function entryText(entry: DiagnosticEntry): string {
  const { code, title, meaning, causes, remedy, example } = entry;
  const said = runExample(entry).find((each) => each.code === code);
  const message =
    said === undefined ? '' : `${said.severity}: ${shortened(said.message)}${said.advice ? `; ${said.advice}` : ''}`;
  return [
    `### ${code}`,
    `**${title}.** ${meaning}`,
    `Usual causes: ${causes}`,
    `What to do: ${remedy}`,
    `An example, ${languages[example.language]}, and what is said of it:`,
    `\`\`\`text\n${shortened(example.text)}\n\n${message}\n\`\`\``,
  ].join('\n\n');
}

function shortened(text: string): string {
  return text.length > 300 ? `${text.slice(0, 60)} … ${text.slice(-20)}` : text;
}
