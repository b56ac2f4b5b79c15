import { useEffect, useState } from 'react';
import { useKitText } from './kit-text';
import { cx } from './styles';

/** A small turning ring; says what it waits for. */
export function Spinner({ size = 16, label, className }: { size?: number; label?: string; className?: string }) {
  const text = useKitText();
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 24 24"
      role="img"
      aria-label={label ?? text.loading}
      className={cx('shrink-0 animate-spin motion-reduce:animate-none', className)}
    >
      <circle cx="12" cy="12" r="9" fill="none" stroke="currentColor" strokeWidth="3" opacity="0.25" />
      <path d="M12 3a9 9 0 0 1 9 9" fill="none" stroke="currentColor" strokeWidth="3" strokeLinecap="round" />
    </svg>
  );
}

/** True once `delay` ms have passed, so that quick answers show no skeleton. */
export function useAfter(delay: number): boolean {
  const [passed, setPassed] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setPassed(true), delay);
    return () => clearTimeout(timer);
  }, [delay]);
  return passed;
}

export interface SkeletonProps {
  /** Number of grey lines. */
  lines?: number;
  /** Height of a line in pixels: 36 for table rows. */
  lineHeight?: number;
  className?: string;
}

/** Grey lines in the place of what is loading; they appear only after 300 ms. */
export function Skeleton({ lines = 3, lineHeight = 20, className }: SkeletonProps) {
  const text = useKitText();
  const visible = useAfter(300);
  return (
    <div role="status" aria-label={text.loading} className={cx('flex flex-col gap-[8px]', className)}>
      {Array.from({ length: lines }, (_, line) => (
        <div
          key={line}
          style={{ height: lineHeight, width: line === lines - 1 && lines > 1 ? '70%' : '100%' }}
          className={cx('rounded', visible && 'animate-pulse bg-line motion-reduce:animate-none')}
        />
      ))}
    </div>
  );
}
