import type { Tx } from '../../../platform/database/database.js';
import { notFound } from '../../../platform/http/problem.js';
import { isoOf } from '../invoices.query.js';

export interface EvidenceUse {
  readonly id: number;
  readonly no: string;
  readonly issuer: string;
  readonly shareBps: number;
  readonly validFrom: string;
  readonly validTo: string;
  readonly invoiceId: number;
  readonly number: string;
  readonly companyZh: string;
  readonly companyEn: string;
  readonly creditCode: string;
  readonly grossFen: number;
  readonly coveredFen: number;
  readonly amountFen: number;
  readonly paidFen: number;
  readonly creditedFen: number;
  readonly usedAt: string;
}

export interface EvidenceReservation {
  readonly id: number;
  readonly kind: string;
  readonly instrumentZh: string;
  readonly instrumentEn: string;
  readonly assetNo: string;
  readonly model: string;
  readonly memberName: string;
  readonly startsAt: string;
  readonly endsAt: string;
  readonly handedOverAt: string | null;
  readonly returnedAt: string | null;
  readonly purpose: string;
  readonly project: string;
  readonly rdUse: boolean;
  readonly totalFen: number;
  readonly confirmedAt: string | null;
  readonly charges: readonly { month: string; itemName: string; amountFen: number; textZh: string; textEn: string }[];
  readonly handovers: readonly {
    direction: string;
    at: string;
    condition: string;
    note: string;
    byName: string;
    signedBy: string;
  }[];
}

export interface EvidencePayment {
  readonly receivedOn: string;
  readonly method: string;
  readonly reference: string;
  readonly amountFen: number;
}

/** The use of a voucher that evidence is asked for; another company's is not there. */
export async function useOf(tx: Tx, one: { id: number; companyId: number | null }): Promise<EvidenceUse> {
  const [use] = await tx.query<EvidenceUse>(
    `SELECT u.id, v.no, v.issuer, v.share_bps "shareBps", v.valid_from "validFrom", v.valid_to "validTo", i.id "invoiceId", i.number,
       i.buyer->>'nameZh' "companyZh", coalesce(i.buyer->>'nameEn', '') "companyEn", coalesce(i.buyer->>'creditCode', '') "creditCode", i.gross_fen "grossFen",
       u.covered_fen "coveredFen", u.amount_fen "amountFen", i.paid_fen "paidFen", i.credited_fen "creditedFen", ${isoOf('u.used_at')} "usedAt"
     FROM voucher_use u JOIN voucher v ON v.id = u.voucher_id JOIN invoice i ON i.id = u.invoice_id
     WHERE u.id = $1 AND ($2::bigint IS NULL OR u.company_id = $2)`,
    [one.id, one.companyId],
  );
  if (!use) throw notFound();
  return use;
}

/** The reservations whose charges stand on the invoice, each with its lines there and its hand-overs. */
export function reservationsOf(tx: Tx, invoiceId: number): Promise<EvidenceReservation[]> {
  return tx.query<EvidenceReservation>(
    `SELECT r.id, r.kind, i.name_zh "instrumentZh", i.name_en "instrumentEn", i.asset_no "assetNo", coalesce(i.model, '') model, m.name "memberName",
       ${isoOf('r.starts_at')} "startsAt", ${isoOf('r.ends_at')} "endsAt", ${isoOf('r.handed_over_at')} "handedOverAt", ${isoOf('r.returned_at')} "returnedAt",
       r.purpose, r.project, r.rd_use "rdUse", r.total_fen "totalFen", ${isoOf('coalesce(r.decided_at, r.created_at)')} "confirmedAt", x.charges,
       (SELECT coalesce(jsonb_agg(jsonb_build_object('direction', h.direction, 'at', ${isoOf('h.at')}, 'condition', h.condition, 'note', h.note,
          'byName', b.name, 'signedBy', h.signed_by) ORDER BY h.at), '[]') FROM handover h JOIN member b ON b.id = h.by_member_id WHERE h.reservation_id = r.id) handovers
     FROM (SELECT coalesce(c.reservation_id, b.reservation_id) reservation_id, jsonb_agg(jsonb_build_object('month', to_char(c.month, 'YYYY-MM'), 'itemName', c.item_name,
             'amountFen', c.amount_fen, 'textZh', c.explanation->'text'->>'zh', 'textEn', c.explanation->'text'->>'en') ORDER BY c.line_no) charges
           FROM charge c LEFT JOIN billable_item b ON b.id = c.item_id WHERE c.invoice_id = $1 GROUP BY 1) x
     JOIN reservation r ON r.id = x.reservation_id JOIN instrument i ON i.id = r.instrument_id JOIN member m ON m.id = r.member_id ORDER BY r.id`,
    [invoiceId],
  );
}

/** Everything that paid the invoice so far. */
export function paymentsOf(tx: Tx, invoiceId: number): Promise<EvidencePayment[]> {
  return tx.query<EvidencePayment>(
    `SELECT p.received_on "receivedOn", p.method, p.reference, a.amount_fen "amountFen"
     FROM payment_allocation a JOIN payment p ON p.id = a.payment_id WHERE a.invoice_id = $1 ORDER BY p.received_on, a.id`,
    [invoiceId],
  );
}
