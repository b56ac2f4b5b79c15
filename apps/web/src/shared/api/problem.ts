export interface ViolationShown {
  readonly code: string;
  readonly severity: 'refuse' | 'warn' | 'note';
  readonly message: { readonly zh: string; readonly en: string };
  readonly overridable?: boolean;
}

/** What the API refused or failed to do (RFC 9457), with everything it said about it. */
export class ProblemError extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    readonly title: string,
    readonly detail: string | undefined,
    readonly requestId: string | undefined,
    /** violations, alternatives, errors, quote, current … as the route documents. */
    readonly extra: Readonly<Record<string, unknown>>,
  ) {
    super(title);
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

export async function problemOf(response: Response): Promise<ProblemError> {
  const body = (await response.json().catch(() => ({}))) as Record<string, unknown>;
  const { status: _status, code, title, detail, requestId, type: _type, ...extra } = body;
  return new ProblemError(
    response.status,
    typeof code === 'string' ? code : `http_${response.status}`,
    typeof title === 'string' ? title : response.statusText,
    typeof detail === 'string' ? detail : undefined,
    typeof requestId === 'string' ? requestId : undefined,
    extra,
  );
}
