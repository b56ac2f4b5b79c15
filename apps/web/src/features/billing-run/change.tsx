import { formatFen } from '../../shared/ui';
import { cockpitMessages } from './cockpit.messages';

/** How an amount differs from that of the month before: in yuan, and in per cent where there was one. */
export function Change({ now, before }: { now: number; before: number }) {
  const say = cockpitMessages.useSay();
  const difference = now - before;
  if (difference === 0) return <span className="num text-sm text-mut">±0</span>;
  const sign = difference > 0 ? '+' : '−';
  const share = before > 0 ? ` (${sign}${((Math.abs(difference) / before) * 100).toFixed(1)}%)` : '';
  return (
    <span className="num text-sm text-mut">
      {before === 0 ? say('newKind') : `${sign}${formatFen(Math.abs(difference))}${share}`}
    </span>
  );
}
