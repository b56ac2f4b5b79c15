import { Injectable } from '@nestjs/common';
import { addDays, startOfDay, sumFen } from '@parkbench/domain';
import type { z } from 'zod';
import { Database } from '../../../platform/database/database.js';
import { ParkSettings } from '../../../platform/park-settings.js';
import type { trialBalanceQuery, trialBalanceView } from './finance.dto.js';

type View = z.infer<typeof trialBalanceView>;

const sql = `
  SELECT e.account, coalesce(sum(e.amount_fen) FILTER (WHERE t.posted_at < $1), 0)::bigint "openingFen",
    coalesce(sum(e.amount_fen) FILTER (WHERE t.posted_at >= $1 AND e.amount_fen > 0), 0)::bigint "debitFen",
    coalesce(-sum(e.amount_fen) FILTER (WHERE t.posted_at >= $1 AND e.amount_fen < 0), 0)::bigint "creditFen",
    sum(e.amount_fen)::bigint "closingFen"
  FROM ledger_entry e JOIN ledger_transaction t ON t.id = e.transaction_id WHERE t.posted_at < $2 GROUP BY e.account ORDER BY e.account`;

/** Every account of the ledger over some days: what it began with, what was posted on either side, what it ended with. */
@Injectable()
export class ShowTrialBalance {
  constructor(
    private readonly db: Database,
    private readonly settings: ParkSettings,
  ) {}

  async execute({ from, to }: z.infer<typeof trialBalanceQuery>): Promise<View> {
    const { timeZone } = await this.settings.get();
    const span = [new Date(startOfDay(from, timeZone)), new Date(startOfDay(addDays(to, 1), timeZone))];
    const accounts = await this.db.rows<View['accounts'][number]>('all', sql, span);
    const sum = (of: 'debitFen' | 'creditFen' | 'closingFen'): number => sumFen(accounts.map((account) => account[of]));
    const total = { debitFen: sum('debitFen'), creditFen: sum('creditFen'), closingFen: sum('closingFen') };
    return { from, to, accounts, total };
  }
}
