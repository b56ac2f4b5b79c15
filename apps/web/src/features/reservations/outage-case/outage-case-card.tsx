import { useQuery } from '@tanstack/react-query';
import { money, parkDate, parkDateTime } from '../../../shared/format/format';
import { useName } from '../../../shared/i18n/messages';
import { Callout, Card } from '../../../shared/ui';
import { useNow } from '../../../shared/use-now';
import { periodText } from '../booking/period-words';
import type { Reservation } from '../reservations.types';
import { AnswerForm } from './answer-form';
import { actionText, outageText, timeLeft } from './case-words';
import { outageCaseMessages } from './outage-case.messages';
import { outageCaseQuery, type OutageCase } from './outage-case.queries';

/** Whether the record of a reservation speaks of an outage; others are not asked about one. */
const hasOutage = ({ history }: Pick<Reservation, 'history'>): boolean =>
  history.some(({ action, data }) => action.startsWith('reservation.outage_') || data.outageId !== undefined);

/** What an outage means for a reservation: what, when and why, the choices with their price, until when, and what happens otherwise. */
export function OutageCaseCard({ reservation, isStaff }: { reservation: Reservation; isStaff: boolean }) {
  const say = outageCaseMessages.useSay();
  const { data, error } = useQuery({ ...outageCaseQuery(reservation.id), enabled: hasOutage(reservation) });
  const one = data?.case;
  if (error && !data) return <Callout className="mb-4">{say('loadFailed')}</Callout>;
  if (!one) return null;
  return (
    <div className="mb-4">
      {one.choices.length > 0 ? (
        <OpenCase one={one} reservation={reservation} isStaff={isStaff} />
      ) : (
        <SettledCase one={one} />
      )}
    </div>
  );
}

function OpenCase({ one, reservation, isStaff }: { one: OutageCase; reservation: Reservation; isStaff: boolean }) {
  const say = outageCaseMessages.useSay();
  const now = useNow();
  return (
    <section aria-labelledby="outage-case" className="rounded-md border border-warn bg-warn-soft p-4">
      <h2 id="outage-case" className="text-lg font-semibold text-ink">
        {say(isStaff ? 'titleOpenStaff' : 'titleOpen')}
      </h2>
      <What one={one} reservation={reservation} />
      <p className="num mt-1 font-medium text-warn">
        {say('answerBy', { time: parkDateTime(one.answerBy) })} · {timeLeft(one.answerBy, now, say)}
      </p>
      <p className="text-sm">{say('otherwise', { what: actionText(one.defaultAction, say) })}</p>
      <div className="mt-3 rounded border border-line bg-surface p-3">
        <AnswerForm one={one} reservation={reservation} isStaff={isStaff} />
      </div>
    </section>
  );
}

function What({ one, reservation }: { one: OutageCase; reservation: Reservation }) {
  const say = outageCaseMessages.useSay();
  const name = useName();
  const { outage, was, caseNo } = one;
  const instrument = `${name(was.instrument.nameZh, was.instrument.nameEn)} ${was.instrument.assetNo}`;
  return (
    <>
      <p className="num mt-1">{say('what', { name: instrument, period: outageText(outage, say) })}</p>
      <p>
        {say('why', { reason: outage.reason })}{' '}
        <span className="num text-mut">{say('about', { kind: say(outage.kind), caseNo })}</span>
      </p>
      <p className="num text-sm text-mut">
        {say('was', { period: periodText({ ...was, startsOn: reservation.startsOn && parkDate(was.startsAt) }) })}
      </p>
    </>
  );
}

function SettledCase({ one }: { one: OutageCase }) {
  const say = outageCaseMessages.useSay();
  const name = useName();
  const { outage, was, caseNo, status, action, abatedFen } = one;
  const instrument = `${name(was.instrument.nameZh, was.instrument.nameEn)} ${was.instrument.assetNo}`;
  return (
    <Card title={say('titleDone')} actions={<span className="num text-sm text-mut">{say('caseNo', { caseNo })}</span>}>
      <p className="num">{say('what', { name: instrument, period: outageText(outage, say) })}</p>
      <p>{say('why', { reason: outage.reason })}</p>
      {action && (
        <p className="mt-1 font-medium">
          {say(`did_${action}`)}
          {status !== 'open' && status !== 'withdrawn' && (
            <span className="font-normal text-mut"> · {say(`by_${status}`)}</span>
          )}
        </p>
      )}
      {abatedFen > 0 && <p className="num mt-1">{say('abated', { money: money(abatedFen) })}</p>}
    </Card>
  );
}
