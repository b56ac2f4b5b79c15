import { cleanup, screen, waitFor, within } from '@testing-library/react';
import { type Answer, type Asked, fakeApi } from '../../../test/fake-api';
import { financeSession, tenantSession } from '../../../test/finance-park';
import { visit } from '../../../test/visit';
import { setLanguage } from '../../shared/i18n/language';

const managerSession = { ...financeSession, member: { ...financeSession.member, name: '王实', role: 'manager' } };
const hplc = {
  id: 70,
  instrumentId: 5,
  categoryId: null,
  nameZh: '高效液相色谱仪',
  nameEn: 'HPLC',
  assetNo: 'SJZ-0005',
  validFrom: '2026-01-01',
  validUntil: '2026-12-31',
  end: '2026-12-31',
  lastUsedOn: null,
  state: 'valid',
  note: '',
  grantedByName: '王实',
  version: 3,
};
const li = {
  memberId: 8,
  name: '李酸',
  companyId: 3,
  companyZh: '诺核生物',
  companyEn: 'Nuohe',
  qualifications: [hplc],
};
const chen = { ...li, memberId: 9, name: '陈核', qualifications: [] };
const listed = { items: [li, chen], nextCursor: null, kept: true, idleDays: null };
const violation = {
  id: 4,
  kind: 'no_show',
  at: '2026-11-20T02:15:00.000Z',
  reservationId: 41,
  instrumentZh: '流式细胞仪',
  instrumentEn: 'Flow cytometer',
  assetNo: 'SJZ-0005',
  memberId: 8,
  memberName: '李酸',
  companyId: 3,
  companyZh: '诺核生物',
  companyEn: 'Nuohe',
  waivedAt: null,
  waivedByName: null,
  waiveReason: null,
  suspendedUntil: '2026-12-20T02:15:00.000Z',
};

function park(answers: Record<string, Answer | ((asked: Asked) => Answer)> = {}, session: unknown = managerSession) {
  return fakeApi({
    'GET /session': { body: session },
    'GET /notifications': { body: { items: [], unread: 0 } },
    'GET /companies': { body: { items: [] } },
    'GET /members': { body: { items: [] } },
    'GET /standing': { body: { openFen: 0, overdueFen: 0, oldestOverdueDays: 0, depositsFen: 0, balanceFen: 0 } },
    'GET /qualifications': { body: listed },
    'GET /categories': { body: { items: [{ id: 2, parentId: null, nameZh: '色谱', nameEn: 'LC' }] } },
    'GET /instruments': { body: { items: [], nextCursor: null } },
    'GET /violations': { body: { items: [violation], nextCursor: null } },
    'GET /reservations': { body: { items: [], nextCursor: null } },
    ...answers,
  });
}
const sent = (log: readonly Asked[], path: string): unknown =>
  log.find((a) => a.method === 'POST' && a.path === path)?.body;

beforeEach(() => setLanguage('zh'));
afterEach(cleanup);

