import { sumFen } from '@parkbench/domain';
import { BestOfNote } from '../../shared/best-of';
import { defineMessages, useName } from '../../shared/i18n/messages';
import { Money } from '../../shared/ui';
import type { BestOf } from './reservations.types';

const messages = defineMessages(
  { saves: '当月机时费封顶，少付', after: '封顶后预计合计' },
  { saves: 'Taken off by the month’s cap', after: 'Expected in all with the cap' },
);

export interface CapsAfterProps {
  /** One for each instrument and month. */
  readonly caps: readonly (BestOf & Partial<Record<'nameZh' | 'nameEn' | 'assetNo', string>>)[];
  /** What it would cost without them. */
  readonly totalFen: number;
}

/** Where hours leave the caps of their months: what is taken off, and what is left to pay; of months far from it nothing. */
export function CapsAfter({ caps, totalFen }: CapsAfterProps) {
  const say = messages.useSay();
  const name = useName();
  const savesFen = sumFen(caps.map((cap) => cap.savesFen));
  const shown = caps.filter((cap) => cap.savesFen > 0 || caps.length === 1);
  const areSeveral = new Set(caps.map((cap) => cap.assetNo)).size > 1;
  if (shown.length === 0) return null;
  return (
    <div className="grid gap-3">
      {savesFen > 0 && (
        <div className="num rounded bg-ok-soft px-2 py-1.5 text-ok">
          <p className="flex justify-between gap-3">
            {say('saves')}
            <Money fen={0 - savesFen} align="inline" />
          </p>
          <p className="flex justify-between gap-3 font-medium">
            {say('after')}
            <Money fen={totalFen - savesFen} align="inline" />
          </p>
        </div>
      )}
      {shown.map((cap) => (
        <BestOfNote key={`${cap.assetNo} ${cap.month}`} {...cap}>
          {areSeveral && (
            <p className="mb-0.5 text-mut">
              {name(cap.nameZh, cap.nameEn)} <span className="num">{cap.assetNo}</span>
            </p>
          )}
        </BestOfNote>
      ))}
    </div>
  );
}
