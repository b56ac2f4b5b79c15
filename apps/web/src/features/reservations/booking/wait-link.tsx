import { addDays, type Counts } from '@parkbench/domain';
import { countsAsked, searchOfCounts } from '../../../shared/counts';
import { defineMessages } from '../../../shared/i18n/messages';
import { parkZone } from '../../../shared/format/format';
import { LinkButton, TextLink } from '../../../shared/ui';
import type { Ask } from '../reservations.types';
import { dayStart } from './availability';
import type { Selection } from './selection';

const messages = defineMessages(
  { wait: '候补这个时段', waitDetail: '一有空出就为您保留并通知', waitDay: '想要的时间被占用？加入候补' },
  {
    wait: 'Wait for this time',
    waitDetail: 'As soon as it comes free it is held for you and you are told',
    waitDay: 'Is the time you want taken? Join the waiting list',
  },
);

const iso = (at: number): string => new Date(at).toISOString();

function link(instrumentId: number, wanted: Readonly<Record<string, string>>, counts?: Counts): string {
  const asked = counts && countsAsked(counts).counts;
  const { extras, ...runs } = asked ? searchOfCounts(asked) : {};
  const search = { join: '1', instrumentId: String(instrumentId), ...wanted, ...runs, ...(extras && { extras }) };
  return `/waiting-list?${new URLSearchParams(search).toString()}`;
}

/** The form of the waiting list, filled in with what was asked for. */
const waitLink = (ask: Ask): string =>
  ask.kind === 'rental'
    ? link(ask.instrumentId, { kind: 'rental', months: String(ask.months), first: ask.startsOn, last: ask.startsOn })
    : link(ask.instrumentId, { kind: 'session', from: ask.startsAt, until: ask.endsAt }, ask.counts);

/** The same with the day that is looked at. */
function waitForDay(instrumentId: number, selection: Selection, today: string): string {
  const { mode, day, start, months, minutes, counts } = selection;
  if (mode === 'rental') {
    const first = start ?? today;
    return link(instrumentId, { kind: 'rental', months: String(months), first, last: addDays(first, 30) });
  }
  const wanted = day ?? today;
  const [from, until] = [dayStart(wanted, parkZone()), dayStart(addDays(wanted, 1), parkZone())];
  return link(instrumentId, { kind: 'session', minutes: String(minutes), from: iso(from), until: iso(until) }, counts);
}

/** Beside a refusal: waits for what was refused. */
export function WaitForIt({ ask }: { ask: Ask }) {
  const say = messages.useSay();
  return (
    <p className="mt-2 flex flex-wrap items-center gap-2">
      <LinkButton size="sm" href={waitLink(ask)}>
        {say('wait')}
      </LinkButton>
      <span className="text-xs text-mut">{say('waitDetail')}</span>
    </p>
  );
}

/** Below the days that are taken. */
export function WaitForDay(props: { instrumentId: number; selection: Selection; today: string }) {
  const say = messages.useSay();
  return (
    <p className="mt-3 text-sm">
      <TextLink href={waitForDay(props.instrumentId, props.selection, props.today)}>{say('waitDay')}</TextLink>
    </p>
  );
}