describe('qualifications', () => {
  it('are a grid of people and what they were trained for', async () => {
    park();
    await visit('/people?tab=qualifications');
    const row = await screen.findByRole('row', { name: /李酸/ });
    expect(
      within(row).getByRole('button', { name: '李酸，高效液相色谱仪 SJZ-0005：有效，至 2026-12-31' }),
    ).toBeTruthy();
    expect(screen.getByRole('button', { name: '为陈核授予高效液相色谱仪 SJZ-0005' })).toBeTruthy();
  });

  it('are granted to several people at once', async () => {
    const log = park({ 'POST /qualifications': { body: { granted: 1, renewed: 1 } } });
    const user = await visit('/people?tab=qualifications');
    await user.click(await screen.findByRole('checkbox', { name: '选择李酸' }));
    await user.click(screen.getByRole('checkbox', { name: '选择陈核' }));
    await user.click(screen.getByRole('button', { name: '为 2 人授予资格' }));
    const dialog = await screen.findByRole('dialog', { name: '授予上机资格' });
    await user.click(within(dialog).getByRole('radio', { name: '整个分类' }));
    await user.click(within(dialog).getByRole('combobox', { name: /仪器分类/ }));
    await user.click(await screen.findByRole('option', { name: '色谱' }));
    await user.click(within(dialog).getByRole('checkbox', { name: '长期有效' }));
    await user.click(within(dialog).getByRole('button', { name: '授予' }));
    expect(await screen.findByText('已授予 1 人，更新 1 人的有效期')).toBeTruthy();
    expect(sent(log, '/qualifications')).toEqual({ memberIds: [8, 9], categoryId: 2, validUntil: null, note: '' });
  });

  it('are taken back with a reason, and the refusal stays in sight', async () => {
    const title = '内容已被他人修改，请核对后重新提交';
    const log = park({ 'POST /qualifications/70/revoke': { status: 412, body: { code: 'stale', title } } });
    const user = await visit('/people?tab=qualifications');
    await user.click(await screen.findByRole('button', { name: /^李酸，/ }));
    await user.click(await screen.findByRole('button', { name: '取消资格' }));
    const ask = await screen.findByRole('alertdialog', { name: '取消李酸的上机资格？' });
    expect(within(ask).getByRole('button', { name: '取消资格' })).toHaveProperty('disabled', true);
    await user.type(within(ask).getByLabelText(/原因/), '操作不当');
    await user.click(within(ask).getByRole('button', { name: '取消资格' }));
    expect(await within(ask).findByText(title)).toBeTruthy();
    expect(sent(log, '/qualifications/70/revoke')).toEqual({ reason: '操作不当', version: 3 });
  });

  it('say so where the park does not check them', async () => {
    park({ 'GET /qualifications': { body: { ...listed, kept: false } } });
    await visit('/people?tab=qualifications');
    expect(await screen.findByText(/园区尚未启用资格核验/)).toBeTruthy();
  });

  it('of the own people stand on the company’s page', async () => {
    park({}, { ...tenantSession, member: { ...tenantSession.member, role: 'company_admin' } });
    await visit('/company');
    const card = await screen.findByRole('region', { name: '本企业人员的上机资格' });
    expect(within(card).getByText('高效液相色谱仪 SJZ-0005')).toBeTruthy();
  });
});

describe('a member', () => {
  it('reads the own qualifications beside the own reservations', async () => {
    const session = { ...tenantSession, member: { ...tenantSession.member, id: 8, role: 'member' } };
    park({ 'GET /qualifications': { body: { ...listed, items: [li] } } }, session);
    await visit('/reservations');
    const card = await screen.findByRole('region', { name: '我的上机资格' });
    expect(within(card).getByText('至 2026-12-31')).toBeTruthy();
  });
});

describe('violations of conduct', () => {
  it('are listed with who is suspended, and waived with a reason', async () => {
    const log = park({ 'POST /violations/4/waive': { status: 204 } });
    const user = await visit('/people?tab=conduct');
    expect(await screen.findByText('停约至 2026-12-20')).toBeTruthy();
    await user.click(screen.getByRole('button', { name: '免除李酸的这次违约' }));
    const ask = await screen.findByRole('alertdialog', { name: '免除这次违约？' });
    await user.type(within(ask).getByLabelText(/原因/), '仪器故障');
    await user.click(within(ask).getByRole('button', { name: '免除' }));
    await waitFor(() => expect(sent(log, '/violations/4/waive')).toEqual({ reason: '仪器故障' }));
  });

  it('are told to the person beside the own reservations', async () => {
    const own = {
      suspendedUntil: null,
      rule: { count: 3, withinDays: 90, forDays: 30 },
      counted: 1,
      violations: [violation],
    };
    park({ 'GET /conduct': { body: own } }, tenantSession);
    await visit('/reservations');
    expect(await screen.findByText('近 90 天有 1 次违约，满 3 次将暂停预约 30 天')).toBeTruthy();
    expect(screen.getByRole('link', { name: '2026-11-20 流式细胞仪：爽约' })).toBeTruthy();
  });
});
