import { cleanup, screen, waitFor, within } from '@testing-library/react';
import { type Answer, fakeApi } from '../../../test/fake-api';
import { financeSession, tenantSession } from '../../../test/finance-park';
import { visit } from '../../../test/visit';
import { setLanguage } from '../../shared/i18n/language';

const managerSession = { ...financeSession, member: { ...financeSession.member, name: '王实', role: 'manager' } };
const adminSession = { ...tenantSession, member: { ...tenantSession.member, role: 'company_admin' } };
const company = {
  id: 3,
  nameZh: '诺核生物',
  nameEn: 'Nuohe',
  creditCode: '91130101MA0J7A5B15',
  classCode: 'incubating',
  address: '',
  phone: '',
  bankName: '',
  bankAccount: '',
  invoiceEmail: '',
  suspended: false,
  suspendedReason: null,
  creditLimitFen: null,
  isAffiliated: false,
  version: 4,
  members: 2,
};
const people = [
  {
    id: 7,
    name: '王实',
    email: 'wang@park.example',
    role: 'manager',
    companyId: null,
    companyNameZh: null,
    companyNameEn: null,
    disabled: false,
  },
  {
    id: 8,
    name: '李酸',
    email: 'li@nuohe.example',
    role: 'member',
    companyId: 3,
    companyNameZh: '诺核生物',
    companyNameEn: 'Nuohe',
    disabled: false,
  },
];

function park(answers: Record<string, Answer> = {}, session: unknown = managerSession) {
  const asked = fakeApi({
    'GET /session': { body: session },
    'GET /notifications': { body: { items: [], unread: 0 } },
    'GET /companies': { body: { items: [company] } },
    'GET /members': { body: { items: people } },
    'GET /standing': { body: { openFen: 0, overdueFen: 0, oldestOverdueDays: 0, depositsFen: 0, balanceFen: 0 } },
    ...answers,
  });
  return () => asked.filter(({ method }) => method !== 'GET');
}
type User = Awaited<ReturnType<typeof visit>>;
const closeToast = async (user: User, text: RegExp): Promise<void> => {
  const shown = await screen.findByRole('alertdialog', { name: text });
  await user.click(within(shown).getByRole('button', { name: '关闭' }));
};
const field = (name: string): HTMLInputElement => screen.getByRole('textbox', { name });
async function editCompany(): Promise<User> {
  const user = await visit('/people');
  await user.click(await screen.findByText('诺核生物'));
  await screen.findByRole('dialog', { name: '编辑企业' });
  return user;
}
const save = (user: User): Promise<void> => user.click(screen.getByRole('button', { name: '保存' }));

beforeEach(() => setLanguage('zh'));
afterEach(cleanup);

