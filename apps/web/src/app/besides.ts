import { defineMessages } from '../shared/i18n/messages';
import type { IconName } from '../shared/ui';

const messages = defineMessages(
  { calendars: '日历订阅', busy: '实验室忙闲' },
  { calendars: 'Calendars', busy: 'How busy the lab is' },
);

export interface NamedPage {
  readonly path: string;
  readonly label: string;
  readonly icon: IconName;
}

/** What everybody has besides the main pages: in the account's menu and the palette, and in no first visit. */
export function useBesides(): readonly NamedPage[] {
  const say = messages.useSay();
  return [
    { path: '/calendars', label: say('calendars'), icon: 'calendar' },
    { path: '/busy', label: say('busy'), icon: 'heat' },
  ];
}
