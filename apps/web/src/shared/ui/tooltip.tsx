import type { ReactElement } from 'react';
import { Tooltip as RacTooltip, TooltipTrigger } from 'react-aria-components';

export interface TooltipProps {
  content: string;
  /** A focusable element of the kit: Button, IconButton, LinkButton. */
  children: ReactElement;
  placement?: 'top' | 'bottom' | 'left' | 'right';
}

/** A few words on hover or focus; never the only place where they stand. */
export function Tooltip({ content, children, placement = 'top' }: TooltipProps) {
  return (
    <TooltipTrigger delay={500} closeDelay={50}>
      {children}
      <RacTooltip
        placement={placement}
        offset={6}
        className="max-w-[280px] rounded bg-ink px-[8px] py-[4px] text-xs text-surface shadow-lg"
      >
        {content}
      </RacTooltip>
    </TooltipTrigger>
  );
}
