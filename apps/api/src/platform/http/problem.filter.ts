import { type ArgumentsHost, Catch, type ExceptionFilter, HttpException, Logger } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Localized } from '@parkbench/domain';
import { isUnavailable } from '../database/sql-state.js';
import { Problem, type ProblemDetails } from './problem.js';
import { localeOf } from './locale.js';

const titles: Record<number, Localized> = {
  400: { zh: '请求内容有误', en: 'The request is malformed' },
  404: { zh: '没有找到，或您无权查看', en: 'Not found, or not yours to see' },
  413: { zh: '上传内容过大', en: 'Too large' },
  415: { zh: '不支持的内容类型', en: 'Unsupported content type' },
  429: { zh: '操作过于频繁，请稍后再试', en: 'Too many requests; please wait a moment' },
};

/** Turns whatever was thrown into problem+json; what is not ours to explain becomes a 500 with an id, never its text. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  private readonly log = new Logger('Http');

  catch(error: unknown, host: ArgumentsHost): void {
    const request = host.switchToHttp().getRequest<FastifyRequest>();
    const reply = host.switchToHttp().getResponse<FastifyReply>();
    const problem = this.describe(error);
    if (problem.status >= 500) this.log.error({ requestId: request.id, code: problem.code, error });
    if (problem.status === 503) void reply.header('Retry-After', '2');
    const locale = localeOf(request);
    void reply
      .status(problem.status)
      .header('Content-Type', 'application/problem+json; charset=utf-8')
      .header('Cache-Control', 'no-store')
      .send({
        type: 'about:blank',
        status: problem.status,
        code: problem.code,
        title: problem.title[locale],
        detail: problem.detail?.[locale],
        requestId: request.id,
        ...problem.extra,
      });
  }

  private describe(error: unknown): ProblemDetails {
    if (error instanceof Problem) return error.problem;
    if (isUnavailable(error)) {
      return {
        status: 503,
        code: 'unavailable',
        title: { zh: '服务暂时不可用，请稍后重试', en: 'Temporarily unavailable; please try again' },
      };
    }
    const status = statusOf(error);
    if (status !== undefined && status < 500) {
      return {
        status,
        code: `http_${status}`,
        title: titles[status] ?? { zh: '请求未被接受', en: 'The request was not accepted' },
      };
    }
    return {
      status: 500,
      code: 'fault',
      title: { zh: '系统出错了，我们已记录', en: 'Something went wrong; it has been recorded' },
    };
  }
}

function statusOf(error: unknown): number | undefined {
  if (error instanceof HttpException) return error.getStatus();
  const status = (error as { statusCode?: unknown } | null)?.statusCode;
  return typeof status === 'number' ? status : undefined;
}
