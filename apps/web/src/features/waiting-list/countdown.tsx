import { useEffect, useEffectEvent, useState } from 'react';
import { cx } from '../../shared/ui';
import { countdownText } from './entry-words';
import { waitingListMessages } from './waiting-list.messages';

export interface CountdownProps {
  readonly expiresAt: string;
  /** How far the reader's clock is behind the server's. */
  readonly clockOffMs: number;
  readonly onOver: () => void;
}

const soonMs = 3 * 60_000;

/** The time left of an offer by the server's clock; says when it is over, once. */
export function Countdown({ expiresAt, clockOffMs, onOver }: CountdownProps) {
  const say = waitingListMessages.useSay();
  const left = useLeft(Date.parse(expiresAt) - clockOffMs);
  const over = useEffectEvent(onOver);
  const isOver = left <= 0;
  useEffect(() => {
    if (isOver) over();
  }, [isOver]);
  return (
    <span
      role="timer"
      aria-label={say('timeLeftLabel')}
      className={cx('num text-xl font-semibold whitespace-nowrap', left < soonMs ? 'text-bad' : 'text-warn')}
    >
      {isOver ? say('over') : say('timeLeft', { time: countdownText(left) })}
    </span>
  );
}

function useLeft(endMs: number): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 500);
    return () => clearInterval(timer);
  }, []);
  return endMs - now;
}
