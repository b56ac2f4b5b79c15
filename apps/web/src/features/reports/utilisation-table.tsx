import { monthName, parkToday } from '../../shared/format/format';
import { useName } from '../../shared/i18n/messages';
import { type Column, DataTable, TextLink } from '../../shared/ui';
import { hoursText, percentText, rateOf } from './reckon';
import type { HeatProps } from './utilisation-heat';
import type { InstrumentUse } from './utilisation.queries';
import { utilisationMessages } from './utilisation.messages';

/** The same in hours, one line for each instrument. */
export function UtilisationTable({ report, measure }: HeatProps) {
  const say = utilisationMessages.useSay();
  const name = useName();
  const today = parkToday();
  const href = (item: InstrumentUse): string =>
    `/board?zoom=month&from=${report.from}&q=${encodeURIComponent(item.assetNo)}`;
  const hours = (key: 'booked' | 'used' | 'outage'): Column<InstrumentUse> => ({
    key,
    header: say(`${key}Hours`),
    align: 'right',
    render: (item) => <span className="num">{hoursText(item[`${key}Minutes`])}</span>,
  });
  const rate = (item: InstrumentUse): string => percentText(rateOf(item, measure, { report, today }));
  return (
    <DataTable
      caption={say('tableCaption', { month: monthName(report.from.slice(0, 7)) })}
      rows={report.items}
      rowKey={(item) => String(item.instrumentId)}
      columns={[
        {
          key: 'instrument',
          header: say('instrument'),
          isRowHeader: true,
          render: (item) => (
            <>
              <TextLink href={href(item)}>{name(item.nameZh, item.nameEn)}</TextLink>{' '}
              <span className="num text-xs text-mut">{item.assetNo}</span>
            </>
          ),
        },
        { key: 'category', header: say('categoryColumn'), render: (item) => name(item.categoryZh, item.categoryEn) },
        hours('booked'),
        hours('used'),
        hours('outage'),
        { key: 'rate', header: say('rate'), align: 'right', render: (item) => <b className="num">{rate(item)}</b> },
      ]}
      renderCard={(item) => (
        <div className="rounded-md border border-line bg-surface p-3">
          <p className="flex justify-between gap-2">
            <TextLink href={href(item)} className="font-medium">
              {name(item.nameZh, item.nameEn)}
            </TextLink>
            <b className="num">{rate(item)}</b>
          </p>
          <p className="num text-sm text-mut">
            {say('bookedHours')} {hoursText(item.bookedMinutes)} · {say('usedHours')} {hoursText(item.usedMinutes)}
          </p>
        </div>
      )}
    />
  );
}
