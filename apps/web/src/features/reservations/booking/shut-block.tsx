import { parkTime } from '../../../shared/format/format';
import { useName } from '../../../shared/i18n/messages';
import { bookingMessages } from './booking.messages';
import type { Shut } from './closed-times';
import type { BlockPlace } from './week-block';

/** Why nothing can be booked in a stretch, in words. */
export function useShutText(): (shut: Shut) => string {
  const say = bookingMessages.useSay();
  const name = useName();
  return (shut) => {
    if (shut.why !== 'closure') return say(shut.why === 'hours' ? 'shutHours' : 'shutHoliday');
    return say('shutClosure', { reason: name(shut.reasonZh, shut.reasonEn) });
  };
}

/** A hatched stretch in a column of the week; closures and holidays say why in it, and can be come to by the keyboard. */
export function ShutBlock({ shut, place }: { shut: Shut; place: BlockPlace }) {
  const say = bookingMessages.useSay();
  const what = useShutText()(shut);
  const label = say('blockLabel', { kind: what, from: parkTime(shut.start), to: parkTime(shut.end) });
  const isSpecial = shut.why !== 'hours';
  return (
    <div
      role="img"
      aria-label={label}
      title={label}
      tabIndex={isSpecial ? 0 : undefined}
      className="hatch-closed absolute inset-x-0 overflow-hidden px-1 text-xs text-mut -outline-offset-2 outline-brand focus-visible:outline-2"
      style={{ top: `${place.top * 100}%`, height: `${place.height * 100}%` }}
    >
      {isSpecial && <span className="rounded-sm bg-surface/85 px-0.5">{what}</span>}
    </div>
  );
}
