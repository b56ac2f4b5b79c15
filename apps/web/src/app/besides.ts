import { useSession } from '../features/identity/session';
import { defineMessages } from '../shared/i18n/messages';
import type { IconName } from '../shared/ui';

const messages = defineMessages(
  { calendars: '日历订阅', busy: '实验室忙闲', health: '系统状态', audit: '审计日志' },
  { calendars: 'Calendars', busy: 'How busy the lab is', health: 'System health', audit: 'Audit trail' },
);

export interface NamedPage {
  readonly path: string;
  readonly label: string;
  readonly icon: IconName;
}

/** What one has besides the main pages: in the account's menu and the palette, and in no first visit. */
export function useBesides(): readonly NamedPage[] {
  const say = messages.useSay();
  const { role } = useSession().member;
  const isManager = role === 'manager' || role === 'admin';
  return [
    { path: '/calendars', label: say('calendars'), icon: 'calendar' },
    { path: '/busy', label: say('busy'), icon: 'heat' },
    ...(isManager
      ? [
          { path: '/health', label: say('health'), icon: 'info' } as const,
          { path: '/audit', label: say('audit'), icon: 'lock' } as const,
        ]
      : []),
  ];
}
