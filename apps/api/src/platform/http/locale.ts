import type { FastifyRequest } from 'fastify';

/** The reader's language: English only where it is asked for before Chinese. */
export function localeOf(request: FastifyRequest): 'zh' | 'en' {
  const header = request.headers['accept-language'] ?? '';
  return /^\s*en/i.test(header) ? 'en' : 'zh';
}
