import { Injectable } from '@nestjs/common';
import { depreciationFen, eachMonth, firstDay, nextMonth, scaleFen, startOfDay, sumFen } from '@parkbench/domain';
import type { z } from 'zod';
import { Database } from '../../../platform/database/database.js';
import { ParkSettings } from '../../../platform/park-settings.js';
import type { depreciationQuery, depreciationView, revenueQuery, revenueView } from './finance.dto.js';

type By = z.infer<typeof revenueQuery>['by'];

/**
 * Net revenue as it was invoiced, by month of the invoice; what credit notes took back counts in the month of their
 * issue. Every line has the instrument that it is for, where it is for one.
 */
const lines = `
  SELECT c.company_id, c.component, coalesce(r.instrument_id, b.instrument_id, br.instrument_id, c.instrument_id) instrument_id, l.month, l.net_fen
  FROM (SELECT ch.id, i.month, ch.net_fen FROM charge ch JOIN invoice i ON i.id = ch.invoice_id AND i.number IS NOT NULL
          WHERE i.month BETWEEN $1 AND $2
        UNION ALL
        SELECT cl.charge_id, date_trunc('month', n.issued_at AT TIME ZONE p.time_zone)::date, -cl.net_fen
        FROM credit_note_line cl JOIN credit_note n ON n.id = cl.credit_note_id AND n.number IS NOT NULL, park p
          WHERE n.issued_at AT TIME ZONE p.time_zone >= $1 AND n.issued_at AT TIME ZONE p.time_zone < $2::date + interval '1 month') l
  JOIN charge c ON c.id = l.id LEFT JOIN reservation r ON r.id = c.reservation_id
  LEFT JOIN billable_item b ON b.id = c.item_id LEFT JOIN reservation br ON br.id = b.reservation_id`;

/** The month in which an instrument `g` was retired (当月减少，次月停提), as its history has it. */
const retiredIn = `SELECT to_char(max(a.at) AT TIME ZONE (SELECT time_zone FROM park), 'YYYY-MM') FROM audit_event a
  WHERE a.entity = 'instrument' AND a.entity_id = g.id AND a.action = 'instrument.status_changed' AND a.data->>'to' = 'retired'`;

/** What a line counts towards, and what it is called; '' where it is for none. */
const groups: Record<By, { readonly key: string; readonly join: string; readonly zh: string; readonly en: string }> = {
  instrument: {
    key: "coalesce(x.instrument_id::text, '')",
    join: 'LEFT JOIN instrument g ON g.id = x.instrument_id',
    zh: `coalesce(g.name_zh || ' ' || g.asset_no, '')`,
    en: `coalesce(coalesce(nullif(g.name_en, ''), g.name_zh) || ' ' || g.asset_no, '')`,
  },
  category: {
    key: "coalesce(i.category_id::text, '')",
    join: 'LEFT JOIN instrument i ON i.id = x.instrument_id LEFT JOIN category g ON g.id = i.category_id',
    zh: `coalesce(g.name_zh, '')`,
    en: `coalesce(nullif(g.name_en, ''), g.name_zh, '')`,
  },
  company: {
    key: 'x.company_id::text',
    join: 'JOIN company g ON g.id = x.company_id',
    zh: 'g.name_zh',
    en: `coalesce(nullif(g.name_en, ''), g.name_zh)`,
  },
  component: { key: 'x.component', join: '', zh: 'x.component', en: 'x.component' },
};

interface Row {
  readonly key: string;
  readonly nameZh: string;
  readonly nameEn: string;
  readonly month: string;
  readonly netFen: number;
}

/** What the park earned, by what it was earned with and by month; and beside it what its instruments lost in value. */
@Injectable()
export class ShowRevenue {
  constructor(
    private readonly db: Database,
    private readonly settings: ParkSettings,
  ) {}

