import { addDays, instantAt } from '@parkbench/domain';
import type { Tx } from '../../platform/database/database.js';
import { type DueWorkItem, schedule } from '../../platform/due-work/due-work.js';
import type { InvoiceTerms } from './draft-invoices.js';

const nineInTheMorning = 540;

/** An invoice as far as reminders go. */
export interface Remindable {
  readonly id: number;
  readonly dueOn: string;
  readonly status: string;
}

/** Three days before an invoice is due, and as often after it as the park says; none when it is paid. */
export function remindersOf(
  invoice: Remindable,
  { timeZone, reminderDays = [1, 7, 14] }: Pick<InvoiceTerms, 'timeZone' | 'reminderDays'>,
): DueWorkItem[] {
  if (invoice.status === 'paid') return [];
  const at = (days: number): Date => new Date(instantAt(addDays(invoice.dueOn, days), nineInTheMorning, timeZone));
  const overdue = reminderDays.map((days) => ({
    kind: 'invoice.overdue',
    subjectId: invoice.id,
    dueAt: at(days),
    dedupeKey: `invoice.overdue:${invoice.id}:${days}`,
  }));
  return [
    { kind: 'invoice.due-soon', subjectId: invoice.id, dueAt: at(-3), dedupeKey: `invoice.due-soon:${invoice.id}` },
    ...overdue,
  ];
}

/** Invoices that are open again are reminded of what is still ahead, on the days that the park says now. */
export async function remindAgain(
  tx: Tx,
  invoices: readonly Remindable[],
  from: { readonly at: Date; readonly timeZone: string },
): Promise<void> {
  const [park] = await tx.query<{ reminderDays: number[] }>('SELECT dunning_reminder_days "reminderDays" FROM park');
  const reminders = invoices.flatMap((invoice) => remindersOf(invoice, { timeZone: from.timeZone, ...park }));
  await schedule(
    tx,
    reminders.filter((reminder) => reminder.dueAt > from.at),
  );
}
