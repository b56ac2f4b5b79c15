import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { money, parkDateTime } from '../../shared/format/format';
import { useName } from '../../shared/i18n/messages';
import { Badge, Button, LinkButton, Skeleton, TextLink } from '../../shared/ui';
import { slotText } from './affected-words';
import { conflictsMessages } from './conflicts.messages';
import { type Conflict, type ConflictKind, standInsQuery } from './conflicts.queries';

type Act = 'openCase' | 'openRequest' | 'openLate' | 'openCalibration' | 'openReservation' | 'openClosures';

/** Where each kind of conflict is settled. */
const settledAt: Record<ConflictKind, readonly ((one: Conflict) => readonly [Act, string])[]> = {
  case: [(one) => ['openCase', `/maintenance?case=${one.outageId}`]],
  overdue: [
    (one) => ['openLate', `/reservations/${one.lateId}`],
    (one) => ['openReservation', `/reservations/${one.reservationId}`],
  ],
  out_of_service: [(one) => ['openReservation', `/reservations/${one.reservationId}`]],
  calibration: [(one) => ['openCalibration', `/maintenance?plan=1&calibrate=${one.instrument.id}`]],
  closure: [
    (one) => ['openReservation', `/reservations/${one.reservationId}`],
    () => ['openClosures', '/settings?tab=calendar'],
  ],
  wanted_twice: [(one) => ['openRequest', `/requests?id=${one.reservationId}`]],
};

/** Only what has not begun can go to another instrument. */
const canGoElsewhere = (kind: ConflictKind, { status }: Conflict): boolean =>
  kind !== 'wanted_twice' && kind !== 'case' && (status === 'requested' || status === 'confirmed');

/** One clash: whose, on what, when, why it is one, and where it is settled. */
export function ConflictRow({ kind, one }: { kind: ConflictKind; one: Conflict }) {
  const say = conflictsMessages.useSay();
  const name = useName();
  const [isOpen, setOpen] = useState(false);
  const isMovable = canGoElsewhere(kind, one);
  return (
    <li className="grid gap-1.5 px-3 py-2.5">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1.5">
        <div className="min-w-0 flex-1 max-lg:basis-full">
          <p className="flex flex-wrap items-baseline gap-x-2">
            <TextLink href={`/reservations/${one.reservationId}`} className="font-medium">
              {name(one.instrument.nameZh, one.instrument.nameEn)}
            </TextLink>
            <span className="num text-xs text-mut">{one.instrument.assetNo}</span>
            <span className="text-sm text-mut">
              {name(one.companyZh, one.companyEn)} · {one.memberName}
            </span>
          </p>
          <p className="num text-sm">
            {say(one.reservationKind)} {slotText(one, null)}
          </p>
          <Why kind={kind} one={one} />
        </div>
        {isMovable && (
          <Button size="sm" aria-expanded={isOpen} onPress={() => setOpen(!isOpen)}>
            {say('showAlternatives')}
          </Button>
        )}
        {settledAt[kind].map((act, index) => {
          const [label, href] = act(one);
          return (
            <LinkButton key={label} size="sm" variant={index === 0 ? 'primary' : 'secondary'} href={href}>
              {say(label)}
            </LinkButton>
          );
        })}
      </div>
      {isOpen && <StandIns id={one.reservationId} />}
    </li>
  );
}

function Why({ kind, one }: { kind: ConflictKind; one: Conflict }) {
  const say = conflictsMessages.useSay();
  const name = useName();
  const words = [
    one.dueAt && say(kind === 'case' ? 'answerBy' : 'holdUntil', { at: parkDateTime(one.dueAt) }),
    one.lateCompanyZh && say('lateBy', { company: name(one.lateCompanyZh, one.lateCompanyEn ?? '') }),
    one.validUntil && say('validUntil', { day: one.validUntil }),
    one.count !== null && say('waiting', { count: one.count }),
    one.reasonZh && name(one.reasonZh, one.reasonEn ?? ''),
  ].filter(Boolean);
  return words.length === 0 ? null : <p className="num text-sm text-warn">{words.join(' · ')}</p>;
}

/** Equivalents that are free in the same time; asked for only when somebody looks. */
function StandIns({ id }: { id: number }) {
  const say = conflictsMessages.useSay();
  const name = useName();
  const { data, isPending } = useQuery(standInsQuery(id));
  if (isPending) return <Skeleton lines={2} />;
  const items = data?.equivalents ?? [];
  if (items.length === 0) return <p className="rounded bg-sunken px-2.5 py-1.5 text-sm">{say('noAlternatives')}</p>;
  return (
    <ul aria-label={say('alternatives')} className="grid gap-1 rounded bg-sunken px-2.5 py-1.5 text-sm">
      {items.map((one) => (
        <li key={one.instrumentId} className="flex flex-wrap items-baseline gap-x-2">
          <TextLink href={`/i/${one.instrumentId}`}>{name(one.nameZh, one.nameEn)}</TextLink>
          <span className="num text-mut">{[one.model, one.assetNo].filter(Boolean).join(' · ')}</span>
          {one.totalFen !== null && <span className="num">{money(one.totalFen)}</span>}
          {one.likeness === 'similar' && <Badge tone="warn">{say('similar')}</Badge>}
        </li>
      ))}
    </ul>
  );
}
