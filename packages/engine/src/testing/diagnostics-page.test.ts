import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { diagnosticCatalogue, explainDiagnostic } from '../model/diagnostic-catalogue.ts';
import { runExample } from './diagnostic-examples.ts';
import { diagnosticsPage } from './diagnostics-page.ts';

const sources = fileURLToPath(new URL('..', import.meta.url));
const entries = diagnosticCatalogue.flatMap((area) => area.entries);

/** Texts with hyphens in the engine's sources that are no codes of diagnostics. */
const notCodes = new Set(['with-lookup', 'deflate-raw', 'dormand-prince', 'encryption-scheme']);

/** Every text in the engine's sources that is written as a code is: small letters and hyphens. */
const anyCode = /'([a-z]+(?:-[a-z]+)+)'|code: '([a-z]+)'/g;
/** Findings of analyses and names of samples have hyphens too: there only what stands where a code does. */
const namedCode = /(?:code: |(?:problem|say)\()'([a-z]+(?:-[a-z]+)*)'/g;

function codesInSources(): string[] {
  const files = readdirSync(sources, { recursive: true, encoding: 'utf8' }).filter(
    (path) => path.endsWith('.ts') && !/\.test\.ts$|^testing\b|\bdiagnostics\b/.test(path),
  );
  const texts = files.flatMap((path) => {
    const text = readFileSync(join(sources, path), 'utf8').replace(/^import .*$/gm, '');
    return [...text.matchAll(/^(?:analysis|random)\b/.test(path) ? namedCode : anyCode)].map(
      ([, hyphened, plain]) => hyphened ?? plain ?? '',
    );
  });
  return [...new Set(texts)].filter((text) => !notCodes.has(text)).toSorted();
}

test('diagnosticCatalogue has every code that the engine uses, and no other', () => {
  expect(entries.map(({ code }) => code).toSorted()).toEqual(codesInSources());
});

test.each(entries.map((entry) => [entry.code, entry] as const))(
  'diagnosticCatalogue gives an example of %s',
  (code, entry) => {
    const found = runExample(entry);
    expect(found.map((each) => each.code)).toContain(code);
    for (const { message } of found) expect(message).toMatch(/^Cannot .*[^.]$/s);
  },
);

test('explainDiagnostic finds an entry by its code', () => {
  expect(explainDiagnostic('unknown-name')?.title).toBe('A name that nothing has');
  expect(explainDiagnostic('no-such-code')).toBeUndefined();
});

test('diagnosticsPage is docs/diagnostics.md', () => {
  const path = fileURLToPath(new URL('../../../../docs/diagnostics.md', import.meta.url));
  expect(readFileSync(path, 'utf8')).toBe(diagnosticsPage());
});
