import { countsMessages } from '../../shared/counts.messages';
import { money, monthName } from '../../shared/format/format';
import { useName } from '../../shared/i18n/messages';
import { Money } from '../../shared/ui';
import type { QuoteLine } from './reservations.types';

/** 1300 basis points as 13%. */
export const percent = (bps: number): string => `${String(bps / 100)}%`;

/** Amounts by calendar month, as the invoices will be, each with how it was reckoned. */
export function PriceLines({ lines }: { lines: readonly QuoteLine[] }) {
  const name = useName();
  const say = countsMessages.useSay();
  const isMixed = new Set(lines.map((line) => line.taxRateBps)).size > 1;
  const months = [...new Set(lines.map((line) => line.month))];
  const sum = (of: readonly QuoteLine[]): number => of.reduce((all, line) => all + line.amountFen, 0);
  return (
    <ul>
      {months.map((month) => {
        const own = lines.filter((line) => line.month === month);
        return (
          <li key={month} className="border-t border-line py-2">
            <p className="flex items-baseline justify-between gap-3">
              <span>{monthName(month)}</span>
              <Money fen={sum(own)} align="inline" />
            </p>
            {own.map((line, index) => (
              <p key={index} className="num text-xs text-mut">
                {name(line.explanation.zh, line.explanation.en)}
                {isMixed && ` · ${say('rate', { rate: percent(line.taxRateBps) })}`}
              </p>
            ))}
          </li>
        );
      })}
    </ul>
  );
}

/** All tax of lines and its rates: ¥1,035.40 at 13%. */
export function taxOf(lines: readonly QuoteLine[]): { tax: string; rate: string; net: string } {
  const rates = [...new Set(lines.map((line) => line.taxRateBps))].sort((a, b) => b - a);
  return {
    tax: money(lines.reduce((sum, line) => sum + line.taxFen, 0)),
    net: money(lines.reduce((sum, line) => sum + line.netFen, 0)),
    rate: rates.map(percent).join(' / '),
  };
}
