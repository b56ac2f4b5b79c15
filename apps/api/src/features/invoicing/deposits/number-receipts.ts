import { Injectable, type OnModuleInit } from '@nestjs/common';
import { invoiceNumber, localDate } from '@parkbench/domain';
import type { Tx } from '../../../platform/database/database.js';
import { OutboxRelay } from '../../../platform/outbox/outbox-relay.js';
import { ParkSettings, type Seller } from '../../../platform/park-settings.js';
import { takeNumbers } from '../take-numbers.js';

const atOnce = 500;

/**
 * Numbers the receipts of deposits after they were taken: the counter's row, locked until its commit, would else make
 * every confirmation of a reservation wait for every other (ADR 0028). Gapless per series and year, in order of taking.
 */
@Injectable()
export class NumberReceipts implements OnModuleInit {
  constructor(
    private readonly relay: OutboxRelay,
    private readonly settings: ParkSettings,
  ) {}

  onModuleInit(): void {
    this.relay.on('deposit.taken', async (tx, { payload }) => {
      // The event's own is waited for, whoever changes it just now: no later event would come for it. It is taken before the others, so nobody waits for these.
      await tx.query('SELECT 1 FROM deposit WHERE id = $1 FOR UPDATE', [payload.id]);
      const { invoiceSeries, timeZone, seller, nameZh, nameEn } = await this.settings.get();
      await numberReceipts(tx, { series: `${invoiceSeries}D`, timeZone, seller: { nameZh, nameEn, ...seller } });
    });
  }
}

interface Unnumbered {
  readonly id: number;
  readonly takenAt: Date;
}

/** Gives numbers to the deposits that have none yet and that nobody else is at; the year is that of the day in the park. */
async function numberReceipts(
  tx: Tx,
  park: { readonly series: string; readonly timeZone: string; readonly seller: Seller },
): Promise<void> {
  const { series, timeZone, seller } = park;
  const found = await tx.query<Unnumbered>(
    `SELECT id, taken_at "takenAt" FROM deposit WHERE receipt_number IS NULL AND taken_at IS NOT NULL
     ORDER BY taken_at, id LIMIT ${atOnce} FOR UPDATE SKIP LOCKED`,
  );
  const yearOf = ({ takenAt }: Unnumbered): number => Number(localDate(takenAt.getTime(), timeZone).slice(0, 4));
  for (const year of new Set(found.map(yearOf))) {
    const ids = found.filter((one) => yearOf(one) === year).map((one) => one.id);
    const first = await takeNumbers(tx, series, year, ids.length);
    const sequences = ids.map((_, i) => first + i);
    await tx.query(
      `UPDATE deposit d SET receipt_series = $1, receipt_year = $2, receipt_sequence = n.sequence, receipt_number = n.number,
         receipt_parties = jsonb_build_object('seller', $6::jsonb, 'payer',
           jsonb_build_object('nameZh', c.name_zh, 'nameEn', c.name_en, 'creditCode', c.credit_code, 'address', c.address, 'phone', c.phone))
       FROM unnest($3::bigint[], $4::int[], $5::text[]) n (id, sequence, number), company c WHERE d.id = n.id AND c.id = d.company_id`,
      [
        series,
        year,
        ids,
        sequences,
        sequences.map((sequence) => invoiceNumber({ series, year, sequence })),
        JSON.stringify(seller),
      ],
    );
  }
}
