import { addDays, addMonths, laterDate } from '@parkbench/domain';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { lastDay, money, monthName, parkToday } from '../../../shared/format/format';
import { Callout, cx, DateField } from '../../../shared/ui';
import { returnPreviewQuery } from '../reservations.queries';
import type { Reservation, ReturnPreview } from '../reservations.types';
import { ChangeSheet, ChangeViolations, PreviewGate } from './change-frame';
import { changeMessages } from './change.messages';
import type { ActProps } from './extend-sheet';
import { useChange, violationsOf } from './use-change';

/** The end as it was agreed, whatever was announced since. */
const agreedEnd = ({ startsOn, months }: Reservation): string => addMonths(startsOn ?? parkToday(), months ?? 1);

/** An earlier day of return, and what it changes month by month. */
export function ReturnSheet({ reservation, onClose }: ActProps) {
  const say = changeMessages.useSay();
  const earliest = laterDate(addDays(reservation.startsOn ?? parkToday(), 1), addDays(parkToday(), 1));
  const latest = agreedEnd(reservation);
  const [day, setDay] = useState(reservation.returnedOn ?? earliest);
  const preview = useQuery(returnPreviewQuery(reservation.id, day));
  const act = useChange(reservation.id, onClose);
  const data = preview.data;
  const isStale = preview.isPlaceholderData;
  const { violations, isForbidden } = violationsOf(act, data);
  return (
    <ChangeSheet
      title={say('returnTitle')}
      onClose={onClose}
      change={act}
      confirmLabel={
        data && !isStale ? `${say('returnConfirm')} · ${verdict(say, data.differenceFen)}` : say('returnConfirm')
      }
      canConfirm={
        data !== undefined && !isStale && !isForbidden && !preview.isError && day !== (reservation.returnedOn ?? latest)
      }
      onConfirm={() =>
        data &&
        act.run({
          act: 'shorten',
          body: { returnedOn: day, quoteId: data.quoteId },
          done: say('returned', { day }),
        })
      }
    >
      <DateField
        label={say('returnDay')}
        description={say('returnDayHint', { day: latest })}
        min={earliest}
        max={latest}
        value={day}
        onChange={(next) => next && setDay(next)}
      />
      <PreviewGate preview={preview}>{data && <Differences preview={data} isStale={isStale} />}</PreviewGate>
      <ChangeViolations violations={violations} />
      <p className="text-xs text-mut">{say('returnTerms')}</p>
    </ChangeSheet>
  );
}

const signed = (fen: number): string => (fen > 0 ? `+${money(fen)}` : money(fen));

/** What it changes in all, in words. */
const verdict = (say: ReturnType<typeof changeMessages.useSay>, differenceFen: number): string =>
  differenceFen === 0
    ? say('returnSame')
    : say(differenceFen < 0 ? 'returnCredit' : 'returnDebit', { money: money(Math.abs(differenceFen)) });

function Differences({ preview, isStale }: { preview: ReturnPreview; isStale: boolean }) {
  const say = changeMessages.useSay();
  const { differenceFen, totalFen, months, chargedTo } = preview;
  return (
    <div className={cx('grid gap-3', isStale && 'opacity-60')} aria-busy={isStale}>
      <Callout tone={differenceFen < 0 ? 'ok' : 'info'} role="status" title={verdict(say, differenceFen)}>
        <span className="num">{say('chargedTo', { day: lastDay(chargedTo) })}</span>
      </Callout>
      <table className="num w-full text-sm [&_td]:border-t [&_td]:border-line [&_td]:py-1.5 [&_td]:text-right [&_th]:py-1.5 [&_th]:text-right [&_th]:font-normal [&_th]:text-mut [&_th:first-child]:text-left">
        <thead>
          <tr>
            <th scope="col">{say('month')}</th>
            <th scope="col">{say('before')}</th>
            <th scope="col">{say('after')}</th>
            <th scope="col">{say('difference')}</th>
          </tr>
        </thead>
        <tbody>
          {months.map(({ month, beforeFen, afterFen }) => (
            <tr key={month}>
              <th scope="row" className="border-t border-line">
                {monthName(month)}
              </th>
              <td>{money(beforeFen)}</td>
              <td>{money(afterFen)}</td>
              <td>{signed(afterFen - beforeFen)}</td>
            </tr>
          ))}
        </tbody>
        <tfoot className="font-semibold [&_td]:border-line2">
          <tr>
            <th scope="row" className="border-t border-line2">
              {say('sum')}
            </th>
            <td>{money(totalFen - differenceFen)}</td>
            <td>{money(totalFen)}</td>
            <td>{signed(differenceFen)}</td>
          </tr>
        </tfoot>
      </table>
    </div>
  );
}
