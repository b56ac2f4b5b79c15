import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useMemo, useState } from 'react';
import { useLiveCalendar } from './use-live-calendar';
import { CountsFields } from '../../../shared/counts-fields';
import { parkDate, parkDateTime, parkTime, parkToday } from '../../../shared/format/format';
import { useName } from '../../../shared/i18n/messages';
import {
  Badge,
  Button,
  Callout,
  Card,
  LinkButton,
  PageHeader,
  QrCode,
  SegmentedControl,
  Skeleton,
  StatusBadge,
  TextLink,
} from '../../../shared/ui';
import { calendarQuery } from '../reservations.queries';
import type { Instrument } from '../instruments.types';
import { outOfServiceBadge } from '../status-badges';
import { busyOf, calendarRange, standingNow, type Busy } from './availability';
import { Booked } from './booked';
import { bookingMessages } from './booking.messages';
import { type Closing, closingOf } from './closed-times';
import { countingIn, modesOf } from './modes';
import { coRentMessages } from '../co-rent/co-rent.messages';
import { InstrumentDetails, InstrumentFacts } from './instrument-facts';
import { instrumentMessages } from './instrument.messages';
import { OutageNote } from '../outage-case/outage-note';
import { PricePanel, SubmitBar } from './price-panel';
import { RentalPicker } from './rental-picker';
import { RepeatSwitch } from '../series/repeat-switch';
import { SessionPicker } from './session-picker';
import { useBooking, type Booking } from './use-booking';
import { WaitForDay } from './wait-link';
import { useSearchState } from '../../../shared/search-state';
import { useNow } from '../../../shared/use-now';

const SeriesPanel = lazy(() => import('../series/series-booking'));
const CoRentSheet = lazy(async () => ({ default: (await import('../co-rent/co-rent-sheet')).CoRentSheet }));

export interface InstrumentViewProps {
  readonly instrument: Instrument;
  /** Tenants book here; staff do so on the board. */
  readonly canBook: boolean;
  /** Whoever hands instruments over does so at the bench. */
  readonly canHandOver?: boolean;
}

/** An instrument: how it stands, what it is, when it is free, what that costs, and booking it. */
export function InstrumentView({ instrument, canBook, canHandOver = false }: InstrumentViewProps) {
  const name = useName();
  const shown = name(instrument.nameZh, instrument.nameEn);
  const booking = useBooking(instrument, shown);
  const range = calendarRange(parkToday(), instrument.advanceDays);
  const calendar = useQuery(calendarQuery(instrument.id, range));
  useLiveCalendar(instrument.id);
  const busy = useMemo(() => busyOf(calendar.data), [calendar.data]);
  const closing = useMemo(() => closingOf(calendar.data), [calendar.data]);
  const isRepeated = useIsRepeated(booking);
  const isBookable = instrument.status === 'in_service' && modesOf(instrument).length > 0;
  return (
    <>
      <Head instrument={instrument} busy={busy} canHandOver={canHandOver} />
      <div className="grid items-start gap-4 max-lg:pb-16 xl:grid-cols-[minmax(0,1fr)_380px] xl:grid-rows-[auto_1fr]">
        <div className="grid min-w-0 gap-4">
          <StatusNote instrument={instrument} />
          <OutageNow instrumentId={instrument.id} busy={busy} />
          <InstrumentFacts instrument={instrument} />
          {isBookable && <Picking {...{ booking, busy, closing, calendar }} canWait={canBook} />}
        </div>
        <div className="min-w-0 xl:row-span-2">
          {isBookable && <Panel booking={booking} name={shown} canBook={canBook} />}
          <PageCode id={instrument.id} name={shown} />
        </div>
        <InstrumentDetails instrument={instrument} />
      </div>
      {isBookable && canBook && !isRepeated && <SubmitBar booking={booking} />}
    </>
  );
}

/** Sessions that repeat are looked at and reserved together. */
function useIsRepeated({ selection }: Booking): boolean {
  const [search] = useSearchState();
  return selection.mode !== 'rental' && search.repeat !== undefined;
}

function Panel({ booking, name, canBook }: { booking: Booking; name: string; canBook: boolean }) {
  const isRepeated = useIsRepeated(booking);
  if (booking.outcome) return <Booked booking={booking} />;
  if (isRepeated)
    return (
      <Suspense fallback={<Skeleton lines={8} />}>
        <SeriesPanel instrument={booking.instrument} selection={booking.selection} canBook={canBook} />
      </Suspense>
    );
  return <PricePanel booking={booking} name={name} canBook={canBook} />;
}

function Head({
  instrument,
  busy,
  canHandOver,
}: {
  instrument: Instrument;
  busy: readonly Busy[];
  canHandOver: boolean;
}) {
  const say = instrumentMessages.useSay();
  const name = useName();
  const { category } = instrument;
  const shown = name(instrument.nameZh, instrument.nameEn);
  const other = shown === instrument.nameZh ? instrument.nameEn : instrument.nameZh;
  return (
    <PageHeader
      breadcrumbs={[
        { label: say('catalogue'), href: '/' },
        { label: name(category.nameZh, category.nameEn), href: `/?categoryId=${category.id}` },
      ]}
      title={shown}
      actions={canHandOver ? <StaffActs instrument={instrument} /> : <TenantAct instrument={instrument} />}
      detail={other && <span lang={shown === instrument.nameZh ? 'en' : 'zh-CN'}>{other}</span>}
      badges={
        <>
          <NowBadge instrument={instrument} busy={busy} />
          {instrument.approvalRequired && <Badge>{say('approval')}</Badge>}
          {instrument.trainingRequired && <Badge tone="warn">{say('training')}</Badge>}
        </>
      }
    />
  );
}

