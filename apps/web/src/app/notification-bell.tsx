import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { Button, Dialog, DialogTrigger, Popover } from 'react-aria-components';
import { get, post } from '../shared/api/client';
import { useLive } from '../shared/api/live';
import { parkDateTime } from '../shared/format/format';
import { useName } from '../shared/i18n/messages';
import { Icon } from '../shared/ui';
import { shellMessages } from './shell.messages';

interface Notices {
  readonly unread: number;
  readonly items: readonly {
    readonly id: number;
    readonly titleZh: string;
    readonly titleEn: string;
    readonly bodyZh: string;
    readonly bodyEn: string;
    readonly link: string;
    readonly createdAt: string;
    readonly readAt: string | null;
  }[];
}

/** The newest notices, live; opening one leads to what it is about. */
export function NotificationBell() {
  const say = shellMessages.useSay();
  const queries = useQueryClient();
  const { data } = useQuery({ queryKey: ['notifications'], queryFn: () => get<Notices>('/notifications'), refetchInterval: 60_000 });
  useLive(['reservation', 'invoice', 'notification'], () => void queries.invalidateQueries({ queryKey: ['notifications'] }));
  const unread = data?.unread ?? 0;
  return (
    <DialogTrigger>
      <Button aria-label={`${say('notifications')}${unread > 0 ? ` (${unread})` : ''}`} className="relative grid h-8 w-8 place-items-center rounded hover:bg-sunken max-lg:h-11 max-lg:w-11">
        <Icon name="bell" />
        {unread > 0 && (
          <span className="absolute -right-0.5 -top-0.5 min-w-4 rounded-full bg-bad px-1 text-center text-xs leading-4 text-canvas max-lg:right-1 max-lg:top-1" aria-hidden>
            {unread > 99 ? '99+' : unread}
          </span>
        )}
      </Button>
      <Popover placement="bottom end" className="w-[min(24rem,92vw)] rounded-md border border-line bg-surface shadow-lg">
        <Dialog aria-label={say('notifications')} className="outline-none">
          {({ close }) => <NoticeList notices={data} onClose={close} />}
        </Dialog>
      </Popover>
    </DialogTrigger>
  );
}

function NoticeList({ notices, onClose }: { notices: Notices | undefined; onClose: () => void }) {
  const say = shellMessages.useSay();
  const name = useName();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const read = useMutation({
    mutationFn: (path: string) => post<void>(path),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['notifications'] }),
  });
  if (!notices || notices.items.length === 0) return <p className="p-4 text-sm text-mut">{say('noNotifications')}</p>;
  return (
    <div>
      <div className="flex items-center justify-between border-b border-line px-4 py-2">
        <h2 className="font-semibold">{say('notifications')}</h2>
        <button type="button" className="min-h-6 text-sm text-brand hover:underline" onClick={() => read.mutate('/notifications/read-all')}>
          {say('readAll')}
        </button>
      </div>
      <ul className="max-h-96 overflow-y-auto">
        {notices.items.map((n) => (
          <li key={n.id} className="border-b border-line last:border-0">
            <button
              type="button"
              className="block w-full px-4 py-2.5 text-left hover:bg-sunken"
              onClick={() => {
                read.mutate(`/notifications/${n.id}/read`);
                onClose();
                void navigate({ href: n.link });
              }}
            >
              <span className="flex items-baseline gap-2">
                {!n.readAt && <span className="inline-block h-2 w-2 shrink-0 rounded-full bg-brand" />}
                <span className="font-medium">{name(n.titleZh, n.titleEn)}</span>
              </span>
              <span className="block text-sm text-mut">{name(n.bodyZh, n.bodyEn)}</span>
              <time className="num text-xs text-mut">{parkDateTime(n.createdAt)}</time>
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}
