import { Injectable } from '@nestjs/common';
import { occupiedPieces, type Period } from '@parkbench/domain';
import { Database, type Tx } from '../../platform/database/database.js';
import { type Actor, isStaff, scopeOf } from '../../platform/http/actor.js';
import { conflict, type Problem } from '../../platform/http/problem.js';
import { periodOf } from './ask.js';
import { FindAlternatives, type Wanted } from './find-alternatives.js';
import { othersStretch } from './others-time.js';

interface Taken {
  readonly start: Date;
  readonly end: Date;
  readonly reservationId?: number;
  readonly companyNameZh?: string;
}

// RLS and the company both hide whose it is; staff and the owner read it. An outage that a rental sits out is not in its way.
const takenQuery = `
  SELECT lower(o.period) start, upper(o.period) "end", r.id "reservationId", CASE WHEN $4 THEN c.name_zh END "companyNameZh"
  FROM occupancy o
  LEFT JOIN reservation r ON o.source_kind = 'reservation' AND r.id = o.source_id AND ($4 OR r.company_id = $3)
  LEFT JOIN company c ON c.id = r.company_id
  WHERE o.instrument_id = $1 AND o.period && $2::tstzmultirange AND NOT (o.source_kind = 'reservation' AND o.source_id = ANY($5))
    AND NOT (o.source_kind = 'outage' AND EXISTS (SELECT FROM reservation_gap g
      WHERE g.kind = 'outage' AND g.source_id = o.source_id AND g.reservation_id = ANY($5)))
  ORDER BY lower(o.period) LIMIT 1`;

/** Words the database's "taken": which period, and what else there is (rules §2). Read after the transaction that failed. */
@Injectable()
export class RefuseSlot {
  constructor(
    private readonly db: Database,
    private readonly alternatives: FindAlternatives,
  ) {}

  async problem(actor: Actor, wanted: Wanted): Promise<Problem> {
    const [taken, alternatives] = await this.db.read(scopeOf(actor), async (tx) => [
      await takenPeriod(tx, actor, wanted),
      await this.alternatives.execute(tx, wanted),
    ]);
    return conflict(
      'slot_taken',
      { zh: '该时段已被占用', en: 'That time is taken' },
      { ...(taken ? { taken } : {}), alternatives },
    );
  }
}

/** The first taken stretch in the way of what is wanted, turnaround counted; undefined when it is free by now. */
export async function takenPeriod(tx: Tx, actor: Actor, wanted: Wanted): Promise<Taken | undefined> {
  const { ask, gathered, park, pattern } = wanted;
  const { turnaround } = gathered.facts;
  const zone = park.timeZone;
  const pieces = occupiedPieces({ period: periodOf(ask, zone), turnaround, pattern, zone });
  const [row] = await tx.query<Taken>(takenQuery, [
    ask.instrumentId,
    multirange(pieces),
    actor.companyId,
    isStaff(actor),
    [wanted.except ?? []].flat(),
  ]);
  if (!row) return undefined;
  const { reservationId, companyNameZh } = row;
  const { start, end } = (await asTold(tx, actor, wanted, row)) ?? row;
  return { start, end, ...(reservationId ? { reservationId } : {}), ...(companyNameZh ? { companyNameZh } : {}) };
}

const multirange = (periods: readonly Period[]): string =>
  `{${periods.map((p) => `[${new Date(p.start).toISOString()},${new Date(p.end).toISOString()})`).join(',')}}`;

/** To a company other people's time is told as one stretch; its own and what staff ask about, as it is. */
async function asTold(tx: Tx, actor: Actor, { ask }: Wanted, row: Taken): ReturnType<typeof othersStretch> {
  if (actor.companyId === null || row.reservationId) return undefined;
  return othersStretch(tx, { instrumentId: ask.instrumentId, companyId: actor.companyId, at: row.start });
}
