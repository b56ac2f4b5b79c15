import { Controller, Get, Param } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { localDate } from '@parkbench/domain';
import type { z } from 'zod';
import { Clock } from '../../platform/clock.js';
import { Database } from '../../platform/database/database.js';
import { Allow, everyone } from '../../platform/http/actor.js';
import { field } from '../../platform/http/validation.js';
import { ParkSettings } from '../../platform/park-settings.js';
import { Instruments } from '../inventory/inventory.api.js';
import { instrumentView, type RatePlanView } from './pricing.dto.js';
import { selectPlan } from './rate-plan-columns.js';

/** The instrument's page stands here, not in inventory, because it says what the instrument costs. */
@ApiTags('inventory')
@Controller('instruments')
export class ShowInstrumentController {
  constructor(
    private readonly instruments: Instruments,
    private readonly db: Database,
    private readonly park: ParkSettings,
    private readonly clock: Clock,
  ) {}

  /** An instrument with the rate plan that holds for it today (its own or its category's). */
  @Get(':id')
  @Allow(...everyone)
  @ApiOkResponse({ standardSchema: instrumentView })
  async show(@Param('id', { schema: field.id }) id: number): Promise<z.infer<typeof instrumentView>> {
    const instrument = await this.instruments.find(id);
    const { timeZone } = await this.park.get();
    const today = localDate(this.clock.now().getTime(), timeZone);
    const [plan] = await this.db.query<RatePlanView>(
      `SELECT ${selectPlan} FROM rate_plan p WHERE p.id = rate_plan_on($1, $2)`,
      [id, today],
    );
    return { ...instrument, ratePlan: plan ?? null };
  }
}
