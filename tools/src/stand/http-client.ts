import { randomUUID } from 'node:crypto';
import { Agent, request } from 'node:http';

export interface Answer {
  /** 0 when the connection broke before an answer. */
  readonly status: number;
  readonly body: Record<string, unknown>;
  readonly milliseconds: number;
}

export interface Call {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Below /api/v1. */
  readonly path: string;
  readonly token: string;
  readonly body?: unknown;
  /** Its own unless a repeat is wanted. */
  readonly key?: string;
}

const agent = new Agent({ keepAlive: true, maxSockets: 512 });

/** Calls an API over a real socket as a page would; an answer of any status is an answer, a broken connection is status 0. */
export function call(apiUrl: string, { method, path, token, body, key }: Call): Promise<Answer> {
  const since = performance.now();
  const payload = body === undefined ? undefined : Buffer.from(JSON.stringify(body));
  const headers: Record<string, string | number> = { cookie: `sid=${token}` };
  if (method !== 'GET') Object.assign(headers, { 'x-parkbench': '1', 'idempotency-key': key ?? randomUUID() });
  if (payload) Object.assign(headers, { 'content-type': 'application/json', 'content-length': payload.length });
  return new Promise((done) => {
    const broken = (): void => done({ status: 0, body: {}, milliseconds: performance.now() - since });
    const sent = request(`${apiUrl}/api/v1${path}`, { method, headers, agent, timeout: 30_000 }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', broken);
      response.on('end', () => {
        done({
          status: response.statusCode ?? 0,
          body: parse(Buffer.concat(chunks)),
          milliseconds: performance.now() - since,
        });
      });
    });
    sent.on('error', broken);
    sent.on('timeout', () => sent.destroy(new Error('no answer in 30 s')));
    sent.end(payload);
  });
}

function parse(content: Buffer): Record<string, unknown> {
  try {
    return JSON.parse(content.toString('utf8')) as Record<string, unknown>;
  } catch {
    return {};
  }
}
