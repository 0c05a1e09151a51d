import type { Place } from '../model/model.ts';

/**
 * The place of a character of an equation. `origin` is where the equation starts; without one the file is called
 * "equation" and starts at line 1, column 1.
 */
export function placeAt(text: string, offset: number, origin?: Place): Place {
  const before = text.slice(0, offset).split('\n');
  const line = before.length - 1;
  const column = before.at(-1)?.length ?? 0;
  const { file, line: firstLine, column: firstColumn } = origin ?? { file: 'equation', line: 1, column: 1 };
  return { file, line: firstLine + line, column: line === 0 ? firstColumn + column : column + 1 };
}
