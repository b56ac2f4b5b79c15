import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import { type Actor, Allow, CurrentActor } from '../../platform/http/actor.js';
import { Command, type CommandContext } from '../../platform/http/idempotency.js';
import { field } from '../../platform/http/validation.js';
import { ChangeQualification } from './change-qualification.js';
import { GrantQualifications } from './grant-qualifications.js';
import { ListQualifiedPeople } from './list-qualified-people.query.js';
import { grant, granted, peoplePage, peopleQuery, prolonging, revoking } from './qualifications.dto.js';

@ApiTags('qualifications')
@Controller('qualifications')
@Allow('manager')
export class QualificationsController {
  constructor(
    private readonly people: ListQualifiedPeople,
    private readonly grants: GrantQualifications,
    private readonly change: ChangeQualification,
  ) {}

  /** People with what they were trained for, by company and name; a tenant's admin sees the own company, a member the own. */
  @Get()
  @Allow('member', 'company_admin', 'manager')
  @ApiOkResponse({ standardSchema: peoplePage })
  all(
    @CurrentActor() actor: Actor,
    @Query({ schema: peopleQuery }) query: z.infer<typeof peopleQuery>,
  ): Promise<z.infer<typeof peoplePage>> {
    return this.people.execute(actor, query);
  }

  /** Grants an instrument or a category to one or many people; who has it already has it renewed. */
  @Post()
  @HttpCode(200)
  @ApiOkResponse({ standardSchema: granted })
  grant(
    @Command() context: CommandContext,
    @Body({ schema: grant }) body: z.infer<typeof grant>,
  ): Promise<z.infer<typeof granted>> {
    return this.grants.execute(context, body);
  }

  /** Another last day; 412 when somebody else changed it meanwhile. */
  @Post(':id/extend')
  @HttpCode(204)
  extend(
    @Command() context: CommandContext,
    @Param('id', { schema: field.id }) id: number,
    @Body({ schema: prolonging }) body: z.infer<typeof prolonging>,
  ): Promise<void> {
    return this.change.prolong(context, id, body);
  }

  /** Takes it back, with the reason. */
  @Post(':id/revoke')
  @HttpCode(204)
  revoke(
    @Command() context: CommandContext,
    @Param('id', { schema: field.id }) id: number,
    @Body({ schema: revoking }) body: z.infer<typeof revoking>,
  ): Promise<void> {
    return this.change.revoke(context, id, body);
  }
}
