import { Body, Controller, Get, Headers, HttpCode, Param, Patch, Post, Put } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { type Actor, Allow, CurrentActor, staffRoles } from '../../platform/http/actor.js';
import { versionOf } from '../../platform/http/if-match.js';
import { field } from '../../platform/http/validation.js';
import { changeMember, company, companyChange, companyView, memberView } from './identity.dto.js';
import { People } from './people.js';

@ApiTags('people')
@Controller()
export class PeopleController {
  constructor(private readonly people: People) {}

  /** All companies of the park. */
  @Get('companies')
  @Allow('manager', 'finance')
  @ApiOkResponse({ standardSchema: z.object({ items: z.array(companyView) }) })
  async companies(): Promise<{ items: z.infer<typeof companyView>[] }> {
    return { items: await this.people.companies() };
  }

  /** Takes a company in; its credit code is checked. */
  @Post('companies')
  @Allow('manager', 'finance')
  addCompany(
    @CurrentActor() actor: Actor,
    @Body({ schema: company }) body: z.infer<typeof company>,
  ): Promise<{ id: number }> {
    return this.people.addCompany(actor, body);
  }

  /** Changes a company; If-Match carries the version that was read. */
  @Put('companies/:id')
  @Allow('manager', 'finance')
  @HttpCode(204)
  async changeCompany(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: field.id }) id: number,
    @Headers('if-match') ifMatch: string | undefined,
    @Body({ schema: companyChange }) body: z.infer<typeof companyChange>,
  ): Promise<void> {
    await this.people.changeCompany(actor, id, versionOf(ifMatch), body);
  }

  /** The members: of the own company, or for staff all. */
  @Get('members')
  @Allow('company_admin', ...staffRoles)
  @ApiOkResponse({ standardSchema: z.object({ items: z.array(memberView) }) })
  async members(@CurrentActor() actor: Actor): Promise<{ items: z.infer<typeof memberView>[] }> {
    return { items: await this.people.members(actor) };
  }

  /** Changes a member's role or ends the access; sessions of a disabled member end at once. */
  @Patch('members/:id')
  @Allow('company_admin', 'manager')
  @HttpCode(204)
  async changeMember(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: field.id }) id: number,
    @Body({ schema: changeMember }) body: z.infer<typeof changeMember>,
  ): Promise<void> {
    await this.people.changeMember(actor, id, body);
  }
}
