import { Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { Database } from '../../platform/database/database.js';
import { type Actor, Allow, CurrentActor, everyone } from '../../platform/http/actor.js';
import { notFound } from '../../platform/http/problem.js';
import { field } from '../../platform/http/validation.js';

const listQuery = z.object({
  unread: z.enum(['0', '1']).default('0'),
  limit: z.coerce.number().int().min(1).max(100).default(30),
});
const notificationView = z
  .object({
    id: z.int(),
    kind: z.string(),
    titleZh: z.string(),
    titleEn: z.string(),
    bodyZh: z.string(),
    bodyEn: z.string(),
    link: z.string(),
    createdAt: z.string(),
    readAt: z.string().nullable(),
  })
  .meta({ id: 'Notification' });
const listView = z.object({ items: z.array(notificationView), unread: z.int() }).meta({ id: 'Notifications' });

/** A member's own notices; nobody else's can be named. */
@ApiTags('notifications')
@Controller('notifications')
@Allow(...everyone)
export class NotificationsController {
  constructor(private readonly db: Database) {}

  /** The newest notices and how many are unread. */
  @Get()
  @ApiOkResponse({ standardSchema: listView })
  async list(
    @CurrentActor() actor: Actor,
    @Query({ schema: listQuery }) query: z.infer<typeof listQuery>,
  ): Promise<z.infer<typeof listView>> {
    const items = await this.db.query<z.infer<typeof notificationView> & { unread: number }>(
      `SELECT id, kind, title_zh "titleZh", title_en "titleEn", body_zh "bodyZh", body_en "bodyEn", link, created_at "createdAt", read_at "readAt"
       FROM notification WHERE member_id = $1 AND (NOT $2 OR read_at IS NULL) ORDER BY id DESC LIMIT $3`,
      [actor.memberId, query.unread === '1', query.limit],
    );
    const [count] = await this.db.query<{ unread: number }>(
      'SELECT count(*)::int unread FROM notification WHERE member_id = $1 AND read_at IS NULL',
      [actor.memberId],
    );
    return { items, unread: count?.unread ?? 0 };
  }

  /** Marks all as read. */
  @Post('read-all')
  @HttpCode(204)
  async readAll(@CurrentActor() actor: Actor): Promise<void> {
    await this.db.query('UPDATE notification SET read_at = now() WHERE member_id = $1 AND read_at IS NULL', [
      actor.memberId,
    ]);
  }

  /** Marks one as read. */
  @Post(':id/read')
  @HttpCode(204)
  async read(@CurrentActor() actor: Actor, @Param('id', { schema: field.id }) id: number): Promise<void> {
    const rows = await this.db.query(
      'UPDATE notification SET read_at = coalesce(read_at, now()) WHERE id = $1 AND member_id = $2 RETURNING id',
      [id, actor.memberId],
    );
    if (rows.length === 0) throw notFound();
  }
}
