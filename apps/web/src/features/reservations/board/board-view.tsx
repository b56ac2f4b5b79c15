import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useMemo, useState, type ReactNode } from 'react';
import { useLive } from '../../../shared/api/live';
import { useLiveRefresh } from '../../../shared/api/use-live-refresh';
import { parkToday, parkZone } from '../../../shared/format/format';
import { LoadFailed } from '../../../shared/load-failed';
import { useSearchState } from '../../../shared/search-state';
import { EmptyState, PageHeader, Skeleton, useIsDesktop } from '../../../shared/ui';
import { BoardAgenda } from './board-agenda';
import { BoardCreateDialog, type Beginning, type BoardCreateProps } from './board-create-dialog';
import { BoardMoveSheet } from './board-move-sheet';
import { BoardStage } from './board-stage';
import { dayAfter, openingDay, scaleOf, zoomOf } from './board-scale';
import { BoardLegend, BoardToolbar } from './board-toolbar';
import { boardMessages } from './board.messages';
import { TodayStrip, todayKey } from './today-strip';
import { useBoardMove } from './use-board-move';
import { boardKey, type BoardRows } from './use-board-rows';
import { useRoom } from './use-room';

/** The laboratory on one page: every instrument and what takes it, today's hand-overs, and the forms to change it. */
export function BoardView({ renderOutage }: { renderOutage: BoardCreateProps['renderOutage'] }) {
  const say = boardMessages.useSay();
  const navigate = useNavigate();
  const isDesktop = useIsDesktop();
  const [{ zoom: zoomText, from: fromText, q = '', categoryId = '' }, change] = useSearchState();
  const zoom = isDesktop ? zoomOf(zoomText) : 'day';
  const from = /^\d{4}-\d{2}-\d{2}$/.test(fromText ?? '') ? String(fromText) : openingDay(zoom, parkToday());
  const [room, measure] = useRoom();
  const scale = useMemo(() => scaleOf({ zoom, from, room, zone: parkZone() }), [zoom, from, room]);
  const moving = useBoardMove();
  const [beginning, setBeginning] = useState<Beginning | null>(null);
  useBoardNews();
  const filter = { from, to: dayAfter(scale), q: q || undefined, categoryId: categoryId || undefined };
  const renderState = (rows: BoardRows) => <State rows={rows} onClear={() => change({ q: '', categoryId: '' })} />;
  return (
    <div ref={measure}>
      <PageHeader title={say('title')} actions={isDesktop && <BoardLegend />} />
      <TodayStrip />
      <BoardToolbar {...{ zoom, from, q, categoryId }} onChange={change} isPhone={!isDesktop} />
      {isDesktop ? (
        <BoardStage
          {...{ filter, scale, moving, renderState }}
          onCreate={setBeginning}
          onOpen={(href) => void navigate({ href })}
        />
      ) : (
        <BoardAgenda {...{ filter, scale, renderState }} onMove={moving.openForm} />
      )}
      {moving.form && <BoardMoveSheet key={moving.form.reservation.id} form={moving.form} onClose={moving.closeForm} />}
      {beginning && (
        <BoardCreateDialog beginning={beginning} renderOutage={renderOutage} onClose={() => setBeginning(null)} />
      )}
    </div>
  );
}

/** Asks anew when anything on the board changed anywhere; other instruments begin the rows anew. */
function useBoardNews(): void {
  const queries = useQueryClient();
  useLiveRefresh(['occupancy', 'reservation', 'outage'], boardKey);
  useLiveRefresh(['reservation'], todayKey);
  useLive(['instrument'], () => {
    queries.removeQueries({ queryKey: [...boardKey, 'cursors'] });
    void queries.invalidateQueries({ queryKey: boardKey });
  });
}

/** What is shown instead of rows, if anything. */
function State({ rows, onClear }: { rows: BoardRows; onClear: () => void }): ReactNode {
  const say = boardMessages.useSay();
  if (rows.error && rows.total === 0)
    return <LoadFailed title={say('failed')} error={rows.error} onRetry={rows.retry} />;
  if (rows.isPending) return <Skeleton lines={12} />;
  return (
    <EmptyState
      icon="board"
      title={say('none')}
      detail={say('noneDetail')}
      action={{ label: say('clear'), onPress: onClear }}
    />
  );
}
