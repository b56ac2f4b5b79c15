import { useEffect, useRef, useState } from 'react';

/** Safari has no idle callback. */
const whenIdle = (act: () => void): void => {
  if (typeof requestIdleCallback === 'function') requestIdleCallback(act, { timeout: 5_000 });
  else setTimeout(act, 2_000);
};

/** The state and the button's properties of a popover whose code comes when the page is idle, or is asked for. */
export function useLazyPopover(kind: 'menu' | 'dialog', load: () => Promise<unknown>) {
  const trigger = useRef<HTMLButtonElement>(null);
  const [isOpen, setIsOpen] = useState(false);
  useEffect(() => whenIdle(() => void load()), [load]);
  return {
    isOpen,
    trigger,
    close: () => setIsOpen(false),
    button: {
      type: 'button',
      ref: trigger,
      'aria-haspopup': kind,
      'aria-expanded': isOpen,
      onClick: () => setIsOpen(true),
    } as const,
  };
}
