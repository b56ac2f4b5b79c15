import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Logger } from '@nestjs/common';
import exceljs from 'exceljs';
import type { Person } from '../../../test/support/builders.js';
import { startTestApp, type TestApp } from '../../../test/support/test-app.js';
import { env } from '../../platform/config/env.js';
import { Database } from '../../platform/database/database.js';
import { record } from '../../platform/outbox/record.js';
import type { AuditEvent, ChainView } from './audit.dto.js';
import { CheckChain } from './check-chain.js';
import { NotedHeads } from './noted-heads.js';

let t: TestApp;
let manager: Person;
let finance: Person;
let tenant: Person;
let companyId: number;

beforeAll(async () => {
  t = await startTestApp('2026-03-01T02:00:00Z');
  await t.given.aPark();
  manager = await t.given.aPerson('manager');
  finance = await t.given.aPerson('finance');
  companyId = await t.given.aCompany({ name_zh: '诺核生物' });
  tenant = await t.given.aPerson('company_admin', companyId);
  const instrument = await t.given.anInstrument({ name_zh: '流式细胞仪', asset_no: 'SJZ-0005' });
  await t.app.get(Database).transaction('all', async (tx) => {
    const of = { companyId: null, entity: 'instrument', entityId: instrument, data: {} };
    await record(tx, {
      ...of,
      actorId: manager.id,
      action: 'instrument.changed',
      data: { changes: { location: ['A1', 'B2'] } },
    });
    await record(tx, {
      ...of,
      actorId: null,
      action: 'company.suspended',
      companyId,
      entity: 'company',
      entityId: companyId,
      reason: '拖欠租金',
    });
    await record(tx, { ...of, actorId: tenant.id, action: 'nobody.worded', companyId, entity: 'thing', entityId: 7 });
  });
  await t.work();
});
afterAll(() => t.close());

const chain = async (): Promise<ChainView> => (await t.call<ChainView>(manager, 'GET', '/audit/chain')).body;
const check = async (): Promise<ChainView> => (await t.call<ChainView>(manager, 'POST', '/audit/checks')).body;
const found = async (query: string): Promise<AuditEvent[]> =>
  (await t.call<{ items: AuditEvent[] }>(manager, 'GET', `/audit/events?${query}`)).body.items;
const notices = async (): Promise<string[]> => {
  await t.work();
  const { body } = await t.call<{ items: { kind: string; titleZh: string }[] }>(manager, 'GET', '/notifications');
  return body.items.filter(({ kind }) => kind === 'audit.alarmed').map(({ titleZh }) => titleZh);
};

describe('the trail', () => {
  it('is read by managers alone: it speaks of all companies and of finance too', async () => {
    for (const who of [finance, tenant, null]) {
      const { status } = await t.call(who, 'GET', '/audit/events');
      expect(status).toBe(who ? 403 : 401);
    }
  });

  it('is said in words, newest first, with the place in the chain', async () => {
    expect(await found('')).toMatchObject([
      { actionZh: 'nobody.worded', entityZh: 'thing', seq: 3 },
      { actionZh: '暂停企业预约', subjectZh: '诺核生物', actorName: null, reason: '拖欠租金', seq: 2 },
      {
        actionEn: 'Instrument changed',
        subjectZh: '流式细胞仪 SJZ-0005',
        data: { changes: { location: ['A1', 'B2'] } },
      },
    ]);
  });

  it.each([
    ['kind=instrument', [1]],
    ['kind=people&by=system', [2]],
    ['by=company', [3]],
    ['by=staff', [1]],
    ['q=拖欠', [2]],
    ['q=suspended', [2]],
    ['q=修改仪器', [1]],
    ['q=SJZ-0005', [1]],
    ['q=B2', [1]],
    ['entity=thing&id=7', [3]],
    ['to=2020-01-01', []],
    ['q=%25', []],
  ])('is filtered by %s', async (query, seqs) => {
    expect((await found(query)).map(({ seq }) => seq)).toEqual(seqs);
  });

  it('goes on page by page', async () => {
    const one = await t.call<{ items: AuditEvent[]; nextCursor: string }>(manager, 'GET', '/audit/events?limit=2');
    const two = await found(`limit=2&cursor=${one.body.nextCursor}`);
    expect([...one.body.items, ...two].map(({ seq }) => seq)).toEqual([3, 2, 1]);
  });

  it('is exported so that whoever has the sheet can reckon the chain again', async () => {
    const { raw, status } = await t.call(manager, 'GET', '/audit/events.xlsx?lang=en');
    expect(status).toBe(200);
    const book = new exceljs.Workbook();
    await book.xlsx.load(raw as never);
    const rows: string[][] = [];
    book.worksheets[0]?.eachRow((row, n) => {
      if (n > 2) rows.push((row.values as unknown[]).slice(1).map(String));
    });
    expect(rows.map((row) => row[0])).toEqual(['1', '2', '3']);
    for (const [n, row] of rows.entries()) {
      const [before = '', hash = '', text = ''] = row.slice(10);
      if (n > 0) expect(before).toBe(rows[n - 1]?.[11]);
      expect(createHash('sha256').update(Buffer.from(before, 'hex')).update(text, 'utf8').digest('hex')).toBe(hash);
    }
  });
});

