import { join } from 'node:path';
import { node, root } from './run.mjs';

/**
 * The reference of the command line: what `weir --help` and each command's help print.
 *
 * @returns {Promise<string>} the text of docs/command-line.md
 */
export async function commandLineDocs() {
  const general = await help([]);
  const listed = general.split(/^Commands:\n/m)[1] ?? '';
  const names = [...listed.matchAll(/^ {2}([a-z]+)\b/gm)].map((match) => match[1]).filter((name) => name !== 'help');
  const parts = [
    '# The command line',
    'Generated from the program itself by `node scripts/command-line-docs.mjs`.',
    block(general),
  ];
  for (const name of names) parts.push(`## weir ${name}`, block(await help([name])));
  return `${parts.join('\n\n')}\n`;
}

async function help(command) {
  const parameters = [join(root, 'packages/cli/bin/weir.mjs'), ...command, '--help'];
  const { code, output } = await node(parameters, { quiet: true, env: { COLUMNS: '100' } });
  if (code !== 0) throw new Error(`weir ${command.join(' ')} --help ended with ${code}: ${output}`);
  return output;
}

const block = (text) => `\`\`\`text\n${text.trim()}\n\`\`\``;
