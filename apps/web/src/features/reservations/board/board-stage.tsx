import { Icon } from '../../../shared/ui';
import { BoardDetail } from './board-detail';
import { BoardGrid } from './board-grid';
import type { BoardStageProps } from './board-stage.types';
import { boardMessages } from './board.messages';
import { useStage } from './use-stage';

/** The grid with what has the focus below it, and the voice that says what happened. */
export function BoardStage(props: BoardStageProps) {
  const say = boardMessages.useSay();
  const stage = useStage(props);
  const { rows, block, row, keys, said } = stage;
  if (rows.total === 0) return props.renderState(rows);
  return (
    <>
      <BoardGrid
        {...keys}
        rowAt={rows.rowAt}
        draft={stage.draft}
        isTall={!props.isStaff}
        isBusy={props.moving.isBusy}
        onWindow={stage.setWindow}
        onDraft={stage.setDraft}
        onDrop={stage.drop}
      />
      <div className="mt-2">
        <BoardDetail
          row={stage.isPicked ? row : undefined}
          block={block}
          isStaff={props.isStaff}
          onMove={() => block && props.moving.openForm(block.source)}
          onCreate={keys.onCreate}
        />
      </div>
      <div className="mt-1 flex min-h-5 items-center justify-between gap-3 text-xs text-mut">
        <p role="status" className="num">
          {said && <Icon name="info" size={12} className="mr-1 inline align-[-1px]" />}
          {said}
        </p>
        <p className="shrink-0">{say('keys')}</p>
      </div>
    </>
  );
}
