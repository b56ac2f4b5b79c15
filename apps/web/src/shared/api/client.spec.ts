import { fakeApi, type Answer } from '../../../test/fake-api';
import { setLanguage } from '../i18n/language';
import { get, post, put } from './client';
import type { ProblemError } from './problem';

const problemOf = (promise: Promise<unknown>): Promise<ProblemError> =>
  promise.then(
    () => Promise.reject(new Error('it was not refused')),
    (error: ProblemError) => error,
  );

beforeEach(() => setLanguage('zh'));

describe('the client', () => {
  it('keeps the key of a POST until it is answered, then takes another', async () => {
    const answers: Answer[] = [{ status: 503 }, { status: 201, body: { id: 1 } }, { status: 201, body: { id: 2 } }];
    const asked = fakeApi({ 'POST /reservations': () => answers.shift() ?? {} });
    const book = () => post('/reservations', { quoteId: 5 });
    await problemOf(book());
    await book();
    await book();
    const [first, again, other] = asked.map(({ headers }) => headers.get('Idempotency-Key'));
    expect(first).toMatch(/^[\da-f-]{36}$/);
    expect(again).toBe(first);
    expect(other).not.toBe(first);
  });

  it('marks what changes something, says the language and the version', async () => {
    const asked = fakeApi({ 'GET /instruments': { body: {} }, 'PUT /companies/3': { status: 204 } });
    await get('/instruments', { q: '共聚焦', limit: 8, cursor: null });
    await put('/companies/3', { nameZh: '启明' }, { ifMatch: 7 });
    expect(asked.map(({ path }) => decodeURIComponent(path))).toEqual([
      '/instruments?q=共聚焦&limit=8',
      '/companies/3',
    ]);
    expect(asked.map(({ headers }) => headers.get('X-Parkbench'))).toEqual([null, '1']);
    expect(asked[1]?.headers.get('If-Match')).toBe('"7"');
    expect(asked[1]?.headers.get('Accept-Language')).toBe('zh-CN');
  });

  it('throws a refusal with all that was said', async () => {
    const body = {
      type: 'about:blank',
      status: 409,
      code: 'slot_taken',
      title: '该时段已被预约',
      requestId: 'req-1',
      alternatives: [{ instrumentId: 4 }],
      errors: [{ path: 'start', message: '太早' }],
    };
    fakeApi({ 'POST /reservations': { status: 409, body } });
    const problem = await problemOf(post('/reservations'));
    expect(problem).toMatchObject({ status: 409, code: 'slot_taken', message: '该时段已被预约', requestId: 'req-1' });
    expect(problem.extra.alternatives).toEqual([{ instrumentId: 4 }]);
    expect(problem.fieldErrors).toEqual({ start: '太早' });
  });

  it('says that there is no connection in the reader’s language', async () => {
    globalThis.fetch = () => Promise.reject(new TypeError('Failed to fetch'));
    expect(await problemOf(get('/session'))).toMatchObject({
      status: 0,
      code: 'offline',
      title: '网络不可用，请检查连接后重试',
    });
  });

  it('says in the reader’s language that a proxy answered in place of the service', async () => {
    globalThis.fetch = () =>
      Promise.resolve(new Response('<html>502</html>', { status: 502, statusText: 'Bad Gateway' }));
    expect(await problemOf(get('/session'))).toMatchObject({
      status: 502,
      code: 'http_502',
      title: '服务暂时没有响应（HTTP 502），请稍后重试',
    });
  });
});
