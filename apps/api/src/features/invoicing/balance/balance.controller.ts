import { Body, Controller, Get, HttpCode, Put, Query } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { type Actor, Allow, CurrentActor } from '../../../platform/http/actor.js';
import { Command, type CommandContext } from '../../../platform/http/idempotency.js';
import { AutomaticBalance } from './automatic-balance.js';
import { automaticUse, balanceQuery, balanceView } from './balance.dto.js';
import { BalanceQuery } from './balance.query.js';

@ApiTags('payments')
@Controller('balance')
export class BalanceController {
  constructor(
    private readonly query: BalanceQuery,
    private readonly automatic: AutomaticBalance,
  ) {}

  /** What a company has to its credit and every movement of it, newest first; tenants see their own. */
  @Get()
  @Allow('company_admin', 'finance', 'manager')
  @ApiOkResponse({ standardSchema: balanceView })
  of(
    @CurrentActor() actor: Actor,
    @Query({ schema: balanceQuery }) query: z.infer<typeof balanceQuery>,
  ): Promise<z.infer<typeof balanceView>> {
    return this.query.of(actor, query);
  }

  /** Whether newly issued invoices of a company are paid from its balance by themselves. */
  @Put('automatic')
  @Allow('finance')
  @HttpCode(204)
  @ApiNoContentResponse()
  async choose(
    @Command() context: CommandContext,
    @Body({ schema: automaticUse }) body: z.infer<typeof automaticUse>,
  ): Promise<void> {
    await this.automatic.choose(context, body.companyId, body.useAutomatically);
  }
}
