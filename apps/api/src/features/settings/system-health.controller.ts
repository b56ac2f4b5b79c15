import { Body, Controller, Get, HttpCode, Post } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import { type Actor, Allow, CurrentActor } from '../../platform/http/actor.js';
import { SystemHealth } from './system-health.js';
import { retried, retryRequest, systemHealthView } from './system-health.dto.js';

@ApiTags('settings')
@Controller('system-health')
@Allow('manager')
export class SystemHealthController {
  constructor(private readonly health: SystemHealth) {}

  /** Database, queues, workers, outbox, work that is due, the nightly check and the backup, as they are now. */
  @Get()
  @ApiOkResponse({ standardSchema: systemHealthView })
  show(): Promise<z.infer<typeof systemHealthView>> {
    return this.health.show();
  }

  /** Has everything that failed in one place tried again at once. */
  @Post('retry')
  @HttpCode(200)
  @ApiOkResponse({ standardSchema: retried })
  async retry(
    @CurrentActor() actor: Actor,
    @Body({ schema: retryRequest }) body: z.infer<typeof retryRequest>,
  ): Promise<z.infer<typeof retried>> {
    return { retried: await this.health.retry(actor, body) };
  }
}
