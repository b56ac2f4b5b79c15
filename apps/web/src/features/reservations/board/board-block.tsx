import { cx, Icon } from '../../../shared/ui';
import { looks } from './block-look';
import { boardMessages } from './board.messages';
import { spanText } from './board-words';
import type { Block } from './board.types';

const roomForIcon = 22;
const roomForWords = 44;

export interface BoardBlockProps {
  readonly block: Block;
  readonly index: number;
  readonly isTabStop: boolean;
  readonly isMoving: boolean;
  readonly canResize: boolean;
}

/** Something that takes an instrument. Its words stand where they fit; a screen reader and the bar below have them all. */
export function BoardBlock({ block, index, isTabStop, isMoving, canResize }: BoardBlockProps) {
  const say = boardMessages.useSay();
  const look = looks[block.kind];
  const { left, width } = block;
  const period = spanText(block.start, block.end);
  const text = block.label
    ? say('blockLabel', { kind: say(look.word), who: block.label, period })
    : say('blockPlain', { kind: say(look.word), period });
  return (
    <div
      role="gridcell"
      tabIndex={isTabStop ? 0 : -1}
      aria-label={text}
      title={text}
      data-block={index}
      className={cx(
        'absolute inset-y-1 flex cursor-default items-center gap-1 overflow-hidden rounded-sm text-xs outline-offset-1 outline-brand focus:z-10 focus:outline-2',
        look.box,
        width >= roomForIcon && 'pl-1',
        block.isCutLeft && 'rounded-l-none',
        block.isCutRight && 'rounded-r-none',
        isMoving && 'opacity-40',
      )}
      style={{ left, width: Math.max(width - 1, 5) }}
    >
      {width >= roomForIcon && <Icon name={look.icon} size={12} className="shrink-0" />}
      {width >= roomForWords && (
        <span className={cx('truncate rounded-sm', look.plate && `px-1 ${look.plate}`)}>{block.label}</span>
      )}
      {canResize && !block.isCutRight && (
        <span data-resize className="absolute inset-y-0 right-0 w-1.5 cursor-ew-resize" />
      )}
    </div>
  );
}
