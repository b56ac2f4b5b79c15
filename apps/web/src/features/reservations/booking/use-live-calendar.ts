import { useQueryClient } from '@tanstack/react-query';
import { useLive } from '../../../shared/api/live';
import { calendarKey, reservationsKey } from '../reservations.queries';

/** Looks again when somebody took or freed something of this instrument; what others take is not loaded anew. */
export function useLiveCalendar(instrumentId: number): void {
  const queries = useQueryClient();
  useLive(['occupancy'], (data) => {
    const changed = (data as { instrumentId?: number } | null)?.instrumentId;
    if (changed !== undefined && changed !== instrumentId) return;
    void queries.invalidateQueries({ queryKey: calendarKey(instrumentId) });
    void queries.invalidateQueries({ queryKey: [...reservationsKey, 'quote'] });
  });
}
