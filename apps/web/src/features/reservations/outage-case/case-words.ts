import { money, parkDateTime } from '../../../shared/format/format';
import { periodText } from '../booking/period-words';
import type { outageCaseMessages } from './outage-case.messages';
import type { CaseAction, CaseChoice, OutageCase } from './outage-case.queries';

type Say = ReturnType<typeof outageCaseMessages.useSay>;

const minuteMs = 60_000;

/** How long there is to choose, to the minute. */
export function timeLeft(answerBy: string, now: number, say: Say): string {
  const minutes = Math.floor((Date.parse(answerBy) - now) / minuteMs);
  if (minutes < 0) return say('leftNone');
  const [days, hours] = [Math.floor(minutes / 1440), Math.floor(minutes / 60)];
  if (days > 0) return say('leftDays', { days, hours: hours % 24 });
  return hours > 0 ? say('leftHours', { hours, minutes: minutes % 60 }) : say('leftMinutes', { minutes });
}

/** When the instrument is out, in the park's time. */
export function outageText({ startsAt, endsAt, openEnded }: OutageCase['outage'], say: Say): string {
  const from = parkDateTime(startsAt);
  return openEnded ? say('openEnded', { from }) : `${from} – ${parkDateTime(endsAt)}`;
}

const textOf = ({ startsAt, endsAt, startsOn }: CaseChoice): string =>
  periodText({ startsAt: startsAt ?? '', endsAt: endsAt ?? '', startsOn });

interface Reader {
  /** What is refunded when it is given up. */
  readonly depositFen: number;
  readonly name: (zh: string, en: string) => string;
  readonly say: Say;
}

/** What a choice comes to: where, when and for how much. */
export function choiceDetail(choice: CaseChoice, agreedFen: number, { name, say, depositFen }: Reader): string {
  const { action, instrument, totalFen } = choice;
  if (action === 'cancel')
    return depositFen > 0 ? say('cancelDeposit', { money: money(depositFen) }) : say('cancelDetail');
  if (totalFen === null) return say('moveNone');
  if (action === 'stay') {
    const values = { days: choice.abatedDays, abated: money(choice.abatedFen), money: money(totalFen) };
    return say('stayDetail', values);
  }
  const saved = totalFen < agreedFen ? ` · ${say('cheaper', { money: money(agreedFen - totalFen) })}` : '';
  if (action === 'move') return say('moveDetail', { period: textOf(choice), money: money(totalFen) }) + saved;
  const shown = instrument ? `${name(instrument.nameZh, instrument.nameEn)} ${instrument.assetNo}` : '';
  return say('swapDetail', { name: shown, money: money(totalFen) }) + saved;
}

/** What happens, in few words. */
export const actionText = (action: CaseAction, say: Say): string => say(action);
