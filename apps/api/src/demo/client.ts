import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { randomUUID } from 'node:crypto';

interface Problem {
  readonly code?: string;
  readonly [member: string]: unknown;
}

export class Refused extends Error {
  constructor(
    readonly status: number,
    readonly body: Problem,
  ) {
    super(`${status} ${body.code ?? ''} ${JSON.stringify(body).slice(0, 600)}`);
  }
}

/** One signed-in person who uses the application as a page would: same routes, same rules. */
export class Client {
  private cookie = '';

  constructor(private readonly app: NestFastifyApplication) {}

  async signIn(email: string, password: string): Promise<this> {
    const answer = await this.send('POST', '/session', { email, password });
    this.cookie = String(answer.headers['set-cookie']).split(';')[0] ?? '';
    return this;
  }

  async get<T>(path: string): Promise<T> {
    return (await this.send('GET', path)).json<T>();
  }

  async post<T>(path: string, body: unknown = {}): Promise<T> {
    const answer = await this.send('POST', path, body);
    return (answer.body ? answer.json() : undefined) as T;
  }

  /** Changes what was read as `version`, where there is one. */
  async put(path: string, body: unknown, version?: number): Promise<void> {
    await this.send('PUT', path, body, version === undefined ? {} : { 'if-match': `"${version}"` });
  }

  async patch(path: string, body: unknown): Promise<void> {
    await this.send('PATCH', path, body);
  }

  /** Uploads one file as a browser's form does. */
  async upload<T>(path: string, name: string, content: Buffer): Promise<T> {
    const form = new FormData();
    form.set('file', new Blob([new Uint8Array(content)]), name);
    const encoded = new Response(form);
    const payload = Buffer.from(await encoded.arrayBuffer());
    return (
      await this.send('POST', path, payload, { 'content-type': encoded.headers.get('content-type') ?? '' })
    ).json<T>();
  }

  private async send(
    method: 'GET' | 'POST' | 'PUT' | 'PATCH',
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ) {
    const answer = await this.app.inject({
      method,
      url: `/api/v1${path}`,
      headers: { cookie: this.cookie, 'x-parkbench': '1', 'idempotency-key': randomUUID(), ...headers },
      ...(body === undefined ? {} : { payload: body as object }),
    });
    if (answer.statusCode >= 400) throw new Refused(answer.statusCode, answer.json<Problem>());
    return answer;
  }
}
