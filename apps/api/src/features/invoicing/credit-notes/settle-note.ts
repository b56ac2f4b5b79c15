import { type CreditSettlement, paidOtherwiseBack, settleCredit, sumFen } from '@parkbench/domain';
import type { Tx } from '../../../platform/database/database.js';
import type { Crediting } from '../support/coverable-lines.js';
import type { Creditable } from './load-creditable.js';
import { paidOtherwise } from './paid-otherwise.js';
import type { Returning } from './return-support.js';

/** Where the money of a note goes, and what of the invoice's subsidies, vouchers and write-offs goes back with it. */
export interface NoteSettlement {
  readonly settlement: CreditSettlement;
  readonly returning: readonly Returning[];
  readonly returnedFen: number;
}

/** Reckons it as things stand; of a note that is issued the caller holds the invoice and `lockPaidOtherwise`. */
export async function settlementOf(
  tx: Tx,
  { invoice, ceiling }: Creditable,
  note: {
    readonly grossFen: number;
    readonly kind: 'offset' | 'credit' | 'refund';
    readonly crediting: readonly Crediting[];
  },
): Promise<NoteSettlement> {
  const { grossFen, kind, crediting } = note;
  const others = await paidOtherwise(tx, invoice.id, crediting);
  const backs = paidOtherwiseBack({ ...ceiling, grossFen }, others);
  const returnedFen = sumFen(backs);
  return {
    settlement: settleCredit({ ...ceiling, grossFen, kind, returnedFen }),
    returning: others.map((one, i) => ({ ...one, backFen: backs[i] ?? 0 })),
    returnedFen,
  };
}
