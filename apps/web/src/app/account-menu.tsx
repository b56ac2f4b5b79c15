import { useNavigate } from '@tanstack/react-router';
import { Button, Menu, MenuItem, MenuTrigger, Popover } from 'react-aria-components';
import { useSession, useSignOut } from '../features/identity/session';
import { useName } from '../shared/i18n/messages';
import { Icon } from '../shared/ui';
import { navigationOf } from './navigation';
import { shellMessages } from './shell.messages';

/** Who one is, the pages that do not fit a phone's bar, and the way out. */
export function AccountMenu() {
  const say = shellMessages.useSay();
  const name = useName();
  const { member, park } = useSession();
  const signOut = useSignOut();
  const navigate = useNavigate();
  const more = navigationOf(member.role).slice(5);
  const item = 'flex min-h-8 cursor-pointer items-center gap-2 rounded px-3 outline-none data-focused:bg-sunken max-lg:min-h-11';
  return (
    <MenuTrigger>
      <Button aria-label={say('account')} className="flex h-8 items-center gap-1.5 rounded px-2 text-sm hover:bg-sunken max-lg:h-11">
        <Icon name="users" />
        <span className="max-w-32 truncate max-lg:hidden">{member.name}</span>
      </Button>
      <Popover placement="bottom end" className="w-64 rounded-md border border-line bg-surface p-1 shadow-lg">
        <div className="border-b border-line px-3 py-2 text-sm">
          <p className="font-medium">{member.name}</p>
          <p className="text-mut">{member.company ? name(member.company.nameZh, member.company.nameEn) : name(park.nameZh, park.nameEn)}</p>
        </div>
        <Menu className="outline-none" aria-label={say('account')}>
          {more.map((e) => (
            <MenuItem key={e.path} className={`${item} lg:hidden`} onAction={() => void navigate({ to: e.path })}>
              <Icon name={e.icon} />
              {say(e.label)}
            </MenuItem>
          ))}
          <MenuItem className={item} onAction={() => signOut.mutate(undefined, { onSettled: () => void navigate({ to: '/login' }) })}>
            <Icon name="logout" />
            {say('signOut')}
          </MenuItem>
        </Menu>
      </Popover>
    </MenuTrigger>
  );
}
