import { cleanup, screen, waitFor, within } from '@testing-library/react';
import { fakeApi } from '../../../test/fake-api';
import { financeSession } from '../../../test/finance-park';
import { visit } from '../../../test/visit';
import { setLanguage } from '../../shared/i18n/language';

const hash = 'ab'.repeat(32);
const event = {
  id: 9,
  at: '2026-03-20T02:00:00Z',
  action: 'instrument.changed',
  actionZh: '修改仪器信息',
  actionEn: 'Instrument changed',
  entity: 'instrument',
  entityId: 5,
  entityZh: '仪器',
  entityEn: 'Instrument',
  subjectZh: '流式细胞仪 SJZ-0005',
  subjectEn: 'Flow cytometer SJZ-0005',
  actorId: 7,
  actorName: '王管',
  actorRole: 'manager',
  companyId: null,
  companyZh: null,
  companyEn: null,
  reason: null,
  data: { changes: { location: ['A1', 'B2'], monthlyFen: [450_000, 520_000] } },
  seq: 12,
};
const suspended = {
  ...event,
  id: 10,
  action: 'company.suspended',
  actionZh: '暂停企业预约',
  entity: 'voucher',
  entityId: 3,
  entityZh: '创新券',
  subjectZh: null,
  subjectEn: null,
  actorId: null,
  actorName: null,
  companyId: 1,
  companyZh: '诺核生物',
  companyEn: 'Nuohe',
  reason: '拖欠租金',
  data: {},
  seq: null,
};
const fine = {
  day: '2026-03-20',
  endedAt: '2026-03-20T18:00:00Z',
  seq: 12,
  faults: 0,
  fault: null,
  faultSeq: null,
  eventId: null,
};
const bad = { ...fine, faults: 2, fault: 'event_changed', faultSeq: 4, eventId: 6 };

function park({ check = fine as typeof fine | typeof bad | null, matches = true, items = [suspended, event] } = {}) {
  return fakeApi({
    'GET /session': { body: { ...financeSession, member: { ...financeSession.member, role: 'manager' } } },
    'GET /notifications': { body: { items: [], unread: 0 } },
    'GET /audit/events': { body: { items, nextCursor: null } },
    'GET /audit/chain': { body: { seq: 12, hash, check } },
    'POST /audit/checks': { body: { seq: 12, hash, check: bad } },
    'GET /audit/comparison': { body: { matches } },
  });
}

beforeEach(() => setLanguage('zh'));
afterEach(cleanup);

describe('the audit trail', () => {
  it('says who did what to which thing, what it was before, why, and where it is sealed', async () => {
    park();
    await visit('/audit');
    const [, first, second] = await waitFor(() => {
      const rows = screen.getAllByRole('row');
      expect(rows).toHaveLength(3);
      return rows;
    });
    expect(first?.textContent).toMatch(/系统.*暂停企业预约.*创新券 3.*诺核生物.*原因：拖欠租金.*待封存/);
    expect(second?.textContent).toMatch(/王管.*修改仪器信息.*位置: A1 → B2.*月租: ¥4,500.00 → ¥5,200.00.*12/);
    const thing = within(second as HTMLElement).getByRole('link', { name: '流式细胞仪 SJZ-0005' });
    expect(thing.getAttribute('href')).toBe('/i/5');
  });

  it('is asked for by the filters of the address, which the export takes along', async () => {
    const asked = park({ items: [] });
    const user = await visit('/audit?kind=instrument&from=2026-03-01&to=2026-04-01');
    await screen.findByText('没有符合条件的记录');
    expect(asked.find(({ path }) => path.includes('/audit/events'))?.path).toMatch(/from=2026-03-01.*kind=instrument/);
    expect(screen.getByRole('link', { name: '导出 Excel' }).getAttribute('href')).toMatch(
      /audit\/events\.xlsx\?from=2026-03-01&to=2026-04-01&kind=instrument&lang=zh$/,
    );
    await user.selectOptions(screen.getByRole('combobox', { name: /操作人/ }), '系统');
    await waitFor(() => expect(asked.some(({ path }) => path.includes('by=system'))).toBe(true));
  });
});

describe('the seal', () => {
  it('is intact, and its head can be taken along', async () => {
    park();
    const user = await visit('/audit');
    const card = await screen.findByRole('region', { name: '封存状态' });
    await within(card).findByText('完好');
    expect(card.textContent).toContain('第 12 号');
    await user.click(within(card).getByRole('button', { name: '复制校验值' }));
    expect(await navigator.clipboard.readText()).toBe(`封存号 12 校验值 ${hash}`);
  });

  it('says the first broken place after a check, and what not to do', async () => {
    park({ check: null });
    const user = await visit('/audit');
    const card = await screen.findByRole('region', { name: '封存状态' });
    await waitFor(() => expect(within(card).getAllByText('尚未核验')).toHaveLength(2));
    await user.click(within(card).getByRole('button', { name: '立即核验' }));
    await within(card).findByText('第 4 号对应的记录被改动');
    expect(card.textContent).toMatch(/发现 2 处异常.*请保留现场/);
  });

  it('is compared with a line that was written down', async () => {
    const asked = park({ matches: false });
    const user = await visit('/audit');
    const card = await screen.findByRole('region', { name: '封存状态' });
    await user.click(await within(card).findByText('核对以前抄录的校验值', { selector: 'summary' }));
    const field = within(card).getByRole('textbox', { name: '核对以前抄录的校验值' });
    await user.type(field, '第 12 号');
    await user.click(within(card).getByRole('button', { name: '核对' }));
    await within(card).findByText('请粘贴完整的一行：封存号和 64 位校验值');
    await user.clear(field);
    await user.type(field, `Seal no. 11 hash ${hash}`);
    await user.click(within(card).getByRole('button', { name: '核对' }));
    await within(card).findByText('不一致：第 11 号或以前的记录被改动或删除过');
    expect(asked.find(({ path }) => path.includes('comparison'))?.path).toContain(`seq=11&hash=${hash}`);
  });
});
