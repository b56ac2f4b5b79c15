import { addDays } from '@parkbench/domain';
import { useState } from 'react';
import { useName } from '../../../shared/i18n/messages';
import { Button, cx, Icon, TextLink } from '../../../shared/ui';
import { hrefOf } from './board-detail';
import { isMovable, looks } from './block-look';
import { blocksOf, chunkSize } from './board-layout';
import type { Scale } from './board-scale';
import { useShutText } from './board-shut';
import { boardMessages } from './board.messages';
import { spanText } from './board-words';
import type { BoardFilter, BoardRows } from './use-board-rows';
import { useBoardRows } from './use-board-rows';
import type { Block, BoardRow } from './board.types';

export interface BoardAgendaProps {
  readonly filter: BoardFilter;
  readonly scale: Scale;
  readonly onMove: (reservationId: number) => void;
  readonly renderState: (rows: BoardRows) => React.ReactNode;
}

/** A phone's board: the day by instrument, to read; moving is done by the form. */
export function BoardAgenda({ filter, scale, onMove, renderState }: BoardAgendaProps) {
  const say = boardMessages.useSay();
  const [shown, setShown] = useState(chunkSize);
  const rows = useBoardRows({ ...filter, to: addDays(filter.from, 1) }, { first: 0, last: shown });
  if (rows.total === 0) return renderState(rows);
  const count = Math.min(shown, rows.total);
  return (
    <>
      <ul className="divide-y divide-line rounded-md border border-line bg-surface">
        {Array.from({ length: count }, (_, index) => (
          <AgendaRow key={index} row={rows.rowAt(index)} scale={scale} onMove={onMove} />
        ))}
      </ul>
      {count < rows.total && (
        <Button className="mt-3 w-full" onPress={() => setShown(shown + chunkSize)}>
          {say('moreRows')}
        </Button>
      )}
    </>
  );
}

function AgendaRow({ row, scale, onMove }: { row: BoardRow | undefined; scale: Scale; onMove: (id: number) => void }) {
  const say = boardMessages.useSay();
  const name = useName();
  const shutText = useShutText();
  if (!row) return <li className="h-14 px-3 py-2 text-mut">{say('loading')}</li>;
  const blocks = blocksOf(row, scale);
  const shut = row.shut ?? [];
  return (
    <li className="px-3 py-2">
      <h2 className="flex items-baseline gap-2">
        <TextLink href={`/i/${row.id}`} className="min-w-0 truncate font-medium">
          {name(row.nameZh, row.nameEn)}
        </TextLink>
        <span className="num shrink-0 text-xs text-mut">{row.assetNo}</span>
      </h2>
      {blocks.length === 0 && (
        <p className="text-sm text-mut">{say(row.status === 'in_service' ? 'agendaFree' : 'outOfService')}</p>
      )}
      {shut.length > 0 && <p className="num text-xs text-mut">{shut.map(shutText).join('；')}</p>}
      {blocks.map((block) => (
        <div
          key={block.key}
          className={cx('mt-1 flex items-center gap-2 rounded-sm px-2 py-0.5', looks[block.kind].box)}
        >
          <Icon name={looks[block.kind].icon} size={14} />
          <BlockLine block={block} />
          {isMovable(block.kind) && (
            <Button size="sm" onPress={() => onMove(block.source)}>
              {say('move')}
            </Button>
          )}
        </div>
      ))}
    </li>
  );
}

function BlockLine({ block }: { block: Block }) {
  const say = boardMessages.useSay();
  const { word, plate } = looks[block.kind];
  const href = hrefOf(block);
  const lines = (
    <>
      <span className={cx('block w-fit max-w-full truncate rounded-sm', plate)}>
        {[say(word), block.label].filter(Boolean).join(' · ')}
      </span>
      <span className={cx('num block w-fit rounded-sm text-xs', plate)}>{spanText(block.start, block.end)}</span>
    </>
  );
  const look = 'min-w-0 flex-1 py-1 text-sm';
  return href ? (
    <TextLink href={href} className={`${look} !text-ink`}>
      {lines}
    </TextLink>
  ) : (
    <span className={look}>{lines}</span>
  );
}
