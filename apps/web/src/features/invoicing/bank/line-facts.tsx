import { cx, formatFen, Money } from '../../../shared/ui';
import { bankMessages } from './bank.messages';
import type { BankLine } from './bank.queries';

/** A line as the bank printed it: day, who, what for, how much; money out with its sign. */
export function LineFacts({ line }: { line: BankLine }) {
  const say = bankMessages.useSay();
  return (
    <div className="min-w-0">
      <p className="flex items-baseline justify-between gap-3">
        <span className={cx('min-w-0 truncate font-medium', !line.counterparty && 'text-mut')}>
          {line.counterparty || say('noCounterparty')}
        </span>
        <Money fen={line.amountFen} align="inline" className="text-lg font-semibold" />
      </p>
      <p className="min-w-0 break-words">{line.text || <span className="text-mut">{say('noText')}</span>}</p>
      <p className="num flex flex-wrap gap-x-3 text-sm text-mut">
        <span>{line.bookedOn}</span>
        {line.counterAccount && <span>{line.counterAccount}</span>}
        {line.reference && <span className="break-all">{say('reference', { reference: line.reference })}</span>}
        {line.undone > 0 && <span>{say('undoneBefore', { count: line.undone })}</span>}
      </p>
    </div>
  );
}

/** An amount without its sign, for sentences. */
export const absolute = (fen: number): string => formatFen(Math.abs(fen));
