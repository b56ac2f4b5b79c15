import { type ReactNode, useEffect, useRef } from 'react';
import { Card } from '../../shared/ui';

/**
 * What came of a submission. On a phone the button that was pressed is gone, and this stands far from where it was: it
 * comes into sight and has the keyboard.
 */
export function OutcomeCard({ children }: { children: ReactNode }) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    box.current?.focus({ preventScroll: true });
    box.current?.scrollIntoView({ block: 'nearest' });
  }, []);
  return (
    <div ref={box} tabIndex={-1} className="scroll-my-24 outline-none">
      <Card>{children}</Card>
    </div>
  );
}
