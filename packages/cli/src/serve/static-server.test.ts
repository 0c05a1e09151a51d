import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import type { IncomingHttpHeaders, Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { listen } from './listen.ts';
import { openSite } from './site.ts';
import { staticServer } from './static-server.ts';

const script = `const weir = 1;\n${'// padding\n'.repeat(200)}`;
let folder: string;
let server: Server;
let port: number;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'weir-site-'));
  mkdirSync(join(folder, 'site', 'assets'), { recursive: true });
  writeFileSync(join(folder, 'secret.txt'), 'secret');
  writeFileSync(join(folder, 'site', 'index.html'), '<!doctype html><title>Weir</title>');
  writeFileSync(join(folder, 'site', 'assets', 'app-AbCd1234.js'), script);
  writeFileSync(join(folder, 'site', '.hidden'), 'hidden');
  symlinkSync(join(folder, 'secret.txt'), join(folder, 'site', 'link.txt'));
  server = staticServer(await openSite(join(folder, 'site')));
  port = await listen(server, { host: '127.0.0.1', port: 0, spare: 0 });
});

afterAll(() => {
  server.close();
  rmSync(folder, { recursive: true });
});

interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

/** Sends the path as it is: `fetch` would tidy `..` away. */
function ask(path: string, headers: Record<string, string> = {}, method = 'GET'): Promise<Answer> {
  return new Promise((resolve, reject) => {
    request({ host: '127.0.0.1', port, path, method, headers }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body: Buffer.concat(chunks) }),
      );
    })
      .on('error', reject)
      .end();
  });
}

describe('staticServer', () => {
  it('staticServer sends the page with the headers that keep it to itself', async () => {
    const { status, headers, body } = await ask('/');
    expect(status).toBe(200);
    expect(body.toString()).toContain('<title>Weir</title>');
    expect(headers['content-type']).toBe('text/html; charset=utf-8');
    expect(headers['content-security-policy']).toContain("script-src 'self' 'wasm-unsafe-eval'");
    expect(headers['cross-origin-opener-policy']).toBe('same-origin');
    expect(headers['cross-origin-embedder-policy']).toBe('require-corp');
    expect(headers['x-content-type-options']).toBe('nosniff');
    expect(headers['cache-control']).toBe('no-cache');
  });

  it('staticServer sends the page for an address within the app', async () => {
    expect((await ask('/map/placements?year=2030')).body.toString()).toContain('<title>Weir</title>');
  });

  it.each([
    ['br', brotliDecompressSync],
    ['gzip', gunzipSync],
  ])('staticServer compresses with %s where the browser takes it', async (encoding, decode) => {
    const { headers, body } = await ask('/assets/app-AbCd1234.js', { 'Accept-Encoding': encoding });
    expect(headers['content-encoding']).toBe(encoding);
    expect(body.length).toBeLessThan(script.length / 4);
    expect(decode(body).toString()).toBe(script);
    expect(headers['cache-control']).toContain('immutable');
  });

  it('staticServer heeds an encoding that is refused', async () => {
    const { headers } = await ask('/assets/app-AbCd1234.js', { 'Accept-Encoding': 'br;q=0, gzip;q=0.5' });
    expect(headers['content-encoding']).toBe('gzip');
  });

  it('staticServer does not send again what the browser has', async () => {
    const { headers } = await ask('/');
    const again = await ask('/', { 'If-None-Match': headers.etag ?? '' });
    expect(again.status).toBe(304);
    expect(again.body).toHaveLength(0);
  });

  it.each([
    '/../secret.txt',
    '/%2e%2e/secret.txt',
    '/..%2fsecret.txt',
    '/assets/..%5c..%5csecret.txt',
    '/link.txt',
    '/.hidden',
    '/index.html%00.js',
    '/%zz',
    '/missing.js',
  ])('staticServer has nothing at %s', async (path) => {
    const { status, body } = await ask(path);
    expect(status).toBe(404);
    expect(body.toString()).toBe('There is nothing at this address\n');
  });

  it('staticServer answers HEAD without a body and refuses to be written to', async () => {
    const head = await ask('/', {}, 'HEAD');
    expect(head.status).toBe(200);
    expect(head.body).toHaveLength(0);
    const post = await ask('/', {}, 'POST');
    expect(post.status).toBe(405);
    expect(post.headers.allow).toBe('GET, HEAD');
  });
});

describe('listen', () => {
  it('listen takes the next free port, and says so where there is none', async () => {
    const site = await openSite(join(folder, 'site'));
    const second = staticServer(site);
    expect(await listen(second, { host: '127.0.0.1', port, spare: 5 })).toBeGreaterThan(port);
    second.close();
    await expect(listen(staticServer(site), { host: '127.0.0.1', port, spare: 0 })).rejects.toThrow(
      `Cannot serve on port ${port} of 127.0.0.1: another program uses it`,
    );
  });
});