describe('the chain', () => {
  it('is checked anew where the night could not note its head outside the database', async () => {
    const [job, heads] = [t.app.get(CheckChain), t.app.get(NotedHeads)];
    const noting = jest.spyOn(heads, 'add').mockRejectedValueOnce(new Error('the disk is full'));
    await expect(job.run('2026-03-01')).rejects.toThrow('the disk is full');
    noting.mockRestore();
    expect(await job.due()).toBe('2026-03-01');
  });

  it('is checked every night once, and its head is kept outside the database too', async () => {
    const job = t.app.get(CheckChain);
    expect(await job.due()).toBe('2026-03-01');
    await job.run('2026-03-01');
    expect(await job.due()).toBeNull();
    const { seq, hash, check: last } = await chain();
    expect(last).toMatchObject({ day: '2026-03-01', seq: 3, faults: 0, fault: null });
    const noted = readFileSync(join(env().PARKBENCH_DATA_DIR, 'audit-heads.txt'), 'utf8');
    expect(noted).toMatch(new RegExp(`^2026-03-01 [0-9a-f]{64} 3 ${hash}\n$`));
    const compare = async (at: number | null, what: string | null): Promise<unknown> =>
      (await t.call(manager, 'GET', `/audit/comparison?seq=${at}&hash=${what}`)).body;
    expect(await compare(seq, hash)).toEqual({ matches: true });
    expect(await compare(2, hash)).toEqual({ matches: false });
  });

  it('raises an alarm to managers that names the first broken place, once', async () => {
    const client = await t.database.owner.connect();
    await client.query('SET session_replication_role = replica');
    await client.query(`UPDATE audit_event SET reason = '误操作' WHERE action = 'company.suspended'`);
    client.release(true);
    expect((await check()).check).toMatchObject({ faults: 1, fault: 'event_changed', faultSeq: 2 });
    expect(await notices()).toEqual(['审计日志核验发现 1 处异常']);
    t.setClock('2026-03-02T02:00:00Z');
    await t.app.get(CheckChain).run('2026-03-02');
    expect((await chain()).check).toMatchObject({ day: '2026-03-02', faults: 1 });
    expect(await notices()).toHaveLength(1);
  });

  it('raises the alarm too where the head was set back, so that nothing can be sealed behind it', async () => {
    const client = await t.database.owner.connect();
    await client.query('SET session_replication_role = replica');
    await client.query('UPDATE audit_head SET seq = seq - 1');
    client.release(true);
    await t.database.owner.query(
      `INSERT INTO audit_event (action, entity, entity_id, data) VALUES ('park.changed', 'park', 1, '{}')`,
    );
    t.setClock('2026-03-03T02:00:00Z');
    const log = jest.spyOn(Logger.prototype, 'error').mockImplementation(() => undefined);
    await t.app.get(CheckChain).run('2026-03-03');
    expect((await chain()).check).toMatchObject({ day: '2026-03-03', faults: 2 });
    expect(await notices()).toHaveLength(2);
    log.mockRestore();
  });
});
