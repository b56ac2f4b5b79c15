import { Link, Outlet, useRouterState } from '@tanstack/react-router';
import { lazy, Suspense, useEffect, useRef, useState } from 'react';
import { useSession } from '../features/identity/session';
import { viewerIsElsewhere, zoneName } from '../shared/format/format';
import { language, setLanguage } from '../shared/i18n/language';
import { useName } from '../shared/i18n/messages';
import { Icon, ToastRegion } from '../shared/ui';
import { AccountMenu } from './account-menu';
import { BottomBar } from './bottom-bar';
import { NotificationBell } from './notification-bell';
import { navigationGroupsOf, navigationOf, type NavigationGroup } from './navigation';
import { NavigationLink } from './navigation-link';
import { shellMessages } from './shell.messages';
import { useKeysDialog } from './use-keys-dialog';
import { useOnline } from './use-online';

const Palette = lazy(() => import('./palette'));
const KeysDialog = lazy(() => import('./keys-dialog'));

const sidebarLink =
  'flex h-9 items-center gap-2.5 rounded-md px-3 text-mut hover:bg-sunken hover:text-ink data-[status=active]:bg-brand-soft data-[status=active]:font-medium data-[status=active]:text-brand-strong';

/** The frame of every signed-in page: navigation by role, search, notices, language. */
export function Shell() {
  const say = shellMessages.useSay();
  const { member } = useSession();
  return (
    <div className="min-h-dvh lg:grid lg:grid-cols-[200px_1fr]">
      <a
        href="#main"
        className="sr-only focus:not-sr-only focus:fixed focus:left-2 focus:top-2 focus:z-50 focus:bg-surface focus:p-2"
      >
        {say('skip')}
      </a>
      <Sidebar groups={navigationGroupsOf(member.role)} />
      <div className="flex min-w-0 flex-col pb-16 lg:pb-0">
        <TopBar />
        <OfflineBanner />
        <MainArea />
      </div>
      <BottomBar entries={navigationOf(member.role)} />
      <ToastRegion />
      <Keys />
    </div>
  );
}

/** The list of keys; fetched when it is first asked for. */
function Keys() {
  const [isOpen, close] = useKeysDialog();
  if (!isOpen) return null;
  return (
    <Suspense>
      <KeysDialog onClose={close} />
    </Suspense>
  );
}

function MainArea() {
  const path = useRouterState({ select: (s) => s.location.pathname });
  const main = useRef<HTMLElement>(null);
  const first = useRef(true);
  useEffect(() => {
    if (first.current) first.current = false;
    else main.current?.focus({ preventScroll: true });
  }, [path]);
  return (
    <main
      id="main"
      ref={main}
      tabIndex={-1}
      className="mx-auto w-full max-w-[1400px] flex-1 px-4 py-4 outline-none lg:px-8 lg:py-5"
    >
      <Outlet />
    </main>
  );
}

function Sidebar({ groups }: { groups: readonly NavigationGroup[] }) {
  const say = shellMessages.useSay();
  const name = useName();
  const { park } = useSession();
  return (
    <nav
      aria-label={say('mainPages')}
      className="sticky top-0 hidden h-dvh flex-col border-r border-line bg-surface lg:flex print:hidden"
    >
      <div className="px-5 pb-3 pt-4">
        <Link to="/" className="text-lg font-semibold text-ink">
          {say('product')}
        </Link>
        <p className="text-xs text-mut">{name(park.nameZh, park.nameEn)}</p>
      </div>
      <div className="flex-1 overflow-y-auto px-2">
        {groups.map((group) => (
          <section key={group.label} className="mb-3">
            {groups.length > 1 && <h2 className="px-3 pb-1 pt-2 text-xs text-mut">{say(group.label)}</h2>}
            <ul>
              {group.entries.map((entry) => (
                <li key={entry.path}>
                  <NavigationLink entry={entry} className={sidebarLink}>
                    <Icon name={entry.icon} />
                    {say(entry.label)}
                  </NavigationLink>
                </li>
              ))}
            </ul>
          </section>
        ))}
      </div>
      {park.demo && <p className="m-3 rounded bg-warn-soft px-2 py-1 text-xs text-warn">{say('demo')}</p>}
    </nav>
  );
}

function TopBar() {
  const say = shellMessages.useSay();
  const [searching, setSearching] = useState(false);
  useEffect(() => {
    const open = (event: KeyboardEvent): void => {
      if (event.key.toLowerCase() !== 'k' || !(event.ctrlKey || event.metaKey)) return;
      event.preventDefault();
      setSearching(true);
    };
    document.addEventListener('keydown', open);
    return () => document.removeEventListener('keydown', open);
  }, []);
  return (
    <header className="sticky top-0 z-30 flex h-12 items-center gap-2 border-b border-line bg-surface px-4 lg:px-8 print:hidden">
      <button
        type="button"
        onClick={() => setSearching(true)}
        className="flex h-8 min-w-0 flex-1 items-center gap-2 rounded border border-line2 px-3 text-left text-sm text-mut hover:bg-sunken max-lg:h-10 lg:max-w-80"
      >
        <Icon name="search" />
        <span className="flex-1 truncate">{say('palette')}</span>
        <kbd className="hidden rounded border border-line px-1 text-xs lg:inline">Ctrl K</kbd>
      </button>
      <span className="flex-1 max-lg:hidden" />
      {viewerIsElsewhere() && (
        <span className="hidden text-xs text-mut lg:inline">{say('zoneNotice', { zone: zoneName() })}</span>
      )}
      <button
        type="button"
        lang={language() === 'en' ? 'zh-CN' : 'en'}
        onClick={() => setLanguage(language() === 'en' ? 'zh' : 'en')}
        className="h-8 rounded px-2 text-sm text-mut hover:bg-sunken hover:text-ink max-lg:h-11"
      >
        {say('switchLanguage')}
      </button>
      <NotificationBell />
      <AccountMenu />
      {searching && (
        <Suspense>
          <Palette onClose={() => setSearching(false)} />
        </Suspense>
      )}
    </header>
  );
}

function OfflineBanner() {
  const say = shellMessages.useSay();
  if (useOnline()) return null;
  return (
    <p role="status" className="bg-warn-soft px-4 py-2 text-sm text-warn lg:px-8">
      {say('offline')}
    </p>
  );
}
