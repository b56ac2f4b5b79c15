import { createServer } from 'node:net';

/** Above this the kernel hands ports to outgoing connections, so a free one may be gone at bind time. */
const FIRST_EPHEMERAL_PORT = 32768;

function canListen(port: number, host: string): Promise<boolean> {
  return new Promise((done) => {
    const server = createServer();
    server.once('error', () => done(false));
    server.listen({ port, host, exclusive: true }, () => server.close(() => done(true)));
  });
}

export async function isPortFree(port: number): Promise<boolean> {
  return (await canListen(port, '127.0.0.1')) && (await canListen(port, '0.0.0.0'));
}

export async function nextFreePort(from: number): Promise<number> {
  for (let port = from; port < FIRST_EPHEMERAL_PORT; port += 1) {
    if (await isPortFree(port)) return port;
  }
  throw new Error(`No free port between ${from} and ${FIRST_EPHEMERAL_PORT - 1}.`);
}

/** Scattered over the range, so that several stands started at one moment seldom meet. */
export function someFreePort(): Promise<number> {
  return nextFreePort(16000 + Math.floor(Math.random() * 16000));
}
