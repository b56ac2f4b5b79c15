import { Injectable } from '@nestjs/common';
import { dunningStep, localDate, sumFen } from '@parkbench/domain';
import type { z } from 'zod';
import { Clock } from '../../../platform/clock.js';
import { Database } from '../../../platform/database/database.js';
import { ParkSettings } from '../../../platform/park-settings.js';
import type { agingView } from './finance.dto.js';

type View = z.infer<typeof agingView>;

const sql = `
  SELECT c.id "companyId", c.name_zh "nameZh", coalesce(nullif(c.name_en, ''), c.name_zh) "nameEn",
    coalesce(sum(i.open_fen) FILTER (WHERE i.due_on >= $1), 0)::bigint "notDueFen",
    coalesce(sum(i.open_fen) FILTER (WHERE $1::date - i.due_on BETWEEN 1 AND 30), 0)::bigint "to30Fen",
    coalesce(sum(i.open_fen) FILTER (WHERE $1::date - i.due_on BETWEEN 31 AND 60), 0)::bigint "to60Fen",
    coalesce(sum(i.open_fen) FILTER (WHERE $1::date - i.due_on BETWEEN 61 AND 90), 0)::bigint "to90Fen",
    coalesce(sum(i.open_fen) FILTER (WHERE $1::date - i.due_on > 90), 0)::bigint "over90Fen",
    coalesce(sum(i.open_fen), 0)::bigint "openFen", greatest(coalesce(max($1::date - i.due_on), 0), 0) "oldestDays", count(i.id)::int invoices,
    (SELECT coalesce(-sum(e.amount_fen), 0) FROM ledger_entry e WHERE e.company_id = c.id AND e.account = 'unallocated')::bigint "balanceFen"
  FROM company c LEFT JOIN invoice i ON i.company_id = c.id AND i.status IN ('issued', 'part_paid') AND i.open_fen > 0
  GROUP BY c.id ORDER BY "openFen" DESC, c.id`;

/** What companies owe by how long it is overdue, the largest first; those that owe nothing and have no balance are left out. */
@Injectable()
export class ShowAging {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly settings: ParkSettings,
  ) {}

  async execute(): Promise<View> {
    const park = await this.settings.get();
    const on = localDate(this.clock.now().getTime(), park.timeZone);
    const steps = {
      bookingDays: park.dunningBookingDays,
      overFen: park.dunningBookingOverFen,
      rentalDays: park.dunningRentalDays,
      everythingDays: park.overdueInvoiceLimitDays,
    };
    const rows = await this.db.rows<Omit<View['items'][number], 'step'>>('all', sql, [on]);
    const items = rows
      .filter((row) => row.openFen !== 0 || row.balanceFen !== 0)
      .map((row) => ({ ...row, step: dunningStep(row.oldestDays, steps) }));
    const sum = (of: keyof View['total']): number => sumFen(items.map((item) => item[of]));
    const total = {
      notDueFen: sum('notDueFen'),
      to30Fen: sum('to30Fen'),
      to60Fen: sum('to60Fen'),
      to90Fen: sum('to90Fen'),
      over90Fen: sum('over90Fen'),
      openFen: sum('openFen'),
      balanceFen: sum('balanceFen'),
    };
    return { on, total, items };
  }
}
