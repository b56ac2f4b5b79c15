import { cx } from './styles';

/** ¥4,500.00 from integer fen; a minus sign before what is negative. */
export function formatFen(fen: number): string {
  const amount = Math.abs(fen);
  const yuan = Math.floor(amount / 100)
    .toString()
    .replace(/\B(?=(\d{3})+$)/g, ',');
  return `${fen < 0 ? '−' : ''}¥${yuan}.${String(amount % 100).padStart(2, '0')}`;
}

export interface MoneyProps {
  fen: number;
  /** At the right of a column; false within a sentence. */
  align?: 'right' | 'inline';
  className?: string;
}

/** An amount in yuan with tabular digits; copies as it reads. */
export function Money({ fen, align = 'right', className }: MoneyProps) {
  return (
    <data value={fen / 100} className={cx('num whitespace-nowrap', align === 'right' && 'block text-right', className)}>
      {formatFen(fen)}
    </data>
  );
}