/** Where a tenant who stands before it starts and stops. */
function TenantAct({ instrument }: { instrument: Instrument }) {
  const say = instrumentMessages.useSay();
  const { id } = instrument;
  return (
    modesOf(instrument).some((mode) => mode !== 'rental') && (
      <LinkButton href={`/i/${id}/use`}>{say('useIt')}</LinkButton>
    )
  );
}

/** What the lab does at an instrument. */
function StaffActs({ instrument }: { instrument: Instrument }) {
  const say = instrumentMessages.useSay();
  const share = coRentMessages.useSay();
  const [isSharing, setIsSharing] = useState(false);
  return (
    <>
      {instrument.opensRental && <Button onPress={() => setIsSharing(true)}>{share('act')}</Button>}
      <LinkButton href={`/maintenance?plan=1&fault=${instrument.id}`}>{say('takeOut')}</LinkButton>
      <LinkButton href={`/i/${instrument.id}/use`}>{say('handOver')}</LinkButton>
      {isSharing && (
        <Suspense>
          <CoRentSheet instrumentId={instrument.id} onClose={() => setIsSharing(false)} />
        </Suspense>
      )}
    </>
  );
}

/** How it stands at this moment, and until when. */
function NowBadge({ instrument, busy }: { instrument: Instrument; busy: readonly Busy[] }) {
  const say = instrumentMessages.useSay();
  const now = standingNow(busy, useNow());
  if (instrument.status !== 'in_service') return outOfServiceBadge(instrument.status, say(instrument.status));
  if (!now) return <StatusBadge status="available">{say('available')}</StatusBadge>;
  const until = parkTime(now.end) === '00:00' ? parkDate(now.end) : parkDateTime(now.end);
  if (now.kind === 'outage')
    return <StatusBadge status="maintenance">{say('maintenanceUntil', { until })}</StatusBadge>;
  return <StatusBadge status="in-use">{say('inUseUntil', { until })}</StatusBadge>;
}

/** Until when it is out, where it is out at this moment. */
function OutageNow({ instrumentId, busy }: { instrumentId: number; busy: readonly Busy[] }) {
  const isOut = standingNow(busy, useNow())?.kind === 'outage';
  return <OutageNote instrumentId={instrumentId} isOut={isOut} />;
}

function StatusNote({ instrument }: { instrument: Instrument }) {
  const say = instrumentMessages.useSay();
  const { status, statusNote, opensRun } = instrument;
  if (status === 'out_of_service')
    return (
      <Callout tone="warn" title={say('outOfOrderTitle')}>
        {statusNote || say('outOfOrderDetail')}
      </Callout>
    );
  if (status === 'in_service' && modesOf(instrument).length === 0)
    return <Callout>{say(opensRun ? 'notBookableRun' : 'notBookable')}</Callout>;
  return null;
}

function Picking({
  booking,
  busy,
  closing,
  calendar,
  canWait,
}: {
  booking: Booking;
  busy: readonly Busy[];
  closing: Closing;
  calendar: { isPending: boolean; isError: boolean };
  canWait: boolean;
}) {
  const say = bookingMessages.useSay();
  const { instrument, selection, select } = booking;
  const isRental = selection.mode === 'rental';
  const modes = modesOf(instrument);
  const titles = { rental: 'pickRental', session: 'pickSession', run: 'pickRun' } as const;
  return (
    <Card
      title={say(titles[selection.mode])}
      actions={
        modes.length > 1 && (
          <SegmentedControl
            label={say('mode')}
            value={selection.mode}
            onChange={(mode) => select({ mode })}
            options={modes.map((id) => ({ id, label: say(id) }))}
          />
        )
      }
    >
      {calendar.isError && (
        <Callout tone="bad" className="mb-3">
          {say('calendarFailed')}
        </Callout>
      )}
      {calendar.isPending ? (
        <Skeleton lines={8} lineHeight={32} />
      ) : isRental ? (
        <RentalPicker {...{ instrument, busy, selection, select }} />
      ) : (
        <SessionPicker {...{ instrument, busy, closing, selection, select }}>
          {instrument.ratePlan && (
            <CountsFields
              className="mb-3"
              prices={instrument.ratePlan}
              counting={countingIn(selection.mode, instrument)}
              counts={selection.counts}
              onChange={(counts) => select({ counts })}
            />
          )}
          <RepeatSwitch selection={selection} />
        </SessionPicker>
      )}
      {canWait && <WaitForDay instrumentId={instrument.id} selection={selection} today={parkToday()} />}
    </Card>
  );
}

function PageCode({ id, name }: { id: number; name: string }) {
  const say = instrumentMessages.useSay();
  return (
    <Card className="mt-4 max-lg:hidden">
      <div className="flex items-center gap-4">
        <QrCode value={`${window.location.origin}/i/${id}`} label={say('qrLabel', { name })} size={96} />
        <div className="grid gap-1">
          <p className="text-mut">{say('qr')}</p>
          <TextLink href={`/calendars?instrument=${id}`}>{say('subscribe')}</TextLink>
        </div>
      </div>
    </Card>
  );
}
