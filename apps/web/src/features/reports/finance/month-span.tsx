import { monthName, parkToday } from '../../../shared/format/format';
import { isMonth, latestMonths } from '../../../shared/format/months';
import { FilterSelect } from '../../../shared/ui';
import { financeMessages } from './finance.messages';
import type { MonthSpan } from './finance.queries';

/** The months that the URL asks for; the last twelve unless it says others. */
export function spanOf({ from, to }: { from?: string; to?: string }): MonthSpan {
  const last = isMonth(to) ? to : parkToday().slice(0, 7);
  const first = isMonth(from) ? from : (latestMonths(12).at(-1) ?? last);
  return first <= last ? { from: first, to: last } : { from: last, to: first };
}

export interface MonthSpanFilterProps {
  readonly span: MonthSpan;
  readonly onChange: (change: Record<string, string | undefined>) => void;
}

/** Which months a report is for. */
export function MonthSpanFilter({ span, onChange }: MonthSpanFilterProps) {
  const say = financeMessages.useSay();
  const options = latestMonths(36).map((month) => ({ id: month, label: monthName(month) }));
  return (
    <>
      <FilterSelect
        label={say('from')}
        value={span.from}
        options={options}
        emptyLabel={say('lastYear')}
        className="max-lg:col-span-2"
        onChange={(from) => onChange({ from: from ?? '', to: from ? span.to : '' })}
      />
      <FilterSelect
        label={say('to')}
        value={span.to}
        options={options}
        emptyLabel={say('thisMonth')}
        className="max-lg:col-span-2"
        onChange={(to) => onChange({ from: span.from, to: to ?? '' })}
      />
    </>
  );
}
