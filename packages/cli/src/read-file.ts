import { existsSync, readdirSync } from 'node:fs';
import { readFile, stat, writeFile } from 'node:fs/promises';
import { basename, dirname, extname, join } from 'node:path';
import { nearNames } from '@weir/engine';
import { Failure } from './failure.ts';

/**
 * Reads a file that a person named.
 *
 * @throws Failure where it is not there, with files of like names beside it, or cannot be read
 */
export async function readInput(path: string): Promise<Uint8Array> {
  try {
    return await readFile(path);
  } catch (error) {
    throw new Failure(`Cannot read "${path}": ${reasonFor(error, path)}`, undefined, { cause: error });
  }
}

/**
 * Reads a file that a model asks for; undefined where there is none.
 *
 * @throws Failure where it is there but cannot be read
 */
export async function readIfThere(path: string): Promise<Uint8Array | undefined> {
  return existsSync(path) && !(await isFolder(path)) ? await readInput(path) : undefined;
}

/** Whether a path that a person named is a folder; where there is none at all, reading it will say so. */
export async function isFolder(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isDirectory();
  } catch {
    return false;
  }
}

/**
 * Writes a file that a person named.
 *
 * @throws Failure where it cannot be written
 */
export async function writeOutput(path: string, text: string): Promise<void> {
  try {
    await writeFile(path, text);
  } catch (error) {
    throw new Failure(`Cannot write "${path}": ${reasonFor(error, path)}`, undefined, { cause: error });
  }
}

function reasonFor(error: unknown, path: string): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : String(error);
  switch (code) {
    case 'ENOENT':
      return `there is no such file or folder${nearby(path)}`;
    case 'EISDIR':
      return 'it is a folder; name a file';
    case 'ENOTDIR':
      return 'a part of its path is a file, not a folder';
    case 'EACCES':
    case 'EPERM':
      return 'this account may not';
    case 'ENOSPC':
      return 'the disk is full';
    default:
      return code;
  }
}

/** Names beside the path that are spelt like it, or that have its extension. */
function nearby(path: string): string {
  let names: string[];
  try {
    names = readdirSync(dirname(path));
  } catch {
    return `, nor a folder "${dirname(path)}"`;
  }
  const near = nearNames(basename(path), names);
  const others = near.length > 0 ? near : names.filter((name) => extname(name) === extname(path)).slice(0, 5);
  return others.length === 0
    ? ''
    : `; did you mean ${others.map((name) => `"${join(dirname(path), name)}"`).join(' or ')}?`;
}
