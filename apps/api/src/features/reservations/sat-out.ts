import type { Period, SatOutOutage } from '@parkbench/domain';

/** An outage that a reservation sits out, as `satOutJson` gives it. */
export interface SatOutRow extends Period {
  readonly caseNo: string;
  readonly thresholdMinutes: number;
}

/** The outages that reservation `r` sits out: gaps in its occupancy that the park owes it rent for (ADR 0020). */
export const satOutJson = `(
  SELECT coalesce(jsonb_agg(jsonb_build_object('caseNo', u.case_no, 'thresholdMinutes', u.abate_from_minutes,
    'start', extract(epoch FROM lower(g.period)) * 1000, 'end', extract(epoch FROM upper(g.period)) * 1000) ORDER BY lower(g.period), u.id), '[]')
  FROM reservation_gap g JOIN outage u ON u.id = g.source_id WHERE g.reservation_id = r.id AND g.kind = 'outage')`;

/** The same in the words of the domain. */
export const satOutOf = (rows: readonly SatOutRow[]): SatOutOutage[] =>
  rows.map(({ caseNo, thresholdMinutes, start, end }) => ({ caseNo, thresholdMinutes, period: { start, end } }));
