import { memo } from 'react';
import { useName } from '../../../shared/i18n/messages';
import { Icon } from '../../../shared/ui';
import { BoardBlock } from './board-block';
import { isMovable } from './block-look';
import { rowHeight } from './board-layout';
import type { Scale } from './board-scale';
import { ShutStretches, specialsOf, useShutText } from './board-shut';
import { boardMessages } from './board.messages';
import type { Block, BoardRow as Row } from './board.types';

export const headWidth = 196;

export interface BoardRowProps {
  readonly index: number;
  readonly row: Row | undefined;
  readonly blocks: readonly Block[];
  /** The block that is the tab stop, -1 for the header, undefined when it is on another row. */
  readonly tabStop: number | undefined;
  readonly movingKey: string | undefined;
  readonly canDrag: boolean;
  readonly scale: Scale;
}

/** One instrument: its name, which stays in sight, and what takes it. */
export const BoardRow = memo(function BoardRow(props: BoardRowProps) {
  const { index, row, blocks, tabStop, movingKey, canDrag, scale } = props;
  return (
    <div
      role="row"
      aria-rowindex={index + 2}
      data-row={index}
      className="absolute left-0 flex w-full border-b border-line"
      style={{ top: index * rowHeight, height: rowHeight }}
    >
      <RowHead row={row} count={blocks.length} isTabStop={tabStop === -1} />
      <div role="presentation" className="relative min-w-0 flex-1">
        {row?.shut && <ShutStretches shut={row.shut} scale={scale} />}
        {blocks.map((block, at) => (
          <BoardBlock
            key={`${block.key}:${block.start}`}
            block={block}
            index={at}
            isTabStop={tabStop === at}
            isMoving={movingKey === block.key}
            canResize={canDrag && isMovable(block.kind)}
          />
        ))}
      </div>
    </div>
  );
});

function RowHead({ row, count, isTabStop }: { row: Row | undefined; count: number; isTabStop: boolean }) {
  const say = boardMessages.useSay();
  const name = useName();
  const shown = name(row?.nameZh, row?.nameEn);
  const isOut = row !== undefined && row.status !== 'in_service';
  const shutText = useShutText();
  const words = row ? say('rowLabel', { name: shown, assetNo: row.assetNo, count }) : say('loading');
  const label = [words, ...specialsOf(row?.shut).map(shutText)].join(' · ');
  return (
    <div
      role="rowheader"
      tabIndex={isTabStop ? 0 : -1}
      aria-label={isOut ? say('rowOut', { label }) : label}
      data-head
      title={row && [shown, row.model, row.assetNo].filter(Boolean).join(' · ')}
      className="sticky left-0 z-10 flex shrink-0 items-center gap-1.5 border-r border-line bg-surface px-3 text-sm -outline-offset-2 outline-brand focus:outline-2"
      style={{ width: headWidth }}
    >
      {row ? (
        <>
          <span className="min-w-0 flex-1 truncate">{shown}</span>
          {isOut && <Icon name="lock" size={12} className="text-off" />}
          <span className="num shrink-0 text-xs text-mut">{shortNumber(row.assetNo)}</span>
        </>
      ) : (
        <span className="h-3 w-28 rounded bg-sunken" />
      )}
    </div>
  );
}

/** The last part of SJZ-GX-0042; the whole of it is said and shown on hover. */
const shortNumber = (assetNo: string): string => assetNo.split('-').at(-1) ?? assetNo;
