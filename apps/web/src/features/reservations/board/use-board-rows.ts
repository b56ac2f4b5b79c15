import { addDays } from '@parkbench/domain';
import { useQueries, useQueryClient, type QueryClient, type QueryKey } from '@tanstack/react-query';
import { get } from '../../../shared/api/client';
import { reservationsKey } from '../reservations.queries';
import { chunksOf, chunkSize } from './board-layout';
import type { BoardPage, BoardRow, Shut } from './board.types';

export const boardKey = [...reservationsKey, 'board'] as const;

/** What the board is asked for; the days matter to blocks, the rest to which rows there are. */
export interface BoardFilter {
  readonly from: string;
  readonly to: string;
  readonly categoryId?: string;
  readonly q?: string;
}

interface Source {
  readonly queries: QueryClient;
  readonly filter: BoardFilter;
  readonly signal: AbortSignal;
}

const walkSize = 300;
const kept = 60_000;

/** Where chunks begin: the API pages by a cursor, so a far chunk is walked to once, 300 rows at a stride. */
async function cursorOf(chunk: number, { queries, filter, signal }: Source): Promise<string | null> {
  const { from, to: _, ...rows } = filter;
  const key: QueryKey = [...boardKey, 'cursors', rows];
  const known = (): Readonly<Record<number, string | null>> => queries.getQueryData(key) ?? { 0: '' };
  while (known()[chunk] === undefined) {
    const start = Math.max(
      ...Object.keys(known())
        .map(Number)
        .filter((one) => one < chunk),
    );
    const cursor = known()[start];
    if (cursor === null || cursor === undefined) return null;
    const limit = (chunk - start) * chunkSize >= walkSize ? walkSize : chunkSize;
    const day = { from, to: addDays(from, 1) };
    const page = await get<BoardPage>('/board', { ...rows, ...day, cursor, limit }, signal);
    queries.setQueryData(key, { ...known(), [start + limit / chunkSize]: page.nextCursor });
  }
  return known()[chunk] ?? null;
}

async function fetchChunk(chunk: number, source: Source): Promise<BoardPage> {
  const { queries, filter, signal } = source;
  const cursor = await cursorOf(chunk, source);
  if (cursor === null) return { items: [], closed: [], closures: [], nextCursor: null, total: null };
  const page = withShut(await get<BoardPage>('/board', { ...filter, cursor, limit: chunkSize }, signal));
  const { from: _f, to: _t, ...rows } = filter;
  queries.setQueryData<Record<number, string | null>>([...boardKey, 'cursors', rows], (known) => ({
    0: '',
    ...known,
    [chunk + 1]: page.nextCursor,
  }));
  return page;
}

/** Each row with when it is closed for sessions; rows of the same hours share the list. */
function withShut(page: BoardPage): BoardPage {
  const closures = page.closures.map((one): Shut => ({
    ...one,
    start: Date.parse(one.start),
    end: Date.parse(one.end),
    why: 'c',
  }));
  const lists = page.closed.map((list) => [
    ...list.map(([from, to, why]): Shut => ({ start: from * 1000, end: to * 1000, why })),
    ...closures,
  ]);
  return { ...page, items: page.items.map((row) => ({ ...row, shut: lists[row.hours ?? -1] })) };
}

export interface BoardRows {
  readonly total: number;
  readonly rowAt: (row: number) => BoardRow | undefined;
  readonly isPending: boolean;
  readonly error: Error | null;
  readonly retry: () => void;
}

/** The rows in sight and the one in focus, fetched in chunks; the first chunk also says how many there are. */
export function useBoardRows(filter: BoardFilter, window: { first: number; last: number }, focused = 0): BoardRows {
  const queries = useQueryClient();
  const chunks = [...new Set([0, ...chunksOf(window), Math.floor(focused / chunkSize)])];
  const found = useQueries({
    queries: chunks.map((chunk) => ({
      queryKey: [...boardKey, 'chunk', filter, chunk],
      queryFn: ({ signal }: { signal: AbortSignal }) => fetchChunk(chunk, { queries, filter, signal }),
      gcTime: kept,
    })),
  });
  const byChunk = new Map(chunks.map((chunk, index) => [chunk, found[index]?.data]));
  return {
    total: byChunk.get(0)?.total ?? 0,
    rowAt: (row) => byChunk.get(Math.floor(row / chunkSize))?.items[row % chunkSize],
    isPending: found[0]?.isPending ?? true,
    error: found.find((one) => one.error && !one.data)?.error ?? null,
    retry: () => found.forEach((one) => one.error && void one.refetch()),
  };
}
