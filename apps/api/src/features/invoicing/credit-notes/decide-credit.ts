import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Clock } from '../../../platform/clock.js';
import type { Tx } from '../../../platform/database/database.js';
import { DueWork, unschedule } from '../../../platform/due-work/due-work.js';
import { type CommandContext, Commands } from '../../../platform/http/idempotency.js';
import { conflict, notFound } from '../../../platform/http/problem.js';
import { record } from '../../../platform/outbox/record.js';
import { ParkSettings } from '../../../platform/park-settings.js';
import type { CreditNoteMade } from './credit-notes.dto.js';
import { holdAccrual } from './give-credit.js';
import { issueCreditNote, noteWork } from './issue-credit-note.js';
import { loadCreditable } from './load-creditable.js';

interface Waiting {
  readonly id: number;
  readonly companyId: number;
  readonly invoiceId: number;
  readonly status: string;
  readonly reason: string;
  readonly kind: 'offset' | 'credit' | 'refund';
  readonly grossFen: number;
  readonly createdBy: number;
  readonly redConfirmNo: string;
}

const noteOf = async (tx: Tx, id: number, lock: boolean): Promise<Waiting> => {
  const [note] = await tx.query<Waiting>(
    `SELECT id, company_id "companyId", invoice_id "invoiceId", status, reason, kind, gross_fen "grossFen", created_by "createdBy",
       red_confirm_no "redConfirmNo" FROM credit_note WHERE id = $1 ${lock ? 'FOR UPDATE' : ''}`,
    [id],
  );
  if (!note) throw notFound();
  return note;
};

function mustWait(note: Waiting): void {
  if (note.status !== 'awaiting_buyer') {
    throw conflict(
      'already_decided',
      { zh: '该红字申请已处理', en: 'The credit note was decided already' },
      { status: note.status },
    );
  }
}

/** What becomes of a credit note that waits: the buyer agrees and it is issued, or refuses, or finance withdraws it, or time runs out. */
@Injectable()
export class DecideCredit implements OnModuleInit {
  constructor(
    private readonly commands: Commands,
    private readonly clock: Clock,
    private readonly settings: ParkSettings,
    private readonly dueWork: DueWork,
  ) {}

  onModuleInit(): void {
    this.dueWork.handle('credit-note.expire', async (tx, { subjectId, now }) => {
      const note = await noteOf(tx, subjectId, true);
      if (note.status === 'awaiting_buyer') await withdraw(tx, note, { at: now, actorId: null, reason: 'expired' });
    });
  }

  /** The buyer agrees: issued at once. The invoice is locked before the note, as everything that credits does. */
  async confirm(context: CommandContext, id: number): Promise<CreditNoteMade> {
    const { timeZone, invoiceSeries } = await this.settings.get();
    const terms = { at: this.clock.now(), actorId: context.actor.memberId, timeZone, invoiceSeries };
    return this.commands.run(context, async (tx) => {
      const { invoiceId, reason } = await noteOf(tx, id, false);
      await holdAccrual(tx, invoiceId, reason);
      const creditable = await loadCreditable(tx, invoiceId, { lock: true, except: id });
      const note = await noteOf(tx, id, true);
      mustWait(note);
      await unschedule(tx, noteWork, id);
      const number = await issueCreditNote(tx, note, { creditable, terms });
      return { id, status: 'issued', number };
    });
  }

  /** The buyer refuses, or finance takes the request back; the reason stays with it. */
  async withdraw(context: CommandContext, id: number, reason: string): Promise<CreditNoteMade> {
    const at = this.clock.now();
    return this.commands.run(context, async (tx) => {
      const note = await noteOf(tx, id, true);
      mustWait(note);
      await withdraw(tx, note, { at, actorId: context.actor.memberId, reason });
      return { id, status: 'withdrawn', number: null };
    });
  }

  /** Keeps the number that the tax platform gave to the red letter; once. */
  async keepConfirmation(context: CommandContext, id: number, redConfirmNo: string): Promise<CreditNoteMade> {
    return this.commands.run(context, async (tx) => {
      const note = await noteOf(tx, id, true);
      if (note.status !== 'issued' || (note.redConfirmNo !== '' && note.redConfirmNo !== redConfirmNo)) {
        throw conflict('confirmation_kept', {
          zh: '确认单编号只能登记一次，且红字单须已出具',
          en: 'The confirmation number is kept once, for an issued credit note',
        });
      }
      const [row] = await tx.query<{ number: string }>(
        `UPDATE credit_note SET red_confirm_no = $2, version = version + 1 WHERE id = $1 RETURNING number`,
        [id, redConfirmNo],
      );
      await record(tx, {
        actorId: context.actor.memberId,
        companyId: note.companyId,
        action: 'credit-note.confirmation_kept',
        entity: 'credit_note',
        entityId: id,
        data: { redConfirmNo },
      });
      return { id, status: 'issued', number: row?.number ?? null };
    });
  }
}

async function withdraw(
  tx: Tx,
  note: Waiting,
  { at, actorId, reason }: { at: Date; actorId: number | null; reason: string },
): Promise<void> {
  await tx.execute(
    `UPDATE credit_note SET status = 'withdrawn', decided_at = $2, decided_by = $3, decided_reason = $4, version = version + 1 WHERE id = $1`,
    [note.id, at, actorId, reason],
  );
  await unschedule(tx, noteWork, note.id);
  await record(tx, {
    actorId,
    companyId: note.companyId,
    action: 'credit-note.withdrawn',
    entity: 'credit_note',
    entityId: note.id,
    data: { invoiceId: note.invoiceId, grossFen: note.grossFen, byTime: actorId === null },
    reason,
    event: true,
  });
}
