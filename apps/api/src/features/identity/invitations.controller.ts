import { Body, Controller, Get, Headers, HttpCode, Param, Post, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { z } from 'zod';
import { type Actor, Allow, CurrentActor, Public } from '../../platform/http/actor.js';
import { acceptInvitation, invite } from './identity.dto.js';
import { Invitations } from './invitations.js';

@ApiTags('people')
@Controller('invitations')
export class InvitationsController {
  constructor(private readonly invitations: Invitations) {}

  /** Makes an invitation; its token is shown once. */
  @Post()
  @Allow('company_admin', 'manager')
  invite(
    @CurrentActor() actor: Actor,
    @Body({ schema: invite }) body: z.infer<typeof invite>,
  ): Promise<{ token: string }> {
    return this.invitations.invite(actor, body);
  }

  /** Which company and role an invitation is for. */
  @Get(':token')
  @Public()
  async show(@Param('token') token: string): Promise<Record<string, string | null>> {
    const found = await this.invitations.find(token);
    return { companyNameZh: found.company_zh, companyNameEn: found.company_en, email: found.email, role: found.role };
  }

  /** Joins and signs in. */
  @Post(':token/accept')
  @Public()
  @HttpCode(204)
  async accept(
    @Param('token') token: string,
    @Body({ schema: acceptInvitation }) body: z.infer<typeof acceptInvitation>,
    @Headers('user-agent') userAgent: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<void> {
    void reply.header('Set-Cookie', await this.invitations.accept(token, body, userAgent ?? ''));
  }
}