describe('companies', () => {
  it('is suspended only with a reason, and has a credit limit of its own', async () => {
    const sent = park({ 'POST /companies/3/suspend': { status: 204 }, 'PUT /companies/3/credit': { status: 204 } });
    const user = await editCompany();
    const suspend = screen.getByRole('button', { name: '暂停预约' });
    expect(suspend.hasAttribute('disabled')).toBe(true);
    await user.type(field('暂停原因'), '拖欠租金');
    await user.click(suspend);
    await waitFor(() =>
      expect(sent()[0]).toMatchObject({ path: '/companies/3/suspend', body: { reason: '拖欠租金' } }),
    );
    await closeToast(user, /已保存/);
    await user.click(await screen.findByText('诺核生物'));
    await screen.findByRole('dialog', { name: '编辑企业' });
    await user.type(field('信用额度'), '50000');
    await user.click(screen.getByRole('button', { name: '保存额度' }));
    await waitFor(() => expect(sent()[1]?.body).toEqual({ creditLimitFen: 5_000_000 }));
    expect(sent()[1]?.headers.get('If-Match')).toBe('"4"');
    await closeToast(user, /已保存/);
  });

  it('is said to share owners with the park, and wears it in the list', async () => {
    const sent = park({
      'PUT /companies/3/affiliation': { status: 204 },
      'GET /companies': { body: { items: [company, { ...company, id: 4, nameZh: '园区子公司', isAffiliated: true }] } },
    });
    const user = await editCompany();
    await user.click(screen.getByRole('switch', { name: '与园区存在关联关系' }));
    await closeToast(user, /已保存/);
    expect(sent()[0]).toMatchObject({ path: '/companies/3/affiliation', body: { isAffiliated: true } });
    const row = screen.getByRole('row', { name: /园区子公司/ });
    expect(within(row).getByText('关联企业')).toBeTruthy();
  });

  it('says beside the credit code what is wrong with it, and saves on the version that was read', async () => {
    const sent = park({ 'PUT /companies/3': { status: 204 } });
    const user = await editCompany();
    const code = field('统一社会信用代码');
    await user.clear(code);
    await user.type(code, '91130101MA0J7A5B16');
    await save(user);
    expect(await screen.findByText('校验不通过，请核对 18 位代码')).toBeTruthy();
    expect(code.getAttribute('aria-invalid')).toBe('true');
    expect(sent()).toHaveLength(0);
    await user.clear(code);
    await user.type(code, '91130101MA0J7A5B15');
    await save(user);
    await closeToast(user, /已保存/);
    expect(sent()[0]?.headers.get('If-Match')).toBe('"4"');
    expect(sent()[0]?.body).toMatchObject({ nameZh: '诺核生物', creditCode: '91130101MA0J7A5B15' });
  });

  it('puts what the API refuses beside its field', async () => {
    park({
      'PUT /companies/3': { status: 409, body: { code: 'credit_code_taken', title: '该统一社会信用代码已登记' } },
    });
    const user = await editCompany();
    await save(user);
    expect(await screen.findByText('该统一社会信用代码已登记')).toBeTruthy();
    expect(field('统一社会信用代码').getAttribute('aria-invalid')).toBe('true');
  });

  it('keeps what was typed when someone else was first, and loads the present data on demand', async () => {
    const current = { ...company, phone: '0311-8888', version: 5 };
    park({ 'PUT /companies/3': { status: 412, body: { code: 'stale', title: '内容已被他人修改', current } } });
    const user = await editCompany();
    await user.type(field('电话'), '123');
    await save(user);
    expect(await screen.findByText('刚刚有人修改了这家企业')).toBeTruthy();
    expect(field('电话').value).toBe('123');
    await user.click(screen.getByRole('button', { name: '载入最新内容' }));
    expect(field('电话').value).toBe('0311-8888');
  });
});

describe('people', () => {
  it('disables at once and offers the way back; the park’s own are not the manager’s to change', async () => {
    const sent = park({ 'PATCH /members/8': { status: 204 } });
    const user = await visit('/people?tab=members');
    await user.click(await screen.findByRole('button', { name: '李酸的操作' }));
    expect(screen.queryByRole('button', { name: '王实的操作' })).toBeNull();
    await user.click(await screen.findByRole('menuitem', { name: '停用账号' }));
    const shown = await screen.findByRole('alertdialog', { name: /已停用 李酸 的账号/ });
    expect(sent()[0]?.body).toEqual({ disabled: true });
    await user.click(within(shown).getByRole('button', { name: /撤销/ }));
    await waitFor(() => expect(sent()[1]?.body).toEqual({ disabled: false }));
  });

  it('lets a company admin invite into the own company and shows the link once', async () => {
    const sent = park({ 'POST /invitations': { status: 201, body: { token: 'tok-1' } } }, adminSession);
    const user = await visit('/company');
    await user.click(await screen.findByRole('button', { name: '邀请成员' }));
    await user.type(field('邮箱'), 'new@nuohe.example');
    const dialog = screen.getByRole('dialog', { name: '邀请成员' });
    await user.click(within(dialog).getByRole('button', { name: '邀请成员' }));
    expect((await screen.findByRole<HTMLInputElement>('textbox', { name: '邀请链接' })).value).toMatch(
      /\/join\/tok-1$/,
    );
    expect(sent()[0]?.body).toEqual({ email: 'new@nuohe.example', role: 'member', companyId: null });
  });
});
