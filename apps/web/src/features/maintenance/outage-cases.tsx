import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { parkDateTime } from '../../shared/format/format';
import { useName } from '../../shared/i18n/messages';
import { LoadFailed } from '../../shared/load-failed';
import { Button, LinkButton, Sheet, Skeleton, StatusBadge, TextLink } from '../../shared/ui';
import { slotText } from './affected-words';
import { ChangeForm } from './change-form';
import { maintenanceMessages } from './maintenance.messages';
import { outageQuery, type OutageCase, type OutageWithCases } from './maintenance.queries';
import { StandingBadge } from './outage-list';
import { periodOf } from './outage-words';

const looks: Readonly<Record<OutageCase['status'], string>> = {
  open: 'pending',
  answered: 'approved',
  defaulted: 'completed',
  decided: 'completed',
  withdrawn: 'cancelled',
};

/** One outage: what becomes of each reservation in its way, who has answered, and the change of it. */
export function OutageCases({ id, onClose }: { id: number; onClose: () => void }) {
  const say = maintenanceMessages.useSay();
  const { data, error, isFetching, refetch } = useQuery(outageQuery(id));
  return (
    <Sheet
      title={say('casesTitle', { caseNo: data?.caseNo ?? '' })}
      isOpen
      onOpenChange={(open) => !open && onClose()}
      size="lg"
    >
      {error && !data && (
        <LoadFailed title={say('casesFailed')} error={error} onRetry={() => void refetch()} isRetrying={isFetching} />
      )}
      {!data && !error && <Skeleton lines={6} />}
      {data && <Cases outage={data} />}
    </Sheet>
  );
}

function Cases({ outage }: { outage: OutageWithCases }) {
  const say = maintenanceMessages.useSay();
  const [isChanging, setChanging] = useState(false);
  const stands = outage.status === 'announced' || outage.status === 'planned';
  return (
    <div className="grid gap-3">
      <Head outage={outage} />
      {stands && !isChanging && (
        <div>
          <Button size="sm" icon="edit" onPress={() => setChanging(true)}>
            {say('change')}
          </Button>
        </div>
      )}
      {isChanging && <ChangeForm outage={outage} onDone={() => setChanging(false)} />}
      {outage.caseList.length === 0 ? (
        <p className="text-mut">{say('noCases')}</p>
      ) : (
        <ul className="grid gap-2" aria-label={say('cases')}>
          {outage.caseList.map((one) => (
            <CaseRow key={one.id} one={one} />
          ))}
        </ul>
      )}
    </div>
  );
}

function Head({ outage }: { outage: OutageWithCases }) {
  const say = maintenanceMessages.useSay();
  const name = useName();
  return (
    <div>
      <p className="flex flex-wrap items-baseline justify-between gap-2">
        <span className="font-medium">
          {name(outage.instrumentZh, outage.instrumentEn)} <span className="num text-mut">{outage.assetNo}</span>
        </span>
        <StandingBadge outage={outage} />
      </p>
      <p className="num text-sm">{periodOf(outage)}</p>
      <p className="text-sm text-mut">
        {say(outage.kind)} · {outage.reason}
      </p>
      {outage.status === 'announced' && outage.answerBy && (
        <p className="num text-sm">
          {say('answerBy')} {parkDateTime(outage.answerBy)}
        </p>
      )}
    </div>
  );
}

function CaseRow({ one }: { one: OutageCase }) {
  const say = maintenanceMessages.useSay();
  const name = useName();
  const isOpen = one.status === 'open';
  return (
    <li className="rounded border border-line bg-surface px-3 py-2">
      <p className="flex flex-wrap items-baseline justify-between gap-x-2">
        <span>
          <TextLink href={`/reservations/${one.reservationId}`} className="font-medium">
            {name(one.companyZh, one.companyEn)}
          </TextLink>{' '}
          <span className="text-sm text-mut">{one.memberName}</span>
        </span>
        <StatusBadge status={looks[one.status]}>{say(`st_${one.status}`)}</StatusBadge>
      </p>
      <p className="num text-sm text-mut">{say('was', { period: slotText(one.was) })}</p>
      {isOpen ? <Waiting one={one} /> : <Outcome one={one} />}
    </li>
  );
}

function Waiting({ one }: { one: OutageCase }) {
  const say = maintenanceMessages.useSay();
  const name = useName();
  const { held } = one;
  return (
    <>
      {held && (
        <p className="num text-sm">{say('heldNow', { name: `${name(held.nameZh, held.nameEn)} ${held.assetNo}` })}</p>
      )}
      <p className="num text-sm">
        {say('answerBy')} {parkDateTime(one.answerBy)} · {say('byDefault', { what: say(`act_${one.defaultAction}`) })}
      </p>
      <LinkButton size="sm" href={`/reservations/${one.reservationId}`} className="mt-1">
        {say('answerFor')}
      </LinkButton>
    </>
  );
}

function Outcome({ one }: { one: OutageCase }) {
  const say = maintenanceMessages.useSay();
  const name = useName();
  const { now, was, action, answeredAt } = one;
  const period = slotText(now);
  const shown = `${name(now.instrument.nameZh, now.instrument.nameEn)} ${now.instrument.assetNo}`;
  const isElsewhere = now.instrument.id !== was.instrumentId;
  return (
    <>
      {action && <p className="text-sm font-medium">{say(`did_${action}`)}</p>}
      {(action === 'swap' || action === 'move') && (
        <p className="num text-sm">{isElsewhere ? say('nowOther', { name: shown, period }) : say('now', { period })}</p>
      )}
      {answeredAt && (
        <p className="num text-xs text-mut">
          {say('answeredAt', { time: parkDateTime(answeredAt), name: one.answeredByName ?? say('st_defaulted') })}
        </p>
      )}
    </>
  );
}
