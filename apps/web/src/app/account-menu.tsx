import { lazy, Suspense } from 'react';
import { useSession } from '../features/identity/session';
import { Icon } from '../shared/ui';
import { shellMessages } from './shell.messages';
import { useLazyPopover } from './use-lazy-popover';

const load = () => import('./account-popover');
const AccountPopover = lazy(load);

/** Who one is; pressed, the account's menu. */
export function AccountMenu() {
  const say = shellMessages.useSay();
  const { member } = useSession();
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
          <AccountPopover trigger={trigger} label={say('account')} onClose={close} />
        </Suspense>
      )}
    </>
  );
}
