import { createHash } from 'node:crypto';
import { readFile, realpath, stat } from 'node:fs/promises';
import { extname, join, sep } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { contentType, isCompressible } from './headers.ts';

const toGzip = promisify(gzip);
const toBrotli = promisify(brotliCompress);

/** Encodings offered, best first. */
export type Encoding = 'br' | 'gzip' | 'identity';

/** A file as it is sent. */
export interface SiteFile {
  readonly type: string;
  readonly body: Buffer;
  readonly encoding: Encoding;
  /** Names the content, so that a browser need not fetch it again. */
  readonly tag: string;
  /** Whether its name changes with its content. */
  readonly lasting: boolean;
}

/** A folder of files to serve. */
export interface Site {
  /**
   * The file at a path of an address. A path without an extension that is no file is a page of the app, and gets
   * `index.html`.
   *
   * @returns `undefined` where there is none, or where the path leads out of the folder
   */
  find(path: string, accepted: string): Promise<SiteFile | undefined>;
}

interface Loaded {
  readonly type: string;
  readonly modified: number;
  readonly tag: string;
  readonly plain: Buffer;
  readonly encoded: Map<Encoding, Buffer>;
}

/**
 * Serves a folder from memory: each file is read and compressed when it is first asked for, and again when it changes.
 *
 * @param folder its real path is taken once, so that links that lead out of it are refused
 */
export async function openSite(folder: string): Promise<Site> {
  const root = await realpath(folder);
  const loaded = new Map<string, Loaded>();

  async function load(path: string): Promise<Loaded | undefined> {
    const file = await locate(root, path);
    if (file === undefined) return undefined;
    const { mtimeMs } = await stat(file);
    const known = loaded.get(file);
    if (known?.modified === mtimeMs) return known;
    const plain = await readFile(file);
    const fresh: Loaded = {
      type: contentType(extname(file)),
      modified: mtimeMs,
      tag: createHash('sha256').update(plain).digest('base64url').slice(0, 22),
      plain,
      encoded: new Map(),
    };
    loaded.set(file, fresh);
    return fresh;
  }

  return {
    async find(path, accepted) {
      const file = (await load(path)) ?? (isPage(path) ? await load('/index.html') : undefined);
      if (file === undefined) return undefined;
      const encoding = chooseEncoding(file.type, accepted);
      const body = await encode(file, encoding);
      const lasting = /^\/assets\/.*-[\w-]{8}\.\w+$/.test(path);
      return { type: file.type, body, encoding, tag: `"${file.tag}-${encoding}"`, lasting };
    },
  };
}

/** The real path of a file inside `root`, or `undefined`. */
async function locate(root: string, path: string): Promise<string | undefined> {
  if (leadsAstray(path)) return undefined;
  try {
    const file = await realpath(join(root, path.endsWith('/') ? `${path}index.html` : path));
    return file.startsWith(root + sep) && (await stat(file)).isFile() ? file : undefined;
  } catch {
    return undefined;
  }
}

/** Paths up the folders, to hidden files, or cut short by a NUL are never answered. */
function leadsAstray(path: string): boolean {
  return path.includes('\0') || path.split(/[/\\]/).some((part) => part.startsWith('.'));
}

function isPage(path: string): boolean {
  return extname(path) === '' && !leadsAstray(path);
}

function chooseEncoding(type: string, accepted: string): Encoding {
  if (!isCompressible(type)) return 'identity';
  const names = accepted
    .split(',')
    .filter((part) => !/;\s*q=0(?:\.0*)?\s*$/.test(part))
    .map((part) => part.replace(/;.*/, '').trim());
  if (names.includes('br')) return 'br';
  return names.includes('gzip') ? 'gzip' : 'identity';
}

async function encode(file: Loaded, encoding: Encoding): Promise<Buffer> {
  const known = file.encoded.get(encoding);
  if (known !== undefined) return known;
  const body = await compress(file.plain, encoding);
  file.encoded.set(encoding, body);
  return body;
}

async function compress(plain: Buffer, encoding: Encoding): Promise<Buffer> {
  switch (encoding) {
    case 'br':
      return toBrotli(plain, { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } });
    case 'gzip':
      return toGzip(plain, { level: 6 });
    case 'identity':
      return plain;
  }
}
