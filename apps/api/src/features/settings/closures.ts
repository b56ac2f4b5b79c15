import { Injectable } from '@nestjs/common';
import type { z } from 'zod';
import { Clock } from '../../platform/clock.js';
import { Database, type Tx } from '../../platform/database/database.js';
import type { Actor } from '../../platform/http/actor.js';
import { conflict, notFound } from '../../platform/http/problem.js';
import { record } from '../../platform/outbox/record.js';
import { ParkSettings } from '../../platform/park-settings.js';
import type { affectedView, closureInput, closureView } from './settings.dto.js';

type Affected = z.infer<typeof affectedView>;
type View = z.infer<typeof closureView>;

const standing = `r.kind = 'session' AND r.status IN ('requested', 'confirmed', 'active')`;

/** Times in which the whole park is closed: sessions in them are refused, those that stand are shown to staff. */
@Injectable()
export class Closures {
  constructor(
    private readonly db: Database,
    private readonly settings: ParkSettings,
    private readonly clock: Clock,
  ) {}

  /** Those that are not over, and those of the last year. */
  list(): Promise<View[]> {
    const since = new Date(this.clock.now().getTime() - 365 * 86_400_000);
    return this.db.rows<View>(
      'all',
      `SELECT c.id, c.starts_at "startsAt", c.ends_at "endsAt", c.reason_zh "reasonZh", c.reason_en "reasonEn",
              (SELECT count(*)::int FROM reservation r WHERE ${standing} AND r.starts_at < c.ends_at AND r.ends_at > c.starts_at
                 AND r.starts_at > c.starts_at - interval '31 days') affected
       FROM park_closure c WHERE c.ends_at > $1 ORDER BY c.starts_at`,
      [since],
    );
  }

  affected(startsAt: string, endsAt: string): Promise<Affected> {
    return this.db.read('all', (tx) => affectedBy(tx, startsAt, endsAt));
  }

  /** Closes the park; refused when more stands in it by now than was shown. */
  async add(actor: Actor, input: z.infer<typeof closureInput>): Promise<{ id: number; affected: number }> {
    const { startsAt, endsAt, reasonZh, reasonEn } = input;
    const added = await this.db.transaction('all', async (tx) => {
      const found = await affectedBy(tx, startsAt, endsAt);
      if (found.affected > input.affected) throw moreStandThere(found);
      const [row] = await tx.query<{ id: number }>(
        `INSERT INTO park_closure (starts_at, ends_at, reason_zh, reason_en, created_by, created_at)
         VALUES ($1, $2, $3, $4, $5, $6) RETURNING id`,
        [startsAt, endsAt, reasonZh, reasonEn, actor.memberId, this.clock.now()],
      );
      if (!row) throw notFound();
      await audit(tx, actor, 'park.closed', { id: row.id, ...input });
      return { id: row.id, affected: found.affected };
    });
    this.settings.forget();
    return added;
  }

  async remove(actor: Actor, id: number): Promise<void> {
    await this.db.transaction('all', async (tx) => {
      if ((await tx.execute('DELETE FROM park_closure WHERE id = $1', [id])) === 0) throw notFound();
      await audit(tx, actor, 'park.closure_removed', { id });
    });
    this.settings.forget();
  }
}

/** Sessions last 31 days at most, so that an index on their start finds them. */
async function affectedBy(tx: Tx, startsAt: string, endsAt: string): Promise<Affected> {
  const where = `${standing} AND r.starts_at < $2::timestamptz AND r.ends_at > $1::timestamptz
    AND r.starts_at > $1::timestamptz - interval '31 days'`;
  const sessions = await tx.query<Affected['sessions'][number]>(
    `SELECT r.id, r.starts_at "startsAt", r.ends_at "endsAt", i.name_zh "instrumentZh", i.name_en "instrumentEn",
            c.name_zh "companyZh", c.name_en "companyEn"
     FROM reservation r JOIN instrument i ON i.id = r.instrument_id JOIN company c ON c.id = r.company_id
     WHERE ${where} ORDER BY r.starts_at, r.id LIMIT 50`,
    [startsAt, endsAt],
  );
  const [count] = await tx.query<{ n: number }>(`SELECT count(*)::int n FROM reservation r WHERE ${where}`, [
    startsAt,
    endsAt,
  ]);
  return { affected: count?.n ?? 0, sessions };
}

const audit = (tx: Tx, actor: Actor, action: string, data: Record<string, unknown>): Promise<void> =>
  record(tx, { actorId: actor.memberId, companyId: null, action, entity: 'park', entityId: 1, data });

const moreStandThere = (found: Affected): Error =>
  conflict(
    'reservations_affected',
    {
      zh: `闭园时间内已有 ${found.affected} 个机时预约，请核对后再确认`,
      en: `${found.affected} sessions stand in that time by now; look at them and confirm again`,
    },
    { ...found },
  );
