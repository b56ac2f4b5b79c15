import { Injectable } from '@nestjs/common';
import type { z } from 'zod';
import { Database, type Tx } from '../../platform/database/database.js';
import { type CommandContext, Commands } from '../../platform/http/idempotency.js';
import { record } from '../../platform/outbox/record.js';
import type { settings } from './waiting-list.dto.js';

export type HoldTerms = z.infer<typeof settings>;

const select = 'SELECT offer_session_minutes "sessionMinutes", offer_rental_hours "rentalHours" FROM park';

/** How long offers are held; read in the transaction that makes one. */
export async function holdTerms(tx: Pick<Tx, 'query'>): Promise<HoldTerms> {
  const [row] = await tx.query<HoldTerms>(select);
  if (!row) throw new Error('the park is not set up yet');
  return row;
}

/** How long offers are held; a change holds for the offers made from now on. */
@Injectable()
export class WaitingListSettings {
  constructor(
    private readonly db: Database,
    private readonly commands: Commands,
  ) {}

  get(): Promise<HoldTerms> {
    return holdTerms({ query: (sql, parameters) => this.db.query(sql, [...(parameters ?? [])]) });
  }

  set(context: CommandContext, wanted: HoldTerms): Promise<HoldTerms> {
    return this.commands.run(context, async (tx) => {
      const was = await holdTerms(tx);
      const { sessionMinutes, rentalHours } = wanted;
      await tx.query('UPDATE park SET offer_session_minutes = $1, offer_rental_hours = $2', [
        sessionMinutes,
        rentalHours,
      ]);
      const data = { from: was, to: wanted };
      const { memberId: actorId } = context.actor;
      await record(tx, { actorId, companyId: null, action: 'park.offers_changed', entity: 'park', entityId: 1, data });
      return wanted;
    });
  }
}
