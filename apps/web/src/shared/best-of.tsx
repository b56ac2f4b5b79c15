import type { ReactNode } from 'react';
import { money, monthName } from './format/format';
import { defineMessages } from './i18n/messages';
import { Icon } from './ui';

const messages = defineMessages(
  {
    more: '本月再用 {length}即封顶',
    free: '已封顶，机时费不再收取',
    rest: '达到封顶，机时费只收 {adds}',
    capped: '已封顶，本月再用不再收费',
    state: '{month}机时费 {paid}，封顶 {cap}（一个月租金）',
    length: '{hours, plural, =0 {} other {# 小时}}{minutes, plural, =0 {} other { # 分钟}}',
  },
  {
    more: '{length} more and this month is capped',
    free: 'Capped: the hours cost nothing more',
    rest: 'This reaches the cap: the hours cost only {adds}',
    capped: 'Capped: further hours this month cost nothing',
    state: 'Hours in {month}: {paid} of at most {cap} (a month’s rent)',
    length:
      '{hours, plural, =0 {} one {# hour} other {# hours}}{minutes, plural, =0 {} one { # minute} other { # minutes}}',
  },
);

export interface BestOfNoteProps {
  readonly month: string;
  readonly capFen: number;
  /** What the hours of the month cost, used and booked. */
  readonly paidFen: number;
  /** 0: capped; null: an hour costs nothing. */
  readonly minutesToCap: number | null;
  /** Of hours that are looked at: what they really add, and what the cap takes off their price. */
  readonly addsFen?: number;
  readonly savesFen?: number;
  /** Named where there are several. */
  readonly children?: ReactNode;
}

function useWords({ minutesToCap, addsFen = 0, savesFen = 0 }: BestOfNoteProps): string | null {
  const say = messages.useSay();
  if (minutesToCap === null) return null;
  if (minutesToCap > 0) {
    const length = say('length', { hours: Math.floor(minutesToCap / 60), minutes: minutesToCap % 60 }).trim();
    return say('more', { length });
  }
  if (savesFen === 0) return say('capped');
  return addsFen === 0 ? say('free') : say('rest', { adds: money(addsFen) });
}

/** How far the hours of a month are from what they cost at most: a bar and a sentence. */
export function BestOfNote(props: BestOfNoteProps) {
  const say = messages.useSay();
  const words = useWords(props);
  const { month, capFen, paidFen, minutesToCap, children } = props;
  const share = capFen === 0 ? 100 : Math.min((paidFen / capFen) * 100, 100);
  return (
    <div className="text-sm">
      {children}
      <p className={minutesToCap === 0 ? 'flex items-center gap-1.5 font-medium text-ok' : 'font-medium'}>
        {minutesToCap === 0 && <Icon name="check-circle" size={14} />}
        {words}
      </p>
      <span aria-hidden="true" className="my-1 block h-1.5 overflow-hidden rounded-full bg-sunken">
        <span className={`block h-full ${minutesToCap === 0 ? 'bg-ok' : 'bg-brand'}`} style={{ width: `${share}%` }} />
      </span>
      <p className="num text-mut">
        {say('state', { month: monthName(month), paid: money(paidFen), cap: money(capFen) })}
      </p>
    </div>
  );
}
