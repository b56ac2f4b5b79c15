import { defineMessages } from '../i18n/messages';

const { say } = defineMessages(
  { noWords: '服务暂时没有响应（HTTP {status}），请稍后重试' },
  { noWords: 'The service did not answer as it should (HTTP {status}); try again in a moment' },
);

export interface ViolationShown {
  readonly code: string;
  readonly severity: 'refuse' | 'warn' | 'note';
  readonly message: { readonly zh: string; readonly en: string };
  readonly overridable?: boolean;
}

/** A problem+json body (RFC 9457) taken apart. */
export interface Problem {
  /** 0 when there was no answer at all. */
  readonly status: number;
  readonly code: string;
  readonly title: string;
  readonly detail?: string;
  readonly requestId?: string;
  /** violations, alternatives, errors, quote, current … as the route documents. */
  readonly extra: Readonly<Record<string, unknown>>;
}

/** What the API refused or failed to do, with everything it said about it. */
export class ProblemError extends Error implements Problem {
  readonly status: number;
  readonly code: string;
  readonly title: string;
  readonly detail?: string;
  readonly requestId?: string;
  readonly extra: Readonly<Record<string, unknown>>;

  constructor(problem: Problem) {
    super(problem.title);
    this.status = problem.status;
    this.code = problem.code;
    this.title = problem.title;
    this.detail = problem.detail;
    this.requestId = problem.requestId;
    this.extra = problem.extra;
  }

  get violations(): ViolationShown[] {
    return (this.extra.violations as ViolationShown[] | undefined) ?? [];
  }

  /** Messages of wrong fields by their path. */
  get fieldErrors(): Record<string, string> {
    const errors = (this.extra.errors as { path: string; message: string }[] | undefined) ?? [];
    return Object.fromEntries(errors.map((e) => [e.path, e.message]));
  }
}

const textOr = <T>(value: unknown, otherwise: T): string | T => (typeof value === 'string' ? value : otherwise);

/** Reads a refusal; a proxy's HTML page becomes `http_502` with a sentence of ours. */
export async function problemOf(response: Response): Promise<ProblemError> {
  const body = (await response.json().catch(() => ({}))) as Record<string, unknown>;
  const { status: _status, code, title, detail, requestId, type: _type, ...extra } = body;
  return new ProblemError({
    status: response.status,
    code: textOr(code, `http_${response.status}`),
    title: textOr(title, say('noWords', { status: response.status })),
    detail: textOr(detail, undefined),
    requestId: textOr(requestId, undefined),
    extra,
  });
}
