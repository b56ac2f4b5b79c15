import { env } from '../env';
import { locale } from '../i18n/language';
import { ProblemError, problemOf } from './problem';

export interface RequestOptions {
  readonly body?: unknown;
  readonly query?: Readonly<Record<string, string | number | boolean | null | undefined>>;
  /** One key for one intention: keep it across retries of the same submit. */
  readonly key?: string;
  readonly ifMatch?: number;
  readonly signal?: AbortSignal;
}

/** A new idempotency key; make it when a form opens or its content changes, not when it is sent. */
export const newKey = (): string => crypto.randomUUID();

const search = (query: RequestOptions['query']): string => {
  const entries = Object.entries(query ?? {}).filter(([, v]) => v !== undefined && v !== null && v !== '');
  return entries.length === 0 ? '' : `?${new URLSearchParams(entries.map(([k, v]) => [k, String(v)])).toString()}`;
};

/** Calls the API. Answers the parsed body; a refusal or fault is thrown as ProblemError. */
export async function request<T>(method: string, path: string, options: RequestOptions = {}): Promise<T> {
  const isForm = options.body instanceof FormData;
  let response: Response;
  try {
    response = await fetch(`${env.apiBase}${path}${search(options.query)}`, {
      method,
      credentials: 'same-origin',
      signal: options.signal,
      headers: {
        'Accept-Language': locale(),
        ...(method === 'GET' ? {} : { 'X-Parkbench': '1' }),
        ...(options.body !== undefined && !isForm ? { 'Content-Type': 'application/json' } : {}),
        ...(options.key ? { 'Idempotency-Key': options.key } : {}),
        ...(options.ifMatch === undefined ? {} : { 'If-Match': `"${options.ifMatch}"` }),
      },
      body: options.body === undefined ? undefined : isForm ? (options.body as FormData) : JSON.stringify(options.body),
    });
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error;
    throw new ProblemError(0, 'offline', locale() === 'zh-CN' ? '网络不可用，请检查连接后重试' : 'No connection; check the network and try again', undefined, undefined, {});
  }
  if (!response.ok) throw await problemOf(response);
  if (response.status === 204) return undefined as T;
  const text = await response.text();
  return (text ? JSON.parse(text) : undefined) as T;
}

export const get = <T>(path: string, query?: RequestOptions['query'], signal?: AbortSignal): Promise<T> => request<T>('GET', path, { query, signal });
export const post = <T>(path: string, body?: unknown, options: Omit<RequestOptions, 'body'> = {}): Promise<T> => request<T>('POST', path, { ...options, body: body ?? {} });
export const put = <T>(path: string, body: unknown, options: Omit<RequestOptions, 'body'> = {}): Promise<T> => request<T>('PUT', path, { ...options, body });
export const patch = <T>(path: string, body: unknown, options: Omit<RequestOptions, 'body'> = {}): Promise<T> => request<T>('PATCH', path, { ...options, body });
export const del = <T>(path: string): Promise<T> => request<T>('DELETE', path);
