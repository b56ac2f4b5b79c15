import { type CalendarDate, type ChargeSource, targetCharges } from '@parkbench/domain';
import type { Tx } from '../../platform/database/database.js';
import type { Park } from '../../platform/park-settings.js';
import { chargesToRecord, itemSources, type NewCharge, type OwingSource } from '../invoicing/invoicing.api.js';
import { type BillableSource, sourcesFor } from '../reservations/reservations.api.js';
import { UnreckonableSource } from './failure.js';
import { HoursByMonth } from './hours-by-month.js';

export interface Accrual {
  /** Null: all companies. */
  readonly companyIds: readonly number[] | null;
  readonly month: string;
  /** The park's day on which it is reckoned, for what grows by the day; a run keeps the day of its plan. */
  readonly today: CalendarDate;
  readonly park: Park;
  /** Given: told of a source that cannot be reckoned, which then counts nothing. Left out: that stops the accrual. */
  readonly onFailure?: (companyId: number, error: Error) => void;
}

/** So many sources are in memory at a time, however many there are. */
const pageSources = 1000;

function targetsOf(source: BillableSource, accrual: Accrual): ReturnType<typeof targetCharges> {
  const given: ChargeSource = source.source;
  try {
    return targetCharges(given, { upToMonth: accrual.month, today: accrual.today });
  } catch (error) {
    const { sourceId, subject } = source;
    const failure = new UnreckonableSource({ sourceKind: 'reservation', sourceId, assetNo: subject.assetNo }, error);
    if (!accrual.onFailure) throw failure;
    accrual.onFailure(source.companyId, failure);
    return [];
  }
}

/** Reservations first, then what was stated besides, then what hours cost less by their month's cap: the order of an invoice's lines. */
async function* owingSources(tx: Tx, accrual: Accrual): AsyncGenerator<OwingSource[]> {
  const hours = new HoursByMonth();
  yield* reservationSources(tx, accrual, hours);
  yield* statedSources(tx, accrual);
  yield* hours.sources(tx, accrual.companyIds);
}

async function* statedSources(tx: Tx, accrual: Accrual): AsyncGenerator<OwingSource[]> {
  let afterId = 0;
  for (;;) {
    const { companyIds, month: upToMonth, today } = accrual;
    const page = await itemSources(tx, { companyIds, upToMonth, today, afterId, limit: pageSources });
    if (page.length > 0) yield page;
    const last = page.at(-1);
    if (!last || page.length < pageSources) return;
    afterId = last.sourceId;
  }
}

/** Whatever takes a page reckons each of its sources once, before it asks for the next: so all hours are noted by the end. */
async function* reservationSources(tx: Tx, accrual: Accrual, hours: HoursByMonth): AsyncGenerator<OwingSource[]> {
  let after: BillableSource | undefined;
  for (;;) {
    const page = await sourcesFor(tx, {
      companyIds: accrual.companyIds ?? undefined,
      upToMonth: accrual.month,
      after,
      limit: pageSources,
      park: accrual.park,
    });
    if (page.length > 0) {
      yield page.map((source) => ({
        sourceKind: 'reservation' as const,
        sourceId: source.sourceId,
        companyId: source.companyId,
        subject: source.subject,
        targets: () => {
          const targets = targetsOf(source, accrual);
          hours.note(source, targets);
          return targets;
        },
      }));
    }
    after = page.at(-1);
    if (page.length < pageSources) return;
  }
}

/**
 * What companies owe up to a month's end and is not recorded yet, page by page; a second time nothing (rules §5).
 * The one computation of runs and previews; it changes nothing itself.
 */
export async function* accrualDifferences(tx: Tx, accrual: Accrual): AsyncGenerator<NewCharge[]> {
  for await (const sources of owingSources(tx, accrual))
    yield chargesToRecord(tx, { sources, upToMonth: accrual.month });
}