  async execute({ from, to, by }: z.infer<typeof revenueQuery>): Promise<z.infer<typeof revenueView>> {
    const { key, join, zh, en } = groups[by];
    const rows = await this.db.rows<Row>(
      'all',
      `WITH x AS (${lines}) SELECT ${key} AS key, ${zh} "nameZh", ${en} "nameEn", to_char(x.month, 'YYYY-MM') AS month, sum(x.net_fen)::bigint "netFen"
       FROM x ${join} GROUP BY 1, 2, 3, 4`,
      [firstDay(from), firstDay(to)],
    );
    const months = eachMonth(from, to);
    const items = [...new Set(rows.map((row) => row.key))].map((group) => itemOf(rows, group, months));
    items.sort((a, b) => b.totalFen - a.totalFen || a.key.localeCompare(b.key));
    const byMonthFen = months.map((_, i) => sumFen(items.map((item) => item.byMonthFen[i] ?? 0)));
    return { by, months, totalFen: sumFen(byMonthFen), postedFen: await this.posted(from, to), byMonthFen, items };
  }

  /** What the ledger has as revenue of the same months: an invoice of March that was issued in April is April's there. */
  private async posted(from: string, to: string): Promise<number> {
    const { timeZone } = await this.settings.get();
    const [row] = await this.db.rows<{ fen: number }>(
      'all',
      `SELECT coalesce(-sum(e.amount_fen), 0)::bigint fen FROM ledger_entry e JOIN ledger_transaction t ON t.id = e.transaction_id
       WHERE e.account LIKE 'revenue%' AND t.posted_at >= $1 AND t.posted_at < $2`,
      [startOfDay(firstDay(from), timeZone), startOfDay(firstDay(nextMonth(to)), timeZone)].map((at) => new Date(at)),
    );
    return row?.fen ?? 0;
  }

  async againstDepreciation(query: z.infer<typeof depreciationQuery>): Promise<z.infer<typeof depreciationView>> {
    const { from, to, lifeYears, residualBps } = query;
    const rows = await this.db.rows<Instrument>(
      'all',
      `WITH x AS (${lines}), i AS (SELECT g.*, CASE WHEN g.status = 'retired' THEN (${retiredIn}) END retired_in FROM instrument g)
       SELECT i.id "instrumentId", i.asset_no "assetNo", i.name_zh "nameZh", coalesce(nullif(i.name_en, ''), i.name_zh) "nameEn",
         i.original_value_fen "valueFen", to_char(coalesce(i.in_use_since, i.purchased_on), 'YYYY-MM') "inUseSince", i.retired_in "retiredIn",
         coalesce((SELECT sum(x.net_fen) FROM x WHERE x.instrument_id = i.id), 0)::bigint "revenueFen"
       FROM i WHERE i.status <> 'retired' OR i.retired_in >= to_char($1::date, 'YYYY-MM') OR EXISTS (SELECT FROM x WHERE x.instrument_id = i.id) ORDER BY "revenueFen" DESC, i.asset_no`,
      [firstDay(from), firstDay(to)],
    );
    const items = rows.map((row) => {
      const asset = { valueFen: row.valueFen, residualBps, lifeMonths: lifeYears * 12 };
      const last = row.retiredIn !== null && row.retiredIn < to ? row.retiredIn : to;
      const lost =
        row.inUseSince === null ? null : depreciationFen({ ...asset, inUseSince: row.inUseSince }, from, last);
      return { ...row, depreciationFen: lost, coverBps: lost ? scaleFen(row.revenueFen, 10_000, lost) : null };
    });
    const sum = (of: (item: (typeof items)[number]) => number): number => sumFen(items.map(of));
    const total = {
      valueFen: sum((i) => i.valueFen),
      revenueFen: sum((i) => i.revenueFen),
      depreciationFen: sum((i) => i.depreciationFen ?? 0),
    };
    return { from, to, total, items };
  }
}

interface Instrument {
  readonly instrumentId: number;
  readonly assetNo: string;
  readonly nameZh: string;
  readonly nameEn: string;
  readonly valueFen: number;
  readonly inUseSince: string | null;
  readonly retiredIn: string | null;
  readonly revenueFen: number;
}

function itemOf(
  rows: readonly Row[],
  key: string,
  months: readonly string[],
): z.infer<typeof revenueView>['items'][number] {
  const own = rows.filter((row) => row.key === key);
  const byMonthFen = months.map((month) => sumFen(own.filter((row) => row.month === month).map((row) => row.netFen)));
  const { nameZh = '', nameEn = '' } = own[0] ?? {};
  return { key, nameZh, nameEn, totalFen: sumFen(byMonthFen), byMonthFen };
}
