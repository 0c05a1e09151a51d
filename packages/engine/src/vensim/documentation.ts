/** Units, limits and comment of an entry as Vensim writes them. */
export interface Annotations {
  readonly units?: string;
  readonly range?: { readonly low?: number; readonly high?: number };
  readonly documentation: string;
}

/** `Month [0,?]` is units and limits; `Dmnl` is 1; a comment's lines are joined. */
export function readAnnotations(given: { readonly units: string; readonly comment: string }): Annotations {
  const [, written = '', limits] = /^([\s\S]*?)(?:\[([^\]]*)\])?\s*$/.exec(given.units) ?? [];
  const units = written.replace(/\\\n/g, ' ').replace(/\s+/g, ' ').trim();
  const [low, high] = (limits ?? '').split(',').map(limit);
  const range = { ...(low === undefined ? {} : { low }), ...(high === undefined ? {} : { high }) };
  return {
    ...(units === '' ? {} : { units: /^(?:dmnl|dimensionless)$/i.test(units) ? '1' : units }),
    ...(Object.keys(range).length === 0 ? {} : { range }),
    documentation: cleanComment(given.comment),
  };
}

/** Broken lines are joined, and the tabs that start lines go. */
export function cleanComment(comment: string): string {
  return comment
    .replace(/\\\n\s*/g, '')
    .split('\n')
    .map((line) => line.trim())
    .join('\n')
    .trim();
}

function limit(text: string): number | undefined {
  const value = Number(text.trim());
  return text.trim() === '' || !Number.isFinite(value) ? undefined : value;
}
