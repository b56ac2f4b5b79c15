import type { IconName } from '../../../shared/ui';
import type { BlockKind } from './board.types';

interface Look {
  readonly box: string;
  /** Behind words that stand on a pattern. */
  readonly plate?: string;
  readonly icon: IconName;
  readonly word:
    'kindRental' | 'kindSession' | 'kindRequest' | 'kindActive' | 'kindOverdue' | 'kindOutage' | 'kindTaken';
}

/** Colour, pattern, icon and word of each kind, so that none is told by colour alone. */
export const looks: Readonly<Record<BlockKind, Look>> = {
  r: { box: 'bg-ok-soft text-ink border-ok border-l-[3px]', icon: 'calendar', word: 'kindRental' },
  s: { box: 'bg-brand-soft text-ink border-brand border-l-[3px]', icon: 'clock', word: 'kindSession' },
  q: {
    box: 'hatch-warn text-warn border-warn border border-l-[3px] border-dashed',
    plate: 'bg-warn-soft',
    icon: 'help',
    word: 'kindRequest',
  },
  a: {
    box: 'bg-[color-mix(in_srgb,var(--ok)_28%,var(--surface))] text-ink border-ok border-l-[6px]',
    icon: 'play',
    word: 'kindActive',
  },
  o: { box: 'bg-bad-soft text-bad border-bad border border-l-[6px]', icon: 'alert', word: 'kindOverdue' },
  t: { box: 'bg-off-soft text-off border-off border-l-[3px]', icon: 'lock', word: 'kindTaken' },
  m: { box: 'hatch text-off border-off border-l-[3px]', plate: 'bg-off-soft', icon: 'wrench', word: 'kindOutage' },
};

/** Kinds that the API lets move; the others end or are handed back. */
export const isMovable = (kind: BlockKind): boolean => kind === 'r' || kind === 's' || kind === 'q';
