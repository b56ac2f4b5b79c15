import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useMemo, useState, type ReactNode } from 'react';
import { useLive } from '../../../shared/api/live';
import { useLiveRefresh } from '../../../shared/api/use-live-refresh';
import { parkDate, parkTime, parkToday, parkZone } from '../../../shared/format/format';
import { LoadFailed } from '../../../shared/load-failed';
import { useSearchState } from '../../../shared/search-state';
import { EmptyState, PageHeader, Skeleton, useIsDesktop } from '../../../shared/ui';
import { BoardAgenda } from './board-agenda';
import { BoardCreateDialog, type Beginning, type BoardCreateProps } from './board-create-dialog';
import { BoardMoveSheet } from './board-move-sheet';
import { BoardStage } from './board-stage';
import { dayAfter, hour, isByDay, openingDay, scaleOf, type Zoom, zoomOf } from './board-scale';
import { BoardLegend, BoardToolbar } from './board-toolbar';
import { boardMessages } from './board.messages';
import { TodayStrip, todayKey } from './today-strip';
import { useBoardMove } from './use-board-move';
import { boardKey, type BoardRows } from './use-board-rows';
import { useRoom } from './use-room';
import { useRowNews } from './use-row-news';

export interface BoardViewProps {
  /** Staff see whose everything is and reserve for companies; a tenant sees its own, and books on the instrument's page. */
  readonly isStaff: boolean;
  readonly renderOutage: BoardCreateProps['renderOutage'];
}

/** The laboratory on one page: every instrument and what takes it, today's hand-overs, and the forms to change it. */
export function BoardView({ isStaff, renderOutage }: BoardViewProps) {
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
  const create = (next: Beginning): void =>
    isStaff ? setBeginning(next) : void navigate({ href: bookingHref(next, zoom) });
  const filter = { from, to: dayAfter(scale), q: q || undefined, categoryId: categoryId || undefined };
  const renderState = (rows: BoardRows) => <State rows={rows} onClear={() => change({ q: '', categoryId: '' })} />;
  return (
    <div ref={measure}>
      <Head isStaff={isStaff} hasLegend={isDesktop} />
      <BoardToolbar {...{ zoom, from, q, categoryId }} onChange={change} isPhone={!isDesktop} />
      {isDesktop ? (
        <BoardStage
          {...{ filter, scale, isStaff, moving, renderState }}
          onCreate={create}
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

function Head({ isStaff, hasLegend }: { isStaff: boolean; hasLegend: boolean }) {
  const say = boardMessages.useSay();
  return (
    <>
      <PageHeader
        title={say(isStaff ? 'title' : 'titleTenant')}
        actions={hasLegend && <BoardLegend isStaff={isStaff} />}
      />
      {isStaff && <TodayStrip />}
    </>
  );
}

/** A stretch that was drawn, filled in on the instrument's page: days by the month, hours by the hour. */
function bookingHref({ instrument, start, end }: Beginning, zoom: Zoom): string {
  const search: Record<string, string> = isByDay(zoom)
    ? {
        mode: 'rental',
        start: parkDate(start),
        months: String(Math.max(1, Math.round((end - start) / (30.44 * 24 * hour)))),
      }
    : {
        mode: 'session',
        day: parkDate(start),
        at: parkTime(start),
        minutes: String(Math.round((end - start) / 60_000)),
      };
  return `/i/${instrument?.id ?? ''}?${new URLSearchParams(search).toString()}`;
}

/** Asks anew for the rows that changed anywhere; other instruments begin the rows anew. */
function useBoardNews(): void {
  const queries = useQueryClient();
  useRowNews();
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
