import { env } from '../env';
import { locale } from '../i18n/language';
import { defineMessages } from '../i18n/messages';
import { answered, keyOf } from './idempotency';
import { ProblemError, problemOf } from './problem';
import { queryText } from '../query-text';

export { newKey } from './idempotency';

const { say } = defineMessages(
  { offline: '网络不可用，请检查连接后重试' },
  { offline: 'No connection; check the network and try again' },
);

export interface RequestOptions {
  readonly body?: unknown;
  readonly query?: Readonly<Record<string, string | number | boolean | null | undefined>>;
  /** One key for one intention. Left out, a POST has one by its path and body, kept until it is answered. */
  readonly key?: string;
  /** The version the edit was made on. */
  readonly ifMatch?: number;
  readonly signal?: AbortSignal;
}

function headersOf(method: string, { body, ifMatch }: RequestOptions, key: string | undefined): Headers {
  const headers = new Headers({ 'Accept-Language': locale() });
  if (method !== 'GET') headers.set('X-Parkbench', '1');
  if (body !== undefined && !(body instanceof FormData)) headers.set('Content-Type', 'application/json');
  if (key) headers.set('Idempotency-Key', key);
  if (ifMatch !== undefined) headers.set('If-Match', `"${ifMatch}"`);
  return headers;
}

const encode = (body: unknown): string | FormData | undefined =>
  body instanceof FormData || body === undefined ? body : JSON.stringify(body);

async function send(url: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(url, { credentials: 'same-origin', ...init });
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error;
    throw new ProblemError({ status: 0, code: 'offline', title: say('offline'), extra: {} });
  }
}

/** Calls the API. Answers the parsed body; a refusal or fault is thrown as ProblemError. */
export async function request<T>(method: string, path: string, options: RequestOptions = {}): Promise<T> {
  const body = encode(options.body);
  const json = typeof body === 'string' ? body : undefined;
  const act = `${method} ${path} ${json ?? ''}`;
  const key = options.key ?? (method === 'POST' && json ? keyOf(act) : undefined);
  const url = `${env.apiBase}${path}${queryText(options.query ?? {})}`;
  const response = await send(url, { method, body, signal: options.signal, headers: headersOf(method, options, key) });
  if (response.status < 500) answered(act);
  if (!response.ok) throw await problemOf(response);
  const text = await response.text();
  return (text ? JSON.parse(text) : undefined) as T;
}

type Sending = Omit<RequestOptions, 'body'>;

export const get = <T>(path: string, query?: RequestOptions['query'], signal?: AbortSignal): Promise<T> =>
  request<T>('GET', path, { query, signal });
export const post = <T>(path: string, body: unknown = {}, options: Sending = {}): Promise<T> =>
  request<T>('POST', path, { ...options, body });
export const put = <T>(path: string, body: unknown, options: Sending = {}): Promise<T> =>
  request<T>('PUT', path, { ...options, body });
export const patch = <T>(path: string, body: unknown, options: Sending = {}): Promise<T> =>
  request<T>('PATCH', path, { ...options, body });
export const del = <T>(path: string): Promise<T> => request<T>('DELETE', path);
/** Sends one file as a form's field `file`. */
export function upload<T>(path: string, file: File, query?: RequestOptions['query']): Promise<T> {
  const body = new FormData();
  body.append('file', file);
  return request<T>('POST', path, { body, query });
}
