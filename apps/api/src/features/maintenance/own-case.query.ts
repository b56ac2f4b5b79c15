import { Injectable } from '@nestjs/common';
import { abatedDays, type CaseAction, caseChoices, localDate } from '@parkbench/domain';
import type { z } from 'zod';
import { Clock } from '../../platform/clock.js';
import { Database, type Tx } from '../../platform/database/database.js';
import { type Actor, scopeOf } from '../../platform/http/actor.js';
import { type Park, ParkSettings } from '../../platform/park-settings.js';
import {
  agreedLines,
  type LockedReservation,
  MakeWay,
  offerElsewhere,
  readReservation,
  totalOf,
} from '../reservations/reservations.api.js';
import { type CaseRow, caseOf } from './case-row.js';
import type { ownCaseAnswer, ownCaseView } from './cases.dto.js';
import { type OutageRow, periodOf, readOutage } from './outage-row.js';

type View = z.infer<typeof ownCaseView>;
type Choice = View['choices'][number];
interface Asked {
  readonly tx: Tx;
  readonly park: Park;
  readonly now: Date;
  readonly one: CaseRow;
  readonly outage: OutageRow;
  readonly reservation: LockedReservation;
}

/** An outage as the owner of one reservation in its way sees it: the own reservation, and nothing of the others. */
@Injectable()
export class ShowOwnCase {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly settings: ParkSettings,
    private readonly way: MakeWay,
  ) {}

  async execute(actor: Actor, id: number): Promise<z.infer<typeof ownCaseAnswer>> {
    const [park, now] = [await this.settings.get(), this.clock.now()];
    return this.db.read(scopeOf(actor), async (tx) => {
      const reservation = await readReservation(tx, actor.companyId, id);
      const one = await caseOf(tx, id);
      if (!one) return { case: null };
      const outage = await readOutage(tx, one.outageId);
      return { case: await this.view({ tx, park, now, one, outage, reservation }, actor.role !== 'finance') };
    });
  }

  private async view(asked: Asked, mayAnswer: boolean): Promise<View> {
    const { tx, one, outage, reservation, park } = asked;
    const { caseNo, kind, status, startsAt, endsAt, openEnded, reason } = outage;
    const isOpen = one.status === 'open' && status === 'announced';
    return {
      caseNo,
      outage: { kind, status, startsAt: startsAt.toISOString(), endsAt: endsAt.toISOString(), openEnded, reason },
      status: one.status,
      answerBy: one.answerBy.toISOString(),
      defaultAction: one.defaultAction,
      action: one.action,
      was: await whereItWas(tx, one.id),
      agreedFen: reservation.totalFen,
      choices: isOpen && mayAnswer ? await this.choices(asked) : [],
      abatedFen: 0 - abatedOf(reservation, park),
    };
  }

  private async choices(asked: Asked): Promise<Choice[]> {
    const { one, outage, reservation } = asked;
    const facts = {
      kind: reservation.kind,
      status: reservation.status,
      agreedFen: reservation.totalFen,
      nextFen: null,
    };
    const periods = { period: periodOf(reservation), outage: periodOf(outage) };
    const heldFen = one.heldInstrumentId === null ? null : 0;
    const choices: Choice[] = [];
    for (const action of caseChoices({ ...facts, ...periods, heldFen })) choices.push(await this.choice(asked, action));
    return choices;
  }

  private choice(asked: Asked, action: CaseAction): Promise<Choice> {
    if (action === 'swap') return swapped(asked);
    if (action === 'move') return this.moved(asked);
    return Promise.resolve(action === 'stay' ? stayed(asked) : { ...nothing, action, totalFen: 0 });
  }

  private async moved(asked: Asked): Promise<Choice> {
    const { tx, reservation, outage } = asked;
    const { nextFree } = await this.way.alternativesTo(tx, reservation, asked, periodOf(outage));
    if (!nextFree) return { ...nothing, action: 'move' };
    const { startsAt, endsAt, startsOn } = nextFree;
    const slot = reservation.kind === 'rental' ? { startsOn } : { startsAt, endsAt };
    const { stored } = await offerElsewhere(asked, slot);
    const totalFen = reservation.kind === 'rental' ? reservation.totalFen : stored.quote.totalFen;
    return { ...nothing, action: 'move', startsAt, endsAt, startsOn: startsOn ?? null, totalFen };
  }
}

const nothing = {
  instrument: null,
  startsAt: null,
  endsAt: null,
  startsOn: null,
  totalFen: null,
  abatedFen: 0,
  abatedDays: 0,
} as const;

async function swapped(asked: Asked): Promise<Choice> {
  const { tx, one, reservation } = asked;
  const { startsAt, endsAt, startsOn } = reservation;
  const { stored } = await offerElsewhere(asked, { instrumentId: one.heldInstrumentId ?? 0 });
  return {
    ...nothing,
    action: 'swap',
    instrument: await instrumentOf(tx, one.heldInstrumentId ?? 0),
    startsAt: startsAt.toISOString(),
    endsAt: endsAt.toISOString(),
    startsOn,
    totalFen: stored.quote.totalFen,
  };
}

/** What the rental costs when it sits this outage out as well. */
function stayed({ outage, reservation, park }: Asked): Choice {
  const { caseNo, abateFromMinutes: thresholdMinutes } = outage;
  const mine = { caseNo, thresholdMinutes, ...periodOf(outage) };
  const satOut = [...reservation.satOut, mine];
  const totalFen = totalOf(agreedLines({ ...reservation, satOut }, park));
  const days = abatedDays([{ caseNo, thresholdMinutes, period: periodOf(outage) }], park.timeZone);
  const { start, end } = periodOf(reservation);
  const [first, last] = [localDate(start, park.timeZone), localDate(end - 1, park.timeZone)];
  const { startsAt, endsAt, startsOn } = reservation;
  return {
    ...nothing,
    action: 'stay',
    startsAt: startsAt.toISOString(),
    endsAt: endsAt.toISOString(),
    startsOn,
    totalFen,
    abatedFen: reservation.totalFen - totalFen,
    abatedDays: days.filter(({ date }) => first <= date && date <= last).length,
  };
}

const abatedOf = (reservation: LockedReservation, park: Park): number =>
  reservation.satOut.length === 0
    ? 0
    : totalOf(agreedLines(reservation, park).filter((line) => line.component === 'abatement'));

type Instrument = View['was']['instrument'];

const instrumentJson = `jsonb_build_object('id', i.id, 'nameZh', i.name_zh, 'nameEn', i.name_en, 'assetNo', i.asset_no)`;

async function instrumentOf(tx: Tx, id: number): Promise<Instrument | null> {
  const [row] = await tx.query<{ it: Instrument }>(`SELECT ${instrumentJson} it FROM instrument i WHERE i.id = $1`, [
    id,
  ]);
  return row?.it ?? null;
}

/** Where the reservation stood when the outage came. */
async function whereItWas(tx: Tx, caseId: number): Promise<View['was']> {
  const [row] = await tx.query<{ was: View['was'] }>(
    `SELECT jsonb_build_object('startsAt', c.was ->> 'startsAt', 'endsAt', c.was ->> 'endsAt', 'instrument', ${instrumentJson}) was
     FROM outage_case c JOIN instrument i ON i.id = (c.was ->> 'instrumentId')::bigint WHERE c.id = $1`,
    [caseId],
  );
  if (!row) throw new Error(`no case ${caseId}`);
  return row.was;
}
