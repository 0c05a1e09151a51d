import { readFileSync } from 'node:fs';
import { parseSync } from 'vite';

/**
 * What a source file imports: static imports, re-exports, dynamic imports of a literal. `typeOnly` where the import
 * leaves no trace in the program that runs.
 *
 * @param {string} path
 * @returns {{ specifier: string, typeOnly: boolean, line: number }[]}
 */
export function importsOf(path) {
  const text = readFileSync(path, 'utf8');
  const { module, errors } = parseSync(path, text);
  if (errors.length > 0) throw new SyntaxError(`Cannot read the imports of ${path}: ${errors[0].message}`);
  const lineAt = (offset) => text.slice(0, offset).split('\n').length;
  const found = [];
  for (const { moduleRequest, entries, start } of module.staticImports) {
    // With verbatimModuleSyntax, `import { type A } from 'x'` still loads x; only `import type` does not.
    const typeOnly = entries.length > 0 && /^import\s+type\b/.test(text.slice(start, start + 20));
    found.push({ specifier: moduleRequest.value, typeOnly, line: lineAt(start) });
  }
  for (const { entries, start } of module.staticExports) {
    const request = entries.find((entry) => entry.moduleRequest)?.moduleRequest;
    if (!request) continue;
    const typeOnly = /^export\s+type\b/.test(text.slice(start, start + 20));
    found.push({ specifier: request.value, typeOnly, line: lineAt(start) });
  }
  for (const { moduleRequest, start } of module.dynamicImports) {
    const literal = /^(['"])(.*)\1$/.exec(text.slice(moduleRequest.start, moduleRequest.end));
    if (literal) found.push({ specifier: literal[2], typeOnly: false, line: lineAt(start) });
  }
  return found;
}
