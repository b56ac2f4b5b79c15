import { createHash, randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { z } from 'zod';
import { Clock } from '../../platform/clock.js';
import { Database, type Tx } from '../../platform/database/database.js';
import { type Actor, isStaff } from '../../platform/http/actor.js';
import { conflict, forbidden, notFound } from '../../platform/http/problem.js';
import { publicUrl } from '../../platform/http/public-url.js';
import { record } from '../../platform/outbox/record.js';
import type { feedAddress, feedList, newFeed } from './calendars.dto.js';
import type { Feed } from './feed-events.js';

const feedsAtMost = 20;
const hashOf = (token: string): Buffer => createHash('sha256').update(token).digest();

/** The addresses of a person's calendars: made, listed, taken back; nobody else's can be named. */
@Injectable()
export class Feeds {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
  ) {}

  async list(actor: Actor): Promise<z.infer<typeof feedList>> {
    const items = await this.db.query<z.infer<typeof feedList>['items'][number]>(
      `SELECT f.id, f.scope, f.instrument_id "instrumentId", i.name_zh "instrumentZh", i.name_en "instrumentEn",
         f.created_at "createdAt", f.last_read_at "lastReadAt"
       FROM calendar_feed f LEFT JOIN instrument i ON i.id = f.instrument_id
       WHERE f.member_id = $1 AND f.revoked_at IS NULL ORDER BY f.id`,
      [actor.memberId],
    );
    return { items };
  }

  /** Makes an address; it is seen this once. */
  async make(actor: Actor, wanted: z.infer<typeof newFeed>): Promise<z.infer<typeof feedAddress>> {
    refuseOthers(actor, wanted.scope);
    const token = randomBytes(32).toString('base64url');
    const id = await this.db.transaction('all', (tx) => this.keep(tx, actor, wanted, token));
    const url = publicUrl(`/api/v1/calendars/${token}.ics`);
    return { id, url, webcalUrl: url.replace(/^https?:/, 'webcal:') };
  }

  async revoke(actor: Actor, id: number): Promise<void> {
    await this.db.transaction('all', async (tx) => {
      const revoked = await tx.execute(
        'UPDATE calendar_feed SET revoked_at = $3 WHERE id = $1 AND member_id = $2 AND revoked_at IS NULL',
        [id, actor.memberId, this.clock.now()],
      );
      if (revoked === 0) throw notFound();
      await record(tx, { ...audit(actor, id), action: 'calendar_feed.revoked' });
    });
  }

  /** Whose calendar an address is, noting that it was read; null the same for one that never was and one taken back. */
  async open(token: string): Promise<Feed | null> {
    const [feed] = await this.db.query<Feed>(
      `UPDATE calendar_feed f SET last_read_at = $2 FROM member m
       WHERE f.token_hash = $1 AND f.revoked_at IS NULL AND m.id = f.member_id AND m.disabled_at IS NULL
         AND (f.scope <> 'company' OR m.role = 'company_admin')
       RETURNING f.id, f.scope, f.instrument_id "instrumentId", f.created_at "createdAt", m.id "memberId",
         m.company_id "companyId", CASE m.locale WHEN 'en' THEN 'en' ELSE 'zh' END "language"`,
      [hashOf(token), this.clock.now()],
    );
    return feed ?? null;
  }

  private async keep(tx: Tx, actor: Actor, wanted: z.infer<typeof newFeed>, token: string): Promise<number> {
    const { scope, instrumentId = null } = wanted;
    const [count] = await tx.query<{ n: number }>(
      `SELECT count(f.id)::int n FROM (SELECT id FROM member WHERE id = $1 FOR NO KEY UPDATE) m
       LEFT JOIN calendar_feed f ON f.member_id = m.id AND f.revoked_at IS NULL`,
      [actor.memberId],
    );
    if ((count?.n ?? 0) >= feedsAtMost) {
      throw conflict('too_many_calendars', {
        zh: `最多保留 ${feedsAtMost} 个日历订阅，请先停用不再使用的订阅`,
        en: `At most ${feedsAtMost} calendars are kept; revoke one that is no longer used`,
      });
    }
    const [made] = await tx.query<{ id: number }>(
      `INSERT INTO calendar_feed (token_hash, member_id, scope, instrument_id, created_at)
       SELECT $1, $2, $3, $4, $5 WHERE $4::bigint IS NULL OR EXISTS (SELECT FROM instrument WHERE id = $4) RETURNING id`,
      [hashOf(token), actor.memberId, scope, instrumentId, this.clock.now()],
    );
    if (!made) throw notFound();
    await record(tx, { ...audit(actor, made.id), action: 'calendar_feed.made', data: { scope, instrumentId } });
    return made.id;
  }
}

const audit = (actor: Actor, id: number) => ({
  actorId: actor.memberId,
  companyId: actor.companyId,
  entity: 'calendar_feed',
  entityId: id,
});

function refuseOthers(actor: Actor, scope: Feed['scope']): void {
  if (scope === 'company' && actor.role !== 'company_admin')
    throw forbidden({
      zh: '只有企业管理员可以订阅全企业的日历，您可以订阅自己的日历',
      en: 'Only a company admin may subscribe to the whole company; you can subscribe to your own reservations',
    });
  if (scope === 'person' && isStaff(actor))
    throw forbidden({
      zh: '园区人员没有个人预约，可以按仪器订阅',
      en: 'Staff have no reservations of their own; subscribe to an instrument',
    });
}
