/**
 * Splits a list of names at its commas, but not inside brackets or quotation marks: `a, b[x,y], "c, d"`.
 *
 * @returns the names without surrounding spaces and quotation marks; empty ones are left out
 * @example
 * ```ts
 * splitNames('cost, children[boys,leeds]'); // ['cost', 'children[boys,leeds]']
 * ```
 */
export function splitNames(text: string): string[] {
  const parts = text.match(/(?:"[^"]*"|\[[^\]]*\]|[^,])+/g) ?? [];
  return parts.map((part) => part.trim().replace(/^"(.*)"$/s, '$1')).filter((part) => part !== '');
}
