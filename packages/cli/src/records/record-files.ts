import { createReadStream } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { RecordFile } from '@weir/records';
import { Failure } from '../failure.ts';
import { isFolder } from '../read-file.ts';

/**
 * The files that a person named, and those in the folders among them (not in folders within), in the order of their names.
 *
 * @throws Failure where one is not there, or there is none at all
 */
export async function recordFiles(paths: readonly string[]): Promise<RecordFile[]> {
  const files: RecordFile[] = [];
  for (const path of paths) {
    const inside = (await isFolder(path)) ? (await readdir(path)).toSorted().map((name) => join(path, name)) : [path];
    for (const each of inside) {
      if (inside.length > 1 && (await isFolder(each))) continue;
      files.push(await recordFile(each));
    }
  }
  if (files.length === 0) {
    throw new Failure(
      `Cannot read returns: there is no file in ${paths.map((path) => `"${path}"`).join(', ')}. Name files, or a folder that holds them.`,
    );
  }
  return files;
}

async function recordFile(path: string): Promise<RecordFile> {
  try {
    const { size } = await stat(path);
    return { name: basename(path), size, bytes: () => createReadStream(path, { highWaterMark: 1 << 20 }) };
  } catch (error) {
    throw new Failure(`Cannot read "${path}": there is no such file or folder`, undefined, { cause: error });
  }
}
