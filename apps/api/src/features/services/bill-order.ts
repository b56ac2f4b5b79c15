import { localDate, monthOf, sumFen } from '@parkbench/domain';
import type { Tx } from '../../platform/database/database.js';
import type { Park } from '../../platform/park-settings.js';
import { addBillableItem } from '../invoicing/invoicing.api.js';
import { explanationOf, type KeptLine, lineFen } from './order-lines.js';

export const orderNo = (id: number): string => `SO-${String(id).padStart(6, '0')}`;

interface Subject {
  readonly nameZh: string;
  readonly nameEn: string;
  readonly assetNo: string;
}

/** The order's instrument; where it names none, its category under its own number. */
async function subjectOf(tx: Tx, id: number): Promise<Subject> {
  const [row] = await tx.query<Subject>(
    `SELECT coalesce(i.name_zh, c.name_zh) "nameZh", coalesce(i.name_en, c.name_en) "nameEn", coalesce(i.asset_no, $2) "assetNo"
     FROM service_order o LEFT JOIN instrument i ON i.id = o.instrument_id LEFT JOIN category c ON c.id = o.category_id WHERE o.id = $1`,
    [id, orderNo(id)],
  );
  if (!row) throw new Error('the order is gone');
  return row;
}

/** Makes what was done billable: an item a line, in the park's month of the day; what costs nothing is none. Gives the sum. */
export async function billOrder(
  tx: Tx,
  given: {
    readonly order: { readonly id: number; readonly companyId: number; readonly instrumentId: number | null };
    readonly lines: readonly KeptLine[];
    readonly actorId: number;
    readonly now: Date;
    readonly park: Park;
  },
): Promise<number> {
  const { order, actorId, now, park } = given;
  const lines = given.lines.filter((line) => lineFen(line) > 0);
  const subject = await subjectOf(tx, order.id);
  const month = monthOf(localDate(now.getTime(), park.timeZone));
  for (const line of lines) {
    await addBillableItem(tx, {
      companyId: order.companyId,
      kind: 'service',
      instrumentId: order.instrumentId,
      serviceOrderId: order.id,
      month,
      amountFen: lineFen(line),
      tax: line.tax,
      subject,
      reason: `${orderNo(order.id)} ${line.text}`,
      explanation: explanationOf(line),
      createdBy: actorId,
    });
  }
  return sumFen(lines.map(lineFen));
}
