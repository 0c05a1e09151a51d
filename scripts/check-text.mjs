// Looks through every committed or new text file for what must not be there, and for files that have grown too long.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { report } from './lib/report.mjs';
import { root, run } from './lib/run.mjs';
import { filesUnder } from './lib/stamp.mjs';
import { textBreaches } from './lib/text-rules.mjs';

const { maximumLines } = JSON.parse(readFileSync(join(root, 'dependency-policy.json'), 'utf8'));
const listed = await run('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], { quiet: true });
// Without git (a downloaded archive) every file counts.
const files = listed.code === 0 ? listed.output.split('\0').filter((path) => path !== '') : filesUnder(['.']);
const breaches = files
  .filter((path) => existsSync(join(root, path)))
  .flatMap((path) => {
    const content = readFileSync(join(root, path));
    return content.includes(0) ? [] : textBreaches(path, content.toString('utf8'), maximumLines);
  });
report('Text', breaches);
