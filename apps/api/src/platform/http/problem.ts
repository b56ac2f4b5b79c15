import { HttpException } from '@nestjs/common';
import type { Localized, Violation } from '@parkbench/domain';

export interface ProblemDetails {
  readonly status: number;
  readonly code: string;
  readonly title: Localized;
  readonly detail?: Localized;
  readonly extra?: Readonly<Record<string, unknown>>;
}

/** A refusal or fault with a stable code and words for the reader; answered as RFC 9457 problem+json. */
export class Problem extends HttpException {
  constructor(readonly problem: ProblemDetails) {
    super(problem.title.en, problem.status);
  }
}

export const notFound = (): Problem =>
  new Problem({
    status: 404,
    code: 'not_found',
    title: { zh: '没有找到，或您无权查看', en: 'Not found, or not yours to see' },
  });

export const forbidden = (detail?: Localized): Problem =>
  new Problem({ status: 403, code: 'forbidden', title: { zh: '您没有此项权限', en: 'You may not do this' }, detail });

export const signInFirst = (): Problem =>
  new Problem({ status: 401, code: 'sign_in_first', title: { zh: '请先登录', en: 'Please sign in first' } });

export const conflict = (code: string, title: Localized, extra?: Record<string, unknown>): Problem =>
  new Problem({ status: 409, code, title, extra });

export const badRequest = (code: string, title: Localized, extra?: Record<string, unknown>): Problem =>
  new Problem({ status: 400, code, title, extra });

/** Someone else saved first; the caller gets the present version to compare with its own. */
export const stale = (current: unknown): Problem =>
  new Problem({
    status: 412,
    code: 'stale',
    title: {
      zh: '内容已被他人修改，请核对后重新提交',
      en: 'Someone else changed this meanwhile; compare and submit again',
    },
    extra: { current },
  });

/** Every policy that refuses, all at once (rules §3). */
export const policiesViolated = (violations: readonly Violation[]): Problem =>
  new Problem({
    status: 422,
    code: 'policies_violated',
    title: { zh: '预约不符合使用规则', en: 'The reservation breaks rules of use' },
    extra: { violations },
  });
