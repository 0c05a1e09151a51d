import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { securityHeaders } from './headers.ts';
import type { Site } from './site.ts';

/**
 * A server of a site and nothing else: it answers GET and HEAD, keeps no state about who asks, and writes no log.
 *
 * @example
 * ```ts
 * const server = staticServer(await openSite('packages/studio/dist/app'));
 * server.listen(4173, '127.0.0.1');
 * ```
 */
export function staticServer(site: Site): Server {
  return createServer((request, response) => {
    answer(site, request, response).catch(() => {
      // The file went away between being found and being read.
      if (!response.headersSent)
        sendText(response, 500, 'The workbench cannot read one of its own files; build it again');
      else response.destroy();
    });
  });
}

async function answer(site: Site, request: IncomingMessage, response: ServerResponse): Promise<void> {
  for (const [name, value] of Object.entries(securityHeaders)) response.setHeader(name, value);
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    response.setHeader('Allow', 'GET, HEAD');
    return sendText(response, 405, 'Only GET and HEAD are answered');
  }
  const path = pathOf(request.url ?? '/');
  const accepted = request.headers['accept-encoding'] ?? '';
  const file = path === undefined ? undefined : await site.find(path, accepted);
  if (file === undefined) return sendText(response, 404, 'There is nothing at this address');
  response.setHeader('Content-Type', file.type);
  response.setHeader('Cache-Control', file.lasting ? 'public, max-age=31536000, immutable' : 'no-cache');
  response.setHeader('ETag', file.tag);
  response.setHeader('Vary', 'Accept-Encoding');
  if (request.headers['if-none-match'] === file.tag) {
    response.writeHead(304).end();
    return;
  }
  if (file.encoding !== 'identity') response.setHeader('Content-Encoding', file.encoding);
  response.setHeader('Content-Length', file.body.length);
  response.writeHead(200).end(request.method === 'HEAD' ? undefined : file.body);
}

/** The decoded path of a request's address, or `undefined` where it is not one. */
function pathOf(url: string): string | undefined {
  try {
    return decodeURIComponent(url.replace(/[?#].*$/s, ''));
  } catch {
    return undefined;
  }
}

function sendText(response: ServerResponse, status: number, text: string): void {
  response.writeHead(status, { 'Content-Type': 'text/plain; charset=utf-8' }).end(`${text}\n`);
}
