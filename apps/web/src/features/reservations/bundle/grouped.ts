import type { ReservationRow } from '../reservations.types';

/** A row of a list; of a bundle the first also says what it belongs to. */
export interface GroupedRow extends ReservationRow {
  /** Set on the first row of a bundle of which several are shown. */
  readonly leads?: { readonly id: number; readonly count: number; readonly totalFen: number };
  /** It belongs to a bundle of which several are shown. */
  readonly isGrouped: boolean;
}

/** Rows in their order, but what was reserved together stands together, where the first of it stands. */
export function grouped(rows: readonly ReservationRow[]): readonly GroupedRow[] {
  const of = new Map<number, ReservationRow[]>();
  for (const row of rows) if (row.bundleId !== null) of.set(row.bundleId, [...(of.get(row.bundleId) ?? []), row]);
  return rows.flatMap((row): GroupedRow[] => {
    const own = row.bundleId === null ? undefined : of.get(row.bundleId);
    if (!own || own.length < 2) return [{ ...row, isGrouped: false }];
    if (own[0] !== row) return [];
    const totalFen = own.reduce((sum, one) => sum + one.totalFen, 0);
    const leads = { id: row.bundleId ?? 0, count: own.length, totalFen };
    return own.map((one, index) => ({ ...one, isGrouped: true, ...(index === 0 ? { leads } : {}) }));
  });
}
