import { lazy, Suspense, useId, useRef, useState } from 'react';
import { lastDay } from '../format/format';
import type { DateRangeFieldProps } from './date-range-field';
import { Icon } from './icon';
import { useDateText } from './date-text';
import { useKitText } from './kit-text';
import { controlHeight, cx, focusRing } from './styles';

const load = () => import('./date-range-field');
const DateRangeField = lazy(() => load().then((module) => ({ default: module.DateRangeField })));

/** A DateRangeField whose 33 kB come when a pointer or the focus nears it; for the first page. */
export function DateRangeFilter(props: DateRangeFieldProps) {
  const [isWanted, setIsWanted] = useState(false);
  const box = useRef<HTMLDivElement>(null);
  const closed = (
    <ClosedRange {...props} className={isWanted ? 'w-full' : props.className} onOpen={() => setIsWanted(true)} />
  );
  if (!isWanted) return closed;
  // The button that had the focus is gone: a closing calendar gives it to the one in its place.
  const giveBackFocus = (isOpen: boolean): void => {
    if (!isOpen) setTimeout(() => box.current?.querySelector('button')?.focus());
  };
  return (
    <div ref={box} className={props.className}>
      <Suspense fallback={closed}>
        <DateRangeField {...props} className="w-full" defaultOpen onOpenChange={giveBackFocus} />
      </Suspense>
    </div>
  );
}

function ClosedRange({
  label,
  hideLabel,
  value,
  endShown = 'inclusive',
  className,
  onOpen,
}: DateRangeFieldProps & { onOpen: () => void }) {
  const { choose } = useKitText();
  const text = useDateText();
  const id = useId();
  const isInclusive = endShown === 'inclusive';
  const end = value && (isInclusive ? lastDay(value.end) : value.end);
  return (
    <div className={cx('flex min-w-0 flex-col gap-[4px]', className)}>
      <span id={`${id}-label`} className={hideLabel ? 'sr-only' : 'text-sm text-mut'}>
        {label} · {isInclusive ? text.lastDayIncluded : text.lastDayExcluded}
      </span>
      <button
        type="button"
        id={id}
        aria-labelledby={`${id}-label ${id}`}
        aria-haspopup="dialog"
        onPointerEnter={() => void load()}
        onFocus={() => void load()}
        onClick={onOpen}
        className={cx(
          'num flex w-full items-center justify-between gap-[6px] rounded border border-line2 bg-surface px-[10px] whitespace-nowrap hover:border-mut max-lg:text-[16px]',
          controlHeight,
          focusRing,
        )}
      >
        {value ? `${value.start} – ${end}` : <span className="text-mut">{hideLabel ? label : choose}</span>}
        <Icon name="calendar" className="text-mut" />
      </button>
    </div>
  );
}
