import { act, cleanup, render, screen, waitFor, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { fakeApi, type Answer } from '../../../test/fake-api';
import { setLanguage } from '../../shared/i18n/language';
import { App } from '../app';

const lin = {
  member: {
    id: 7,
    name: '林昕',
    email: 'lin@example.com',
    role: 'member',
    locale: 'zh-CN',
    emailNotices: true,
    company: { id: 3, nameZh: '启明生物', nameEn: 'Qiming Bio' },
  },
  park: { nameZh: '苏州生物园', nameEn: 'Suzhou Biopark', timeZone: 'Asia/Shanghai', currency: 'CNY', demo: false },
};
const nobody: Answer = { status: 401, body: { code: 'signed_out', title: '请先登录' } };

/** A park with one member whose password is `correct-horse-battery`. */
function park() {
  let isSignedIn = false;
  return fakeApi({
    'GET /session': () => (isSignedIn ? { body: lin } : nobody),
    'GET /setup': { body: { needed: false } },
    'GET /notifications': { body: { items: [], unread: 0 } },
    'DELETE /session': () => {
      isSignedIn = false;
      return { status: 204 };
    },
    'POST /session': ({ body }) => {
      isSignedIn = (body as { password: string }).password === 'correct-horse-battery';
      return isSignedIn
        ? { status: 204 }
        : { status: 401, body: { code: 'wrong_credentials', title: '邮箱或密码不正确' } };
    },
  });
}

/** Opens the application at an address, as a browser would. */
async function visit(path: string) {
  window.history.replaceState(null, '', path);
  await act(async () => {
    render(<App />);
  });
  return userEvent.setup();
}

async function signIn(user: ReturnType<typeof userEvent.setup>, password: string) {
  await user.type(await screen.findByLabelText(/邮箱/), 'lin@example.com');
  await user.type(screen.getByLabelText(/密码/), password);
  await user.click(screen.getByRole('button', { name: '登录' }));
}

beforeAll(() => {
  window.scrollTo = () => undefined;
});
beforeEach(() => setLanguage('zh'));
afterEach(cleanup);

describe('signing in and out', () => {
  it('leads a member to the start page, with a tenant’s navigation', async () => {
    park();
    const user = await visit('/login');
    await signIn(user, 'correct-horse-battery');
    const [navigation] = await screen.findAllByRole('navigation');
    expect(navigation?.textContent).toContain('我的预约');
    expect(window.location.pathname).toBe('/');
  });

  it('says that the password is wrong and keeps what was typed', async () => {
    const asked = park();
    const user = await visit('/login');
    await signIn(user, 'wrong');
    expect(await screen.findByText('邮箱或密码不正确')).toBeTruthy();
    expect(screen.getByLabelText<HTMLInputElement>(/邮箱/).value).toBe('lin@example.com');
    expect(screen.getByLabelText<HTMLInputElement>(/密码/).value).toBe('wrong');
    const post = asked.find(({ method }) => method === 'POST');
    expect(post?.headers.get('X-Parkbench')).toBe('1');
    expect(post?.headers.get('Accept-Language')).toBe('zh-CN');
  });

  it('asks who one is before a page that needs it, and remembers the page', async () => {
    park();
    await visit('/reservations?status=requested');
    await waitFor(() => expect(window.location.pathname).toBe('/login'));
    expect(new URLSearchParams(window.location.search).get('to')).toBe('/reservations?status=requested');
  });

  it('speaks English, and keeps what was typed, when the language is switched', async () => {
    park();
    const user = await visit('/login');
    await user.type(await screen.findByLabelText(/邮箱/), 'lin@example.com');
    await user.click(screen.getByRole('button', { name: 'English' }));
    expect(await screen.findByRole('button', { name: 'Sign in' })).toBeTruthy();
    expect(screen.getByLabelText<HTMLInputElement>(/E-mail/).value).toBe('lin@example.com');
    expect(document.documentElement.lang).toBe('en');
  });

  it('leaves for the sign-in page without a word of failure', async () => {
    park();
    const user = await visit('/login');
    await signIn(user, 'correct-horse-battery');
    await user.click(await screen.findByRole('button', { name: '账号' }));
    await user.click(await screen.findByRole('menuitem', { name: '退出登录' }));
    await waitFor(() => expect(window.location.pathname).toBe('/login'));
    expect(screen.queryByText('页面出错了')).toBeNull();
    expect(await screen.findByLabelText(/邮箱/)).toBeTruthy();
  });

  it('leads back to signing in when the session has ended meanwhile', async () => {
    park();
    const user = await visit('/login');
    await signIn(user, 'correct-horse-battery');
    await screen.findByRole('button', { name: '账号' });
    await user.keyboard('{Control>}k{/Control}');
    fakeApi({ 'GET /session': nobody, 'GET /setup': { body: { needed: false } }, 'GET /instruments': nobody });
    const palette = within(await screen.findByRole('dialog'));
    await user.type(palette.getByRole('searchbox'), '共聚焦');
    await waitFor(() => expect(window.location.pathname).toBe('/login'));
  });
});
