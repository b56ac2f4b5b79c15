import { cleanup, screen, within } from '@testing-library/react';
import { fakeApi } from '../../../test/fake-api';
import { managerSession } from '../../../test/inventory-park';
import { visit } from '../../../test/visit';
import { setLanguage } from '../../shared/i18n/language';
import { setSingleKeys } from '../../shared/single-keys';

const open = async (path: string) => {
  fakeApi({
    'GET /session': { body: managerSession },
    'GET /notifications': { body: { items: [], unread: 0 } },
    'GET /conflicts': { body: { until: '2099-03-31', requests: 0, kinds: [] } },
    'GET /reservations': { body: { items: [], nextCursor: null } },
  });
  const user = await visit(path);
  await screen.findByRole('heading', { level: 1 });
  return user;
};

beforeEach(() => {
  setLanguage('zh');
  setSingleKeys(true);
});
afterEach(cleanup);

describe('the list of keys', () => {
  it('opens by ? with those of the page and of all pages', async () => {
    const user = await open('/requests');
    await user.keyboard('?');
    const list = await screen.findByRole('dialog', { name: '键盘快捷键' });
    expect(within(list).getByText('批准')).toBeTruthy();
    expect(within(list).getByText('搜索仪器或页面')).toBeTruthy();
    await user.keyboard('{Escape}');
    expect(screen.queryByRole('dialog')).toBeNull();
  });

  it('shows on a page without keys of its own those of all pages', async () => {
    const user = await open('/conflicts');
    await user.keyboard('?');
    const list = await screen.findByRole('dialog', { name: '键盘快捷键' });
    expect(within(list).queryByText('本页')).toBeNull();
    expect(within(list).getByText('显示本列表')).toBeTruthy();
  });

  it('turns single keys off, for this browser, and is still reached by the account’s menu', async () => {
    const user = await open('/conflicts');
    await user.keyboard('?');
    await user.click(await screen.findByRole('switch', { name: '启用单键快捷键' }));
    await user.keyboard('{Escape}');
    await user.keyboard('?');
    expect(screen.queryByRole('dialog')).toBeNull();
    expect(localStorage.getItem('parkbench.singleKeys')).toBe('off');
    await user.click(screen.getByRole('button', { name: '账号' }));
    await user.click(await screen.findByRole('menuitem', { name: '键盘快捷键' }));
    expect(await screen.findByRole('switch', { name: '启用单键快捷键' })).toHaveProperty('checked', false);
  });
});
