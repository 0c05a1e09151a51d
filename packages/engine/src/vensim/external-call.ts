import type { Span } from '../equation/expression.ts';

/** A call that takes values from a file, as `GET DIRECT DATA('data.xlsx', 'Sheet1', 'A', 'B2')`. */
export interface ExternalCall {
  /** In capitals: `GET`, `XLS` or `DIRECT`, and what is read. */
  readonly name: string;
  /** The literals, without their quotes. */
  readonly arguments: readonly string[];
  readonly span: Span;
}

/** What the arguments of such a call are called in messages. */
export function externalArguments(name: string): readonly string[] {
  if (name.endsWith(' CONSTANTS')) return ['file', 'tab', 'cell'];
  if (name.endsWith(' SUBSCRIPT')) return ['file', 'tab', 'first cell', 'last cell', 'prefix'];
  return ['file', 'tab', 'time row or column', 'cell'];
}

/** What a call reads. */
export function externalKind({ name }: ExternalCall): 'constants' | 'data' | 'lookups' {
  if (name.endsWith(' CONSTANTS')) return 'constants';
  return name.endsWith(' DATA') ? 'data' : 'lookups';
}

/** Vensim's settings name files for `?tags`, on lines `30:?tag=file`. */
export function fileTags(settings: readonly string[]): ReadonlyMap<string, string> {
  return new Map(
    settings.flatMap((line) => {
      const [, tag, file] = /^30:\s*(\?[^=]*?)\s*=\s*(.*?)\s*$/.exec(line) ?? [];
      return tag === undefined || file === undefined || file === '' ? [] : [[tag.toLowerCase(), file] as const];
    }),
  );
}

/** The file of a call: as written, or the one that its `?tag` stands for; undefined where the settings have none. */
export function fileOf(call: ExternalCall, tags: ReadonlyMap<string, string>): string | undefined {
  const [file = ''] = call.arguments;
  return file.startsWith('?') ? tags.get(file.trim().toLowerCase()) : file;
}
