import { useNavigate } from '@tanstack/react-router';
import { lazy, Suspense } from 'react';
import { useSession, useSignOut } from '../features/identity/session';
import { useName } from '../shared/i18n/messages';
import { Icon } from '../shared/ui';
import { besides } from './navigation';
import { shellMessages } from './shell.messages';
import { useLazyPopover } from './use-lazy-popover';

const load = () => import('./menu-popover');
const MenuPopover = lazy(load);

/** Who one is, and the way out. */
export function AccountMenu() {
  const say = shellMessages.useSay();
  const name = useName();
  const { member, park } = useSession();
  const navigate = useNavigate();
  const signOut = useSignOut(() => navigate({ to: '/login' }));
  const { isOpen, trigger, close, button } = useLazyPopover('menu', load);
  return (
    <>
      <button
        {...button}
        aria-label={say('account')}
        className="flex h-8 items-center gap-1.5 rounded px-2 text-sm hover:bg-sunken max-lg:h-11 max-lg:min-w-11 max-lg:justify-center"
      >
        <Icon name="user" />
        <span className="max-w-32 truncate max-lg:hidden">{member.name}</span>
      </button>
      {isOpen && (
        <Suspense>
          <MenuPopover
            trigger={trigger}
            label={say('account')}
            items={[
              ...besides.map(({ path, label, icon }) => ({ id: path, label: say(label), icon })),
              { id: 'leave', label: say('signOut'), icon: 'logout' },
            ]}
            onChoose={(id) => (id === 'leave' ? signOut.mutate() : void navigate({ to: id }))}
            onClose={close}
          >
            <div className="mb-1 border-b border-line px-[10px] py-2 text-sm">
              <p className="font-medium">{member.name}</p>
              <p className="text-mut">{member.email}</p>
              <p className="text-mut">
                {member.company ? name(member.company.nameZh, member.company.nameEn) : name(park.nameZh, park.nameEn)}
              </p>
            </div>
          </MenuPopover>
        </Suspense>
      )}
    </>
  );
}
