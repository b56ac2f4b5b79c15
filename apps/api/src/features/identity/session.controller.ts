import { Body, Controller, Delete, Get, Headers, HttpCode, Patch, Post, Req, Res } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { z } from 'zod';
import { Database } from '../../platform/database/database.js';
import { type Actor, Allow, CurrentActor, everyone, Public, type RequestWithActor } from '../../platform/http/actor.js';
import { ParkSettings } from '../../platform/park-settings.js';
import { preferences, sessionView, signIn } from './identity.dto.js';
import { Sessions } from './sessions.js';
import { SignIn } from './sign-in.js';

const view = `
  SELECT m.id, m.name, m.email, m.role, m.locale, m.email_notices "emailNotices",
         CASE WHEN c.id IS NOT NULL THEN jsonb_build_object('id', c.id, 'nameZh', c.name_zh, 'nameEn', c.name_en) END company
  FROM member m LEFT JOIN company c ON c.id = m.company_id WHERE m.id = $1`;

@ApiTags('session')
@Controller('session')
export class SessionController {
  constructor(
    private readonly db: Database,
    private readonly park: ParkSettings,
    private readonly sessions: Sessions,
    private readonly signIn: SignIn,
  ) {}

  /** Who is signed in, and in which park. */
  @Get()
  @Allow(...everyone)
  @ApiOkResponse({ standardSchema: sessionView })
  async current(@CurrentActor() actor: Actor): Promise<z.infer<typeof sessionView>> {
    const [member] = await this.db.query<z.infer<typeof sessionView>['member']>(view, [actor.memberId]);
    const { nameZh, nameEn, timeZone, currency, demo } = await this.park.get();
    if (!member) throw new Error('the signed-in member is gone');
    return { member, park: { nameZh, nameEn, timeZone, currency, demo } };
  }

  /** Signs in; the session is an httpOnly cookie. */
  @Post()
  @Public()
  @HttpCode(204)
  @ApiNoContentResponse()
  async start(
    @Body({ schema: signIn }) body: z.infer<typeof signIn>,
    @Headers('user-agent') userAgent: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<void> {
    void reply.header('Set-Cookie', await this.signIn.execute(body, userAgent ?? ''));
  }

  /** Language and notices of the signed-in member. */
  @Patch()
  @Allow(...everyone)
  @HttpCode(204)
  async prefer(
    @CurrentActor() actor: Actor,
    @Body({ schema: preferences }) body: z.infer<typeof preferences>,
  ): Promise<void> {
    await this.db.query(
      'UPDATE member SET locale = coalesce($2, locale), email_notices = coalesce($3, email_notices) WHERE id = $1',
      [actor.memberId, body.locale ?? null, body.emailNotices ?? null],
    );
  }

  /** Signs out. */
  @Delete()
  @Allow(...everyone)
  @HttpCode(204)
  async end(@Req() request: RequestWithActor, @Res({ passthrough: true }) reply: FastifyReply): Promise<void> {
    if (request.sessionId !== undefined) void reply.header('Set-Cookie', await this.sessions.end(request.sessionId));
  }
}
