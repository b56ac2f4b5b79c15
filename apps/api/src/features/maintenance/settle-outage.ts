import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Clock } from '../../platform/clock.js';
import type { Tx } from '../../platform/database/database.js';
import { DueWork, schedule } from '../../platform/due-work/due-work.js';
import { type OutboxEvent, OutboxRelay } from '../../platform/outbox/outbox-relay.js';
import { ParkSettings } from '../../platform/park-settings.js';
import { type LockedReservation, lockReservation } from '../reservations/reservations.api.js';
import { addCase, type CaseRow, closeCase, openCases, standsInTheWay } from './case-row.js';
import { OpenCases, releaseHold } from './open-cases.js';
import { lockOutage, type OutageRow, periodOf, plannerOf, readOutage } from './outage-row.js';
import { answersDue, dueKinds, SettleCase, type Settling } from './settle-case.js';

/** After these a reservation may stand in the way of an announced outage no more. */
const freeing = [
  'cancelled',
  'rejected',
  'lapsed',
  'no_show',
  'returned',
  'completed',
  'moved',
  'shortened',
  'resized',
];

/** What time, and other commands, do to an announced outage: nobody answered, or what was in the way went by itself. */
@Injectable()
export class SettleOutage implements OnModuleInit {
  constructor(
    private readonly dueWork: DueWork,
    private readonly outbox: OutboxRelay,
    private readonly settings: ParkSettings,
    private readonly clock: Clock,
    private readonly settle: SettleCase,
    private readonly cases: OpenCases,
  ) {}

  onModuleInit(): void {
    for (const kind of [dueKinds.answers, dueKinds.rest])
      this.dueWork.handle(kind, (tx, work) => this.execute(tx, work));
    for (const what of freeing) this.outbox.on(`reservation.${what}`, (tx, event) => this.follow(tx, event));
  }

  /** Does what was announced to all whose time to answer is over, and to whatever stands there without having been asked. */
  async execute(tx: Tx, { subjectId, now }: { subjectId: number; now: Date }): Promise<void> {
    const outage = await lockOutage(tx, subjectId, await heldFor(tx, subjectId));
    if (outage.status !== 'announced') return;
    const at: Settling = { tx, now, park: await this.settings.get(), actor: await plannerOf(tx, outage) };
    for (const one of await openCases(tx, subjectId)) {
      const reservation = await lockReservation(tx, null, one.reservationId);
      if (one.answerBy <= now) await this.overdue(at, outage, one, reservation);
    }
    const rest = await readOutage(tx, subjectId);
    if (rest.openCases === 0) await this.makeWayForAll(at, rest);
    await this.settle.layWhatIsFree(at, rest, new Date(now.getTime() + 3_600_000));
  }

  /** A session that is in use at that moment ends first. */
  private async overdue(at: Settling, outage: OutageRow, one: CaseRow, reservation: LockedReservation): Promise<void> {
    const inUse = reservation.status === 'active' || reservation.status === 'overdue';
    if (inUse && (reservation.kind === 'session' || reservation.status === 'overdue')) {
      const dueAt = new Date(Math.max(reservation.endsAt.getTime(), at.now.getTime()) + 3_600_000);
      await at.tx.query('UPDATE outage_case SET answer_by = $2 WHERE id = $1', [one.id, dueAt]);
      await schedule(at.tx, [answersDue(outage.id, dueAt)]);
    } else if (['requested', 'confirmed', 'active'].includes(reservation.status)) {
      const isRental = reservation.status === 'active';
      await this.settle.byDefault(at, outage, isRental ? { ...one, defaultAction: 'stay' } : one, reservation);
    } else await this.dropCase(at, one);
  }

  /** Booked in the moment of the announcement: nobody was asked, so the default is done and its owner told. */
  private async makeWayForAll(at: Settling, outage: OutageRow): Promise<void> {
    for (const reservation of await this.cases.inTheWay(at.tx, outage)) {
      const { defaultAction } = await this.cases.survey(at, reservation, periodOf(outage));
      if (defaultAction === null) continue;
      const given = { outageId: outage.id, reservation, answerBy: at.now, defaultAction } as const;
      const id = await addCase(at.tx, { ...given, status: 'open', action: null });
      await at.tx.query('UPDATE outage SET open_cases = open_cases + 1 WHERE id = $1', [outage.id]);
      const { companyId, id: reservationId } = reservation;
      const one = { id, outageId: outage.id, companyId, reservationId, status: 'open', answerBy: at.now } as const;
      await this.settle.byDefault(
        at,
        outage,
        { ...one, defaultAction, action: null, heldInstrumentId: null },
        reservation,
      );
    }
  }

  /** What was in the way was cancelled, moved or came back by other means: its case is void, its time the outage's. */
  private async follow(tx: Tx, event: OutboxEvent): Promise<void> {
    const found = await tx.query<{ outageId: number; instrumentId: number }>(
      `SELECT c.outage_id "outageId", u.instrument_id "instrumentId" FROM outage_case c
       JOIN outage u ON u.id = c.outage_id AND u.status = 'announced' WHERE c.reservation_id = $1 ORDER BY c.outage_id`,
      [event.payload.id],
    );
    // A long rental may stand in the way of several: all their instruments are locked before the first of them.
    const instruments = found.map((one) => one.instrumentId);
    for (const { outageId } of found) instruments.push(...(await heldFor(tx, outageId)));
    for (const { outageId } of found) {
      const outage = await lockOutage(tx, outageId, instruments);
      if (outage.status === 'announced') await this.followOne(tx, outage, event);
    }
  }

  private async followOne(tx: Tx, outage: OutageRow, event: OutboxEvent): Promise<void> {
    const now = this.clock.now();
    const at: Settling = { tx, now, park: await this.settings.get(), actor: await plannerOf(tx, outage) };
    const one = (await openCases(tx, outage.id)).find((c) => c.reservationId === event.payload.id);
    if (one && !(await standsInTheWay(tx, outage, one))) await this.dropCase(at, one);
    await this.settle.layWhatIsFree(at, outage);
  }

  private async dropCase({ tx, now }: Settling, one: CaseRow): Promise<void> {
    await releaseHold(tx, one.id);
    await closeCase(tx, one, { status: 'withdrawn', action: null, by: null, now });
  }
}

/** Instruments that are held for the owners who are still asked. */
const heldFor = async (tx: Tx, outageId: number): Promise<number[]> =>
  (await openCases(tx, outageId)).flatMap((one) => one.heldInstrumentId ?? []);
