import { localDate, type Localized } from '@parkbench/domain';

/** What an entry waits for: an instrument, or a category. */
export interface WaitingListFacts {
  readonly nameZh: string | null;
  readonly nameEn: string | null;
  readonly categoryZh: string | null;
  readonly categoryEn: string | null;
}

export interface FreedSlot {
  readonly kind: 'session' | 'rental';
  readonly nameZh: string;
  readonly nameEn: string;
  readonly assetNo: string;
  readonly startsAt: Date;
  readonly endsAt: Date;
  readonly expiresAt: Date;
}

const titles = {
  offered: { zh: '候补到了', en: 'Your turn' },
  expired: { zh: '候补名额已过期', en: 'Offer not taken in time' },
  withdrawn: { zh: '候补名额已撤回', en: 'Offer withdrawn' },
  freed: { zh: '有空闲时段', en: 'Time is free' },
} as const;

/** The words of a notice about an offer or freed time; a rental names its days, the last one included, in the park's zone. */
export function waitingListWords(
  what: keyof typeof titles,
  slot: FreedSlot,
  timeZone: string,
  { waitsOn = false }: { readonly waitsOn?: boolean } = {},
): { title: Localized; body: Localized } {
  const at = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'short' });
  const title = titles[what];
  const name = { zh: slot.nameZh, en: slot.nameEn || slot.nameZh };
  const period = slot.kind === 'rental' ? days(slot, timeZone) : times(slot, at, timeZone);
  const next = nextStep(what, at.format(slot.expiresAt), waitsOn);
  return {
    title: { zh: `${title.zh}：${name.zh}`, en: `${title.en}: ${name.en}` },
    body: {
      zh: `${name.zh}（${slot.assetNo}），${period.zh}。${next.zh}`,
      en: `${name.en} (${slot.assetNo}), ${period.en}. ${next.en}`,
    },
  };
}

function nextStep(what: keyof typeof titles, until: string, waitsOn: boolean): Localized {
  switch (what) {
    case 'offered':
      return {
        zh: `已为您保留到 ${until}，打开页面一键确认；逾时将让给下一位。`,
        en: `It is held for you until ${until}: open the page and accept with one click, or it goes to the next.`,
      };
    case 'freed':
      return {
        zh: '未为您保留，先约先得。',
        en: 'Nothing is held for you: first come, first served.',
      };
    default:
      return waitsOn
        ? {
            zh: '您仍在候补队列中，有其他时段空出时会再通知您。',
            en: 'You still wait and will hear of the next time that comes free.',
          }
        : { zh: '本次候补已结束。', en: 'With that the waiting is over.' };
  }
}

function days({ startsAt, endsAt }: FreedSlot, zone: string): Localized {
  const [first, last] = [localDate(startsAt.getTime(), zone), localDate(endsAt.getTime() - 1, zone)];
  return { zh: `${first} 至 ${last}（含首尾）`, en: `${first} to ${last} inclusive` };
}

function times({ startsAt, endsAt }: FreedSlot, at: Intl.DateTimeFormat, zone: string): Localized {
  const text = `${at.format(startsAt)} – ${at.format(endsAt)}`;
  return { zh: text, en: `${text} (${zone})` };
}
