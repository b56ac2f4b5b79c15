import { Controller, Get } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import { Allow } from '../../platform/http/actor.js';
import { conflictsView } from './conflicts.dto.js';
import { ListConflicts } from './list-conflicts.query.js';

@ApiTags('maintenance')
@Controller('conflicts')
@Allow('manager')
export class ConflictsController {
  constructor(private readonly conflicts: ListConflicts) {}

  /** What needs a decision in the next 30 days, by kind. */
  @Get()
  @ApiOkResponse({ standardSchema: conflictsView })
  all(): Promise<z.infer<typeof conflictsView>> {
    return this.conflicts.execute();
  }
}
