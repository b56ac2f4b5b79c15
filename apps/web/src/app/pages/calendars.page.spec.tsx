import { act, cleanup, screen, waitFor, within } from '@testing-library/react';
import { type Answer, fakeApi } from '../../../test/fake-api';
import { financeSession, tenantSession } from '../../../test/finance-park';
import { visit } from '../../../test/visit';
import { setLanguage } from '../../shared/i18n/language';

const feed = {
  id: 5,
  scope: 'instrument',
  instrumentId: 12,
  instrumentZh: '质谱仪',
  instrumentEn: 'Mass spectrometer',
  createdAt: '2026-11-20T02:00:00Z',
  lastReadAt: '2026-11-22T05:30:00Z',
};
const token = 'k'.repeat(43);
const made = { id: 6, url: `http://10.0.0.1/api/v1/calendars/${token}.ics`, webcalUrl: '' };

function park(answers: Record<string, Answer> = {}, session: unknown = tenantSession) {
  return fakeApi({
    'GET /session': { body: session },
    'GET /notifications': { body: { items: [], unread: 0 } },
    'GET /calendar-feeds': { body: { items: [feed] } },
    'GET /instruments': {
      body: { items: [{ id: 12, assetNo: 'ZP-1', nameZh: '质谱仪', nameEn: 'Mass spectrometer' }], nextCursor: null },
    },
    'POST /calendar-feeds': { status: 201, body: made },
    ...answers,
  });
}
const sent = (log: ReturnType<typeof park>) => log.filter(({ method }) => method !== 'GET');

beforeEach(() => setLanguage('zh'));
afterEach(cleanup);

describe('calendars', () => {
  it('makes an address, shows it once as it is reached from here, and copies it', async () => {
    const log = park();
    const user = await visit('/calendars');
    await screen.findByRole('heading', { name: '日历订阅' });
    expect(screen.queryByRole('radio', { name: /^本企业的预约/ })).toBeNull();
    await user.click(screen.getByRole('button', { name: '生成订阅地址' }));
    const dialog = await screen.findByRole('dialog', { name: '订阅地址已生成' });
    const address = `${window.location.origin}/api/v1/calendars/${token}.ics`;
    expect(within(dialog).getByRole<HTMLInputElement>('textbox', { name: '订阅地址' }).value).toBe(address);
    expect(within(dialog).getByRole('link', { name: '在日历应用中打开' }).getAttribute('href')).toBe(
      address.replace('http:', 'webcal:'),
    );
    await user.click(within(dialog).getByRole('button', { name: '复制地址' }));
    expect(await navigator.clipboard.readText()).toBe(address);
    await user.click(within(dialog).getByRole('button', { name: '关闭' }));
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(sent(log).map(({ body }) => body)).toEqual([{ scope: 'person' }]);
    expect(log.filter(({ method, path }) => method === 'GET' && path === '/calendar-feeds').length).toBe(2);
  });

  it('by keyboard: an instrument is found by typing, before that nothing is made', async () => {
    const log = park();
    const user = await visit('/calendars');
    const mine = await screen.findByRole('radio', { name: /我的预约/ });
    act(() => mine.focus());
    await user.keyboard('{ArrowDown}');
    const make = screen.getByRole('button', { name: '生成订阅地址' });
    expect(make.hasAttribute('disabled')).toBe(true);
    await user.click(screen.getByRole('combobox', { name: /仪器/ }));
    await user.keyboard('zp{ArrowDown}{Enter}');
    await waitFor(() => expect(make.hasAttribute('disabled')).toBe(false));
    act(() => make.focus());
    await user.keyboard('{Enter}');
    await screen.findByRole('dialog', { name: '订阅地址已生成' });
    expect(sent(log).map(({ body }) => body)).toEqual([{ scope: 'instrument', instrumentId: 12 }]);
  });

  it('is ready for the instrument whose page led here', async () => {
    const log = park({ 'GET /instruments/12': { body: { id: 12, assetNo: 'ZP-1', nameZh: '质谱仪', nameEn: '' } } });
    const user = await visit('/calendars?instrument=12');
    expect((await screen.findByRole<HTMLInputElement>('combobox', { name: /仪器/ })).value).toBe('质谱仪 ZP-1');
    await user.click(screen.getByRole('button', { name: '生成订阅地址' }));
    await screen.findByRole('dialog', { name: '订阅地址已生成' });
    expect(sent(log).map(({ body }) => body)).toEqual([{ scope: 'instrument', instrumentId: 12 }]);
  });

  it('says when each was read last, and names what follows before one is revoked', async () => {
    const log = park({ 'DELETE /calendar-feeds/5': { status: 204 } });
    const user = await visit('/calendars');
    expect(await screen.findByText(/最近读取 2026-11-22 13:30/)).toBeTruthy();
    await user.click(screen.getByRole('button', { name: '停用 质谱仪' }));
    const asked = await screen.findByRole('alertdialog', { name: '停用“质谱仪”？' });
    expect(within(asked).getByText(/将不再更新/)).toBeTruthy();
    await user.click(within(asked).getByRole('button', { name: '停用' }));
    await waitFor(() => expect(screen.queryByRole('alertdialog', { name: '停用“质谱仪”？' })).toBeNull());
    expect(sent(log).map(({ method, path }) => `${method} ${path}`)).toEqual(['DELETE /calendar-feeds/5']);
  });

  it('offers the company to its admin and instruments to staff, and says why it was refused', async () => {
    park({}, { ...tenantSession, member: { ...tenantSession.member, role: 'company_admin' } });
    await visit('/calendars');
    expect(await screen.findByRole('radio', { name: /^本企业的预约/ })).toBeTruthy();
    cleanup();
    setLanguage('en');
    park(
      { 'POST /calendar-feeds': { status: 409, body: { code: 'too_many_calendars', title: 'At most 20 calendars' } } },
      tenantSession,
    );
    const user = await visit('/calendars');
    await user.click(await screen.findByRole('button', { name: 'Make an address' }));
    expect((await screen.findByRole('alert')).textContent).toContain('At most 20 calendars');
    cleanup();
    park({ 'GET /calendar-feeds': { body: { items: [] } } }, financeSession);
    await visit('/calendars');
    expect(await screen.findByRole('combobox', { name: /Instrument/ })).toBeTruthy();
    expect(screen.queryByRole('radio')).toBeNull();
    expect(screen.getByText('No calendar yet')).toBeTruthy();
  });

  it('stands in the account’s menu', async () => {
    park();
    const user = await visit('/calendars');
    await user.click(await screen.findByRole('button', { name: '账号' }));
    const menu = await screen.findByRole('menu', { name: '账号' });
    expect(
      within(menu)
        .getAllByRole('menuitem')
        .map((item) => item.textContent),
    ).toEqual(['日历订阅', '实验室忙闲', '键盘快捷键', '退出登录']);
  });
});
