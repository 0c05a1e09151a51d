import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { functionCatalogue, isRefusedFunction } from '../check/function-catalogue.ts';
import { toId } from '../model/names.ts';
import { vensimFunctionNames } from '../vensim/functions.ts';
import { languagePage } from './language-page.ts';

/** The names that a text such as `SMOOTH(x, time), SMOOTHI(x, time, initial)` calls. */
function called(text: string | undefined): string[] {
  return [...(text ?? '').matchAll(/([A-Z][A-Z0-9 ]*)\(/g)].map(([, name = '']) => name.trim());
}

test('functionCatalogue says of no function how Vensim writes it unless that is read', () => {
  const known = new Set(vensimFunctionNames);
  const wrong = functionCatalogue.flatMap(({ vensim }) => called(vensim)).filter((name) => !known.has(name));
  expect(wrong).toEqual([]);
});

test('functionCatalogue names every function under which Vensim’s are read', () => {
  const ids = new Set(functionCatalogue.flatMap(({ vensim }) => called(vensim)));
  // Those that become an expression of others.
  const expressions = new Set(['IF THEN ELSE', 'GAME', 'GET TIME VALUE']);
  expect(vensimFunctionNames.filter((name) => !ids.has(name) && !expressions.has(name))).toEqual([]);
});

test('functionCatalogue refuses nothing that it computes', () => {
  const names = functionCatalogue.flatMap(({ name, aliases }) => [name, ...(aliases ?? [])]);
  expect(names.filter((name) => isRefusedFunction(name))).toEqual([]);
  expect(new Set(names.map((name) => toId(name))).size).toBe(names.length);
});

test('languagePage is docs/language.md', () => {
  const path = fileURLToPath(new URL('../../../../docs/language.md', import.meta.url));
  expect(readFileSync(path, 'utf8')).toBe(languagePage());
});
