import type { Builders } from './builders.js';

/** What the park holds for a company: a deposit, a voucher and an order of samples, by the part of the path that names each. */
export async function heldFor(
  given: Builders,
  of: {
    readonly companyId: number;
    readonly reservationId: number;
    readonly instrumentId: number;
    readonly memberId: number;
  },
): Promise<Readonly<Record<string, number>>> {
  const deposits = await given.insert('deposit', {
    company_id: of.companyId,
    reservation_id: of.reservationId,
    amount_fen: 450_000,
  });
  const vouchers = await given.insert('voucher', {
    company_id: of.companyId,
    no: `V-${of.companyId}`,
    issuer: '省科技厅',
    amount_fen: 100_000,
    share_bps: 5000,
    valid_from: '2026-01-01',
    valid_to: '2026-12-31',
    created_by: of.memberId,
    created_at: '2026-01-01',
  });
  const order = await given.insert('service_order', {
    company_id: of.companyId,
    member_id: of.memberId,
    instrument_id: of.instrumentId,
    samples: 3,
    description: 'x',
    status: 'quoted',
    quoted_fen: 100,
    created_at: '2026-03-01',
    updated_at: '2026-03-01',
  });
  return { deposits, vouchers, 'service-orders': order };
}
