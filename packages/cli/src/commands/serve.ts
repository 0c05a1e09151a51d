import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Failure } from '../failure.ts';
import { listen } from '../serve/listen.ts';
import { openSite } from '../serve/site.ts';
import { staticServer } from '../serve/static-server.ts';
import type { Terminal } from '../terminal.ts';

/** The options of `weir serve`. */
export interface ServeOptions {
  readonly port?: number;
  readonly host: string;
}

/** The port when none is asked for; the next free one is taken where it is in use. */
export const defaultPort = 4173;

const workbench = fileURLToPath(new URL('../../../studio/dist/app', import.meta.url));
const loopback = new Set(['127.0.0.1', '::1', 'localhost']);

/**
 * Serves the workbench until it is interrupted.
 *
 * @throws Failure where the workbench is not built or no port can be had
 */
export async function serve(terminal: Terminal, options: ServeOptions): Promise<void> {
  if (!existsSync(join(workbench, 'index.html'))) {
    throw new Failure('Cannot serve the workbench: it is not built yet. Type "npm run build" in the folder of Weir');
  }
  const server = staticServer(await openSite(workbench));
  const port = await listen(server, {
    host: options.host,
    port: options.port ?? defaultPort,
    spare: options.port === undefined ? 20 : 0,
  });
  if (!loopback.has(options.host)) {
    terminal.err(`Everybody who can reach ${options.host} can open this workbench; it has no sign-in.\n`);
  }
  const host = options.host.includes(':') ? `[${options.host}]` : options.host;
  terminal.err('Weir is ready. Open this address in a browser (Ctrl+C stops it):\n');
  terminal.out(`http://${host}:${port}/\n`);
  await new Promise<void>((resolve) => {
    const stop = (): void => {
      server.close(() => resolve());
      server.closeAllConnections();
    };
    process.once('SIGINT', stop);
    process.once('SIGTERM', stop);
  });
}
