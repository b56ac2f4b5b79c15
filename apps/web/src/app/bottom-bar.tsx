import { useNavigate, useRouterState } from '@tanstack/react-router';
import { lazy, Suspense } from 'react';
import { Icon } from '../shared/ui';
import { isUnder, type NavigationEntry } from './navigation';
import { NavigationLink } from './navigation-link';
import { shellMessages } from './shell.messages';
import { useLazyPopover } from './use-lazy-popover';

const load = () => import('./menu-popover');
const MenuPopover = lazy(load);

const PLACES = 5;
const place =
  'flex min-h-14 min-w-0 flex-1 flex-col items-center justify-center gap-0.5 text-xs text-mut data-[status=active]:font-medium data-[status=active]:text-brand-strong';

/** The phone's navigation: five places, the last of them for what does not fit. */
export function BottomBar({ entries }: { entries: readonly NavigationEntry[] }) {
  const say = shellMessages.useSay();
  const shown = entries.length > PLACES ? entries.slice(0, PLACES - 1) : entries;
  const rest = entries.slice(shown.length);
  return (
    <nav
      aria-label={say('mainPages')}
      className="fixed inset-x-0 bottom-0 z-30 flex border-t border-line bg-surface pb-[env(safe-area-inset-bottom)] lg:hidden print:hidden"
    >
      {shown.map((entry) => (
        <NavigationLink key={entry.path} entry={entry} className={place}>
          <Icon name={entry.icon} size={18} />
          <span className="max-w-full truncate text-[11px] tracking-tight">{say(entry.label)}</span>
        </NavigationLink>
      ))}
      {rest.length > 0 && <MorePages entries={rest} />}
    </nav>
  );
}

function MorePages({ entries }: { entries: readonly NavigationEntry[] }) {
  const say = shellMessages.useSay();
  const navigate = useNavigate();
  const here = useRouterState({ select: (s) => s.location.pathname });
  const { isOpen, trigger, close, button } = useLazyPopover('menu', load);
  const items = entries.map((entry) => ({
    id: entry.path,
    label: say(entry.label),
    icon: entry.icon,
    isCurrent: isUnder(entry, here),
  }));
  return (
    <>
      <button
        {...button}
        className={place}
        data-status={items.some(({ isCurrent }) => isCurrent) ? 'active' : undefined}
      >
        <Icon name="menu" size={18} />
        {say('more')}
      </button>
      {isOpen && (
        <Suspense>
          <MenuPopover
            trigger={trigger}
            label={say('more')}
            items={items}
            onChoose={(path) => void navigate({ to: path })}
            onClose={close}
          />
        </Suspense>
      )}
    </>
  );
}
