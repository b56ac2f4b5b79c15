import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import type { RefObject } from 'react';
import { Dialog, Popover } from 'react-aria-components';
import { post } from '../shared/api/client';
import { parkDateTime } from '../shared/format/format';
import { defineMessages, useName } from '../shared/i18n/messages';
import { popoverBox } from '../shared/ui/styles';
import { shellMessages } from './shell.messages';

const messages = defineMessages(
  { noNotifications: '暂无通知', readAll: '全部已读' },
  { noNotifications: 'Nothing new', readAll: 'Mark all read' },
);

export interface Notices {
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

interface NoticePopoverProps {
  readonly trigger: RefObject<HTMLElement | null>;
  readonly notices: Notices | undefined;
  readonly onClose: () => void;
}

/** The open list of notices; fetched when the bell is first pressed. */
export default function NoticePopover({ trigger, notices, onClose }: NoticePopoverProps) {
  const say = shellMessages.useSay();
  return (
    <Popover
      isOpen
      triggerRef={trigger}
      onOpenChange={onClose}
      placement="bottom end"
      className={`${popoverBox} w-[min(24rem,92vw)]`}
    >
      <Dialog aria-label={say('notifications')} className="outline-none">
        <NoticeList notices={notices} onClose={onClose} />
      </Dialog>
    </Popover>
  );
}

function NoticeList({ notices, onClose }: { notices: Notices | undefined; onClose: () => void }) {
  const shell = shellMessages.useSay();
  const say = messages.useSay();
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
        <h2 className="font-semibold">{shell('notifications')}</h2>
        <button
          type="button"
          className="min-h-6 text-sm text-brand hover:underline"
          onClick={() => read.mutate('/notifications/read-all')}
        >
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
