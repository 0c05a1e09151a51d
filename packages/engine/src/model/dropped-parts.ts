import type { Diagnostic } from './diagnostic.ts';

/**
 * One warning that counts the parts of diagrams, and of what else only shows the model, which go missing, or none where none do; no number of the model depends on them.
 * `when` says on what occasion.
 */
export function droppedParts(
  dropped: ReadonlyMap<string, number>,
  options: { readonly when: 'read' | 'written'; readonly file?: string },
): Diagnostic[] {
  const list = [...dropped].map(([what, count]) => `${what} (${count})`);
  if (list.length === 0) return [];
  const { when, file } = options;
  const kept =
    when === 'read' ? 'a file that is written from the model will be without them' : 'the file is without them';
  return [
    {
      code: 'diagram-parts',
      severity: 'warning',
      message: `Cannot keep all of how the model is shown, though the model is whole: ${list.join(', ')}`,
      advice: `${kept}; keep the original for how it looks`,
      ...(file === undefined ? {} : { place: { file, line: 1, column: 1 } }),
    },
  ];
}
