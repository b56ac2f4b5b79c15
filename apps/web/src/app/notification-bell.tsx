import { useQuery, useQueryClient } from '@tanstack/react-query';
import { lazy, Suspense } from 'react';
import { get } from '../shared/api/client';
import { useLive } from '../shared/api/live';
import { Icon } from '../shared/ui';
import type { Notices } from './notice-list';
import { shellMessages } from './shell.messages';
import { useLazyPopover } from './use-lazy-popover';

const load = () => import('./notice-list');
const NoticePopover = lazy(load);

/** The newest notices, live; opening one leads to what it is about. */
export function NotificationBell() {
  const say = shellMessages.useSay();
  const queries = useQueryClient();
  const { isOpen, trigger, close, button } = useLazyPopover('dialog', load);
  const { data } = useQuery({
    queryKey: ['notifications'],
    queryFn: () => get<Notices>('/notifications'),
    refetchInterval: 60_000,
  });
  useLive(
    ['reservation', 'invoice', 'notification'],
    () => void queries.invalidateQueries({ queryKey: ['notifications'] }),
  );
  const unread = data?.unread ?? 0;
  return (
    <>
      <button
        {...button}
        aria-label={unread > 0 ? say('unreadNotifications', { count: unread }) : say('notifications')}
        className="relative grid size-8 place-items-center rounded hover:bg-sunken max-lg:size-11"
      >
        <Icon name="bell" />
        {unread > 0 && (
          <span
            aria-hidden="true"
            className="absolute -right-0.5 -top-0.5 min-w-4 rounded-full bg-bad px-1 text-center text-xs leading-4 text-canvas max-lg:right-1 max-lg:top-1"
          >
            {unread > 99 ? '99+' : unread}
          </span>
        )}
      </button>
      {isOpen && (
        <Suspense>
          <NoticePopover trigger={trigger} notices={data} onClose={close} />
        </Suspense>
      )}
    </>
  );
}
