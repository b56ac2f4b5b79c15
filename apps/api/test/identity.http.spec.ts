import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startTestApp, type TestApp } from './support/test-app.js';

let t: TestApp;
beforeAll(async () => {
  t = await startTestApp();
});
afterAll(() => t.close());

const admin = {
  parkNameZh: '生物医药园',
  parkNameEn: 'Bio Park',
  name: '王管理',
  email: 'admin@park.cn',
  password: 'correct horse battery',
};
const cookieOf = (headers: Record<string, unknown>): string => String(headers['set-cookie']).split(';')[0] ?? '';

describe('the first start outside the demo', () => {
  it('asks for the first admin and refuses a common password', async () => {
    expect((await t.call(null, 'GET', '/setup')).body).toEqual({ needed: true });
    const refused = await t.call(null, 'POST', '/setup', { body: { ...admin, password: 'parkbench-demo-2026' } });
    expect([refused.status, refused.body.code]).toEqual([400, 'default_secret']);
  });

  it('sets the park up once', async () => {
    expect((await t.call(null, 'POST', '/setup', { body: admin })).status).toBe(204);
    expect((await t.call(null, 'POST', '/setup', { body: admin })).body.code).toBe('already_set_up');
    expect((await t.call(null, 'GET', '/setup')).body).toEqual({ needed: false });
  });
});

describe('signing in', () => {
  it('answers the same to a wrong password and to an unknown member', async () => {
    const wrong = await t.call(null, 'POST', '/session', { body: { email: admin.email, password: 'nope' } });
    const unknown = await t.call(null, 'POST', '/session', { body: { email: 'nobody@park.cn', password: 'nope' } });
    expect(wrong.status).toBe(401);
    expect({ ...unknown.body, requestId: '' }).toEqual({ ...wrong.body, requestId: '' });
  });

  it('gives an httpOnly cookie that ends with the session', async () => {
    const answer = await t.call(null, 'POST', '/session', {
      body: { email: 'Admin@Park.cn ', password: admin.password },
    });
    expect(answer.status).toBe(204);
    expect(String(answer.headers['set-cookie'])).toMatch(/HttpOnly/);
    const headers = { cookie: cookieOf(answer.headers) };
    const me = await t.call<{ member: { role: string } }>(null, 'GET', '/session', { headers });
    expect(me.body.member.role).toBe('admin');
    expect((await t.call(null, 'DELETE', '/session', { headers })).status).toBe(204);
    expect((await t.call(null, 'GET', '/session', { headers })).status).toBe(401);
  });

  it('waits after ten failures in a row', async () => {
    for (let i = 0; i < 10; i++)
      await t.call(null, 'POST', '/session', { body: { email: admin.email, password: 'nope' } });
    const answer = await t.call(null, 'POST', '/session', { body: { email: admin.email, password: admin.password } });
    expect([answer.status, answer.body.code]).toEqual([429, 'too_many_sign_ins']);
  });

  it('refuses a request that another site could have sent', async () => {
    const answer = await t.call(null, 'POST', '/session', { body: {}, headers: { 'sec-fetch-site': 'cross-site' } });
    expect([answer.status, answer.body.code]).toEqual([403, 'forged_request']);
  });
});

describe('people', () => {
  it('takes a company in only with a valid credit code, named by its field', async () => {
    const manager = await t.given.aPerson('manager');
    const body = { nameZh: '石家庄某某生物', creditCode: '91350100M000100Y44' };
    const refused = await t.call<{ errors: { path: string }[] }>(manager, 'POST', '/companies', { body });
    expect(refused.status).toBe(400);
    expect(refused.body.errors.map((e) => e.path)).toEqual(['creditCode']);
    const taken = await t.call(manager, 'POST', '/companies', { body: { ...body, creditCode: '91350100M000100Y43' } });
    expect(taken.status).toBe(201);
  });

  it('lets a company admin invite into the own company only, and the invitation works once', async () => {
    const company = await t.given.aCompany();
    const other = await t.given.aCompany();
    const boss = await t.given.aPerson('company_admin', company);
    const { body } = await t.call<{ token: string }>(boss, 'POST', '/invitations', {
      body: { email: 'new@lab.cn', role: 'member', companyId: other },
    });
    const accept = (): Promise<{ status: number }> =>
      t.call(null, 'POST', `/invitations/${body.token}/accept`, {
        body: { name: '李研究', password: 'a long enough one' },
      });
    expect((await accept()).status).toBe(204);
    expect((await accept()).status).toBe(404);
    const { rows } = await t.database.owner.query(`SELECT company_id FROM member WHERE email = 'new@lab.cn'`);
    expect(Number(rows[0].company_id)).toBe(company);
    expect((await t.call(boss, 'POST', '/invitations', { body: { email: 'x@lab.cn', role: 'manager' } })).status).toBe(
      403,
    );
  });

  it('ends the sessions of a disabled member at once and keeps foreign members unknown', async () => {
    const company = await t.given.aCompany();
    const boss = await t.given.aPerson('company_admin', company);
    const member = await t.given.aPerson('member', company);
    const foreign = await t.given.aPerson('member', await t.given.aCompany());
    expect((await t.call(boss, 'PATCH', `/members/${foreign.id}`, { body: { disabled: true } })).status).toBe(404);
    expect((await t.call(boss, 'PATCH', `/members/${member.id}`, { body: { disabled: true } })).status).toBe(204);
    expect((await t.call(member, 'GET', '/session')).status).toBe(401);
  });

  it('refuses a stale edit and shows the present version', async () => {
    const manager = await t.given.aPerson('manager');
    const id = await t.given.aCompany({ credit_code: '12100000707137123P' });
    const body = { nameZh: '改名企业', creditCode: '12100000707137123P' };
    expect((await t.call(manager, 'PUT', `/companies/${id}`, { body, ifMatch: 1 })).status).toBe(204);
    const answer = await t.call<{ current: { version: number } }>(manager, 'PUT', `/companies/${id}`, {
      body,
      ifMatch: 1,
    });
    expect([answer.status, answer.body.current.version]).toEqual([412, 2]);
  });
});
