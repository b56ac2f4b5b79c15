import { useRef, useState } from 'react';

/** The state and the button's properties of a popover whose code comes when a pointer or the focus nears it. */
export function useLazyPopover(kind: 'menu' | 'dialog', load: () => Promise<unknown>) {
  const trigger = useRef<HTMLButtonElement>(null);
  const [isOpen, setIsOpen] = useState(false);
  const prepare = (): void => void load();
  return {
    isOpen,
    trigger,
    close: () => setIsOpen(false),
    button: {
      type: 'button',
      ref: trigger,
      'aria-haspopup': kind,
      'aria-expanded': isOpen,
      onPointerEnter: prepare,
      onFocus: prepare,
      onClick: () => setIsOpen(true),
    } as const,
  };
}
