/** What a file says of its variables and views that changes no number and has no place in the document: what it is, and how often. */
const kinds: readonly (readonly [what: string, pattern: RegExp])[] = [
  ['marks of supplementary variables', /~\s*:SUPPLEMENTARY\b/gi],
  ['steps of sliders', /~[^~|\n]*\[[^\],\n]*,[^\],\n]*,[^\]\n]*\]\s*~/g],
  ['graph definitions', /^:GRAPH\b/gm],
];

/** Adds to `counts` what a Vensim file holds beside the sketches that a file written again will be without. */
export function countLeftOut(text: string, counts: ReadonlyMap<string, number>): ReadonlyMap<string, number> {
  const found = kinds.flatMap(([what, pattern]) => {
    const count = text.match(pattern)?.length ?? 0;
    return count === 0 ? [] : [[what, count] as const];
  });
  return new Map([...found, ...counts]);
}
