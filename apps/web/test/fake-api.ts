/** What a page asked of the API. */
export interface Asked {
  readonly method: string;
  readonly path: string;
  readonly body: unknown;
  readonly headers: Headers;
}

export interface Answer {
  readonly status?: number;
  readonly body?: unknown;
}

type Answers = Readonly<Record<string, Answer | ((asked: Asked) => Answer)>>;

const notFound: Answer = {
  status: 404,
  body: { code: 'http_404', title: '没有找到，或您无权查看', requestId: 'req-404' },
};

/** Answers `fetch` by 'METHOD /path'; the list it gives back grows with every request. Anything else is a 404 problem. */
export function fakeApi(answers: Answers): Asked[] {
  const log: Asked[] = [];
  globalThis.fetch = (input, init = {}) => {
    const url = new URL(input instanceof Request ? input.url : input, 'http://parkbench.test');
    const path = url.pathname.replace('/api/v1', '');
    const asked: Asked = {
      method: init.method ?? 'GET',
      path: path + url.search,
      body: typeof init.body === 'string' ? JSON.parse(init.body) : undefined,
      headers: new Headers(init.headers),
    };
    log.push(asked);
    const answer = answers[`${asked.method} ${path}`] ?? notFound;
    const { status = 200, body } = typeof answer === 'function' ? answer(asked) : answer;
    return Promise.resolve(body === undefined ? new Response(null, { status }) : Response.json(body, { status }));
  };
  return log;
}
