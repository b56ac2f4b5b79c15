import type { Invariant } from './invariant.js';
import { standingCharges } from './standing-charges.js';

/** Items that the last finished run of their company had to charge, or to take back, and what it should have come to. */
const settledItems = `
  SELECT b.id, CASE WHEN b.withdrawn_at IS NULL OR b.withdrawn_at >= run.started_at THEN b.amount_fen ELSE 0 END owed
  FROM billable_item b JOIN LATERAL (
    SELECT r.month, r.started_at FROM billing_run_company rc JOIN billing_run r ON r.id = rc.run_id AND r.status = 'done'
    WHERE rc.company_id = b.company_id AND rc.status IN ('invoiced', 'nothing') ORDER BY r.month DESC LIMIT 1) run ON true
  WHERE b.month <= run.month AND b.created_at < run.started_at`;

/** What disputes added to a month's hours or took off them. */
const corrections = `
  SELECT a.company_id, r.instrument_id, a.month, sum(a.amount_fen) fen
  FROM charge_dispute d JOIN charge o ON o.id = d.charge_id AND o.component = 'session' JOIN reservation r ON r.id = o.source_id
  JOIN ${standingCharges} a ON a.source_kind = 'item' AND a.source_id = d.item_id GROUP BY a.company_id, r.instrument_id, a.month`;

/** What a month's hours of a company on an instrument were charged, and the prices of the first of them, as they were quoted. */
const charged = `
  SELECT c.company_id, r.instrument_id, c.month, sum(c.amount_fen) fen,
    (array_agg(r.quote ORDER BY r.starts_at, r.id) FILTER (WHERE owed.fen > 0))[1] quote,
    (min(r.starts_at) FILTER (WHERE owed.fen > 0) AT TIME ZONE (SELECT time_zone FROM park))::date first_day
  FROM ${standingCharges} c JOIN reservation r ON r.id = c.source_id
  JOIN LATERAL (SELECT sum(o.amount_fen) fen FROM ${standingCharges} o WHERE o.source_kind = 'reservation' AND o.source_id = r.id AND o.component = 'session') owed ON true
  WHERE c.source_kind = 'reservation' AND c.component = 'session' GROUP BY c.company_id, r.instrument_id, c.month`;

/** The same with what was corrected by hand: the cap is on what hours cost in the end. */
const hours = `SELECT h.company_id, h.instrument_id, h.month, h.fen + coalesce(x.fen, 0) fen, h.quote, h.first_day
  FROM (${charged}) h LEFT JOIN (${corrections}) x USING (company_id, instrument_id, month)`;

/** The month's price for one month, the term's and the company's discount off, tax on: reckoned without our code. */
const capped = `
  SELECT h.company_id, h.instrument_id, h.month, h.fen, CASE WHEN (tax ->> 'inclusive')::boolean IS FALSE
      THEN round(price * (10000 + (tax ->> 'rateBps')::numeric) / 10000) ELSE price END cap
  FROM (${hours}) h, LATERAL (SELECT h.quote -> 'plan' -> 'rentalTax' tax, round(round((h.quote -> 'plan' ->> 'monthlyFen')::numeric
      * (10000 - coalesce((SELECT (t ->> 'bps')::numeric FROM jsonb_array_elements(h.quote -> 'plan' -> 'termTiers') t WHERE (t ->> 'months')::int <= 1
                           ORDER BY (t ->> 'months')::int DESC LIMIT 1), 0)) / 10000)
      * (10000 - coalesce((SELECT k.rental_bps FROM company_discount_on(h.company_id, h.first_day) k), 0)) / 10000) price) p`;

/** What was stated by hand, and what hours cost at most (ADR 0030). */
export const accrualInvariants: readonly Invariant[] = [
  {
    id: 'I41',
    rule: 'what was stated by hand is charged in full once its month is billed, and taken back once it is withdrawn',
    sql: `SELECT count(*) v FROM (${settledItems}) i
      WHERE i.owed <> (SELECT coalesce(sum(c.amount_fen), 0) FROM ${standingCharges} c WHERE c.source_kind = 'item' AND c.source_id = i.id)`,
  },
  {
    id: 'I42',
    rule: "a month's hours of a company on an instrument cost no more than its rent, and not less than the smaller of both",
    sql: `SELECT count(*) v FROM (${capped}) h
      FULL JOIN (SELECT company_id, source_id instrument_id, month, sum(amount_fen) fen FROM ${standingCharges} c WHERE source_kind = 'best_of'
                 GROUP BY company_id, source_id, month) saved USING (company_id, instrument_id, month)
      WHERE coalesce(saved.fen, 0) <> -greatest(coalesce(h.fen, 0) - coalesce(h.cap, h.fen, 0), 0)`,
  },
];
