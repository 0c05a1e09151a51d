import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Failure } from '../failure.ts';

/** Where to listen. */
export interface ListenOptions {
  readonly host: string;
  readonly port: number;
  /** How many ports after the first may be taken instead when it is in use. */
  readonly spare: number;
}

/**
 * Listens on a port, or on the next free one.
 *
 * @returns the port that it listens on
 * @throws Failure where none of them is free, or the machine does not allow it
 */
export async function listen(server: Server, { host, port, spare }: ListenOptions): Promise<number> {
  for (let tried = 0; ; tried++) {
    const code = await tryPort(server, host, port + tried);
    if (code === undefined) return (server.address() as AddressInfo).port;
    if (code === 'EADDRINUSE' && tried < spare) continue;
    throw new Failure(messageFor(code, host, port, tried));
  }
}

function tryPort(server: Server, host: string, port: number): Promise<string | undefined> {
  return new Promise((resolve) => {
    const failed = (error: NodeJS.ErrnoException): void => resolve(error.code ?? error.message);
    server.once('error', failed);
    server.listen(port, host, () => {
      server.off('error', failed);
      resolve(undefined);
    });
  });
}

function messageFor(code: string, host: string, port: number, tried: number): string {
  const ports = tried === 0 ? `port ${port}` : `any port from ${port} to ${port + tried}`;
  switch (code) {
    case 'EADDRINUSE':
      return `Cannot serve on ${ports} of ${host}: another program uses it. Stop that program, or choose another with --port`;
    case 'EACCES':
      return `Cannot serve on ${ports} of ${host}: this account may not. Choose a port above 1023 with --port`;
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return `Cannot serve on ${host}: this machine has no such address. Leave --host out to serve this machine alone`;
    default:
      return `Cannot serve on ${ports} of ${host}: ${code}`;
  }
}
