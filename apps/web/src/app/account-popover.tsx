import { useNavigate } from '@tanstack/react-router';
import type { RefObject } from 'react';
import { useSession, useSignOut } from '../features/identity/session';
import { defineMessages, useName } from '../shared/i18n/messages';
import { useBesides } from './besides';
import MenuPopover from './menu-popover';
import { showKeys } from './use-keys-dialog';

const messages = defineMessages(
  { keys: '键盘快捷键', signOut: '退出登录' },
  { keys: 'Keyboard shortcuts', signOut: 'Sign out' },
);

export interface AccountPopoverProps {
  readonly trigger: RefObject<HTMLElement | null>;
  readonly label: string;
  readonly onClose: () => void;
}

/** The open menu of the account: who one is, the pages besides, and the way out; fetched when it is first asked for. */
export default function AccountPopover({ trigger, label, onClose }: AccountPopoverProps) {
  const say = messages.useSay();
  const name = useName();
  const { member, park } = useSession();
  const navigate = useNavigate();
  const signOut = useSignOut(() => navigate({ to: '/login' }));
  const pages = useBesides();
  return (
    <MenuPopover
      trigger={trigger}
      label={label}
      items={[
        ...pages.map(({ path, ...page }) => ({ id: path, ...page })),
        { id: 'keys', label: say('keys'), icon: 'help' },
        { id: 'leave', label: say('signOut'), icon: 'logout' },
      ]}
      onChoose={(id) => {
        if (id === 'leave') signOut.mutate();
        else if (id === 'keys') showKeys();
        else void navigate({ to: id });
      }}
      onClose={onClose}
    >
      <div className="mb-1 border-b border-line px-[10px] py-2 text-sm">
        <p className="font-medium">{member.name}</p>
        <p className="text-mut">{member.email}</p>
        <p className="text-mut">
          {member.company ? name(member.company.nameZh, member.company.nameEn) : name(park.nameZh, park.nameEn)}
        </p>
      </div>
    </MenuPopover>
  );
}
