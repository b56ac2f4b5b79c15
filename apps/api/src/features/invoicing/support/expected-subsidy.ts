import { type ChargeComponent, coveredFen, subsidyPays, sumFen } from '@parkbench/domain';
import type { z } from 'zod';
import type { Tx } from '../../../platform/database/database.js';
import { categoriesOf } from './coverable-lines.js';
import { Granted, programmesFor } from './programmes-in-force.js';
import type { subsidyExpected } from './support.dto.js';

export type ExpectedSubsidy = z.infer<typeof subsidyExpected>;

interface PricedLine {
  readonly component: ChargeComponent;
  readonly month: string;
  readonly amountFen: number;
}

/**
 * What the park's programmes would pay of a price as things stand, month by month, by the same reckoning as at issue.
 * An expectation: other invoices may use a limit or a budget first. Null when no programme is for it.
 */
export async function expectedSubsidy(
  tx: Tx,
  ask: {
    readonly companyId: number;
    readonly instrumentId: number;
    readonly lines: readonly PricedLine[];
  },
): Promise<ExpectedSubsidy | null> {
  const months = [...new Set(ask.lines.map((line) => line.month))].sort();
  const programmes = await programmesFor(tx, months, { lock: false });
  if (programmes.length === 0) return null;
  const { companyId, instrumentId } = ask;
  const granted = await Granted.read(tx, [companyId], months);
  const categoryIds = await categoriesOf(tx, instrumentId);
  const totals = new Map<number, number>();
  for (const month of months) {
    const lines = ask.lines
      .filter((line) => line.month === month)
      .map((line) => ({ ...line, instrumentId, categoryIds }));
    let openFen: number = sumFen(lines.map((line) => line.amountFen));
    for (const programme of programmes.filter((one) => granted.isFor(one, companyId, month))) {
      const facts = granted.left(programme, companyId, month);
      const carriedFen = granted.carriedFen(programme, companyId);
      const paid = subsidyPays({
        programme: facts,
        coveredFen: coveredFen(lines, programme.scope),
        carriedFen,
        openFen,
      });
      granted.add(programme, { companyId, month }, paid);
      openFen -= paid.amountFen;
      totals.set(programme.id, (totals.get(programme.id) ?? 0) + paid.amountFen);
    }
  }
  const shown = programmes
    .map(({ id, nameZh, nameEn }) => ({ nameZh, nameEn, amountFen: totals.get(id) ?? 0 }))
    .filter((one) => one.amountFen > 0);
  if (shown.length === 0) return null;
  const expectedFen = sumFen(shown.map((one) => one.amountFen));
  return { expectedFen, companyFen: sumFen(ask.lines.map((line) => line.amountFen)) - expectedFen, programmes: shown };
}
