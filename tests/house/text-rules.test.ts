import { describe, expect, it } from 'vitest';
import { textBreaches } from '../../scripts/lib/text-rules.mjs';

// Each is put together here, so that this file does not break the rules that it tests.
const cases: readonly (readonly [string, string, string])[] = [
  ['a/b.ts', `const path = '/${'work'}/someone/x';`, "a path of somebody's machine"],
  ['README.md', `see /${'home'}/jo/weir`, "a path of somebody's machine"],
  ['a.json', `https://${'registry.npm'}js.org/x`, "a registry's host"],
  ['package-lock.json', `"resolved": "${'http'}s://x/y.tgz"`, 'a download address in the lockfile'],
  ['a.txt', `-----BEGIN ${'PRIVATE'} KEY-----`, 'a private key'],
  ['a.txt', `${'ghp'}_${'a'.repeat(36)}`, 'an access token'],
  ['a.ts', `// ${'TO'}DO later`, 'work left open'],
  ['a.test.ts', `it.${'skip'}('x', () => {});`, 'a test that is skipped or singled out without a reason'],
];

describe('textBreaches', () => {
  it.each(cases)('textBreaches finds in %s what must not be there: %s', (path, line, name) => {
    expect(textBreaches(path, `first\n${line}\n`, 600)).toEqual([`${path}:2 ${name}`]);
  });

  it('textBreaches finds nothing in ordinary text', () => {
    const text =
      "import { a } from './work/plan.ts';\n// methods under /usr/bin/chromium\nit.skipIf(x)('a', () => {});\n";
    expect(textBreaches('a.test.ts', text, 600)).toEqual([]);
  });

  it('textBreaches reports a source file that has grown too long, and leaves documents alone', () => {
    const text = 'x\n'.repeat(11);
    expect(textBreaches('a.ts', text, 10)).toEqual(['a.ts has 11 lines; at most 10 are allowed: split it by idea']);
    expect(textBreaches('a.md', text, 10)).toEqual([]);
  });
});
