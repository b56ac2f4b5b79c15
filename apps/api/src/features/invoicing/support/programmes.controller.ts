import { Body, Controller, Get, Headers, HttpCode, Param, Post, Put } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import { Allow } from '../../../platform/http/actor.js';
import { Command, type CommandContext, KeyedCommand } from '../../../platform/http/idempotency.js';
import { versionOf } from '../../../platform/http/if-match.js';
import { field } from '../../../platform/http/validation.js';
import { Programmes } from './programmes.js';
import { programmeInput, programmePage, programmeView } from './support.dto.js';

type View = Promise<z.infer<typeof programmeView>>;
type Input = z.infer<typeof programmeInput>;

@ApiTags('subsidies')
@Controller('subsidies')
@Allow('finance')
export class ProgrammesController {
  constructor(private readonly programmes: Programmes) {}

  /** The park's programmes, with what each has paid, and what the ledger says of all. */
  @Get()
  @Allow('finance', 'manager')
  @ApiOkResponse({ standardSchema: programmePage })
  list(): Promise<z.infer<typeof programmePage>> {
    return this.programmes.list();
  }

  /** A new programme; it pays from the next issue on. */
  @Post()
  @HttpCode(200)
  @ApiOkResponse({ standardSchema: programmeView })
  add(@KeyedCommand() context: CommandContext, @Body({ schema: programmeInput }) body: Input): View {
    return this.programmes.add(context, body);
  }

  /** Changes what it pays from the next issue on; If-Match carries the version that was read. */
  @Put(':id')
  @ApiOkResponse({ standardSchema: programmeView })
  change(
    @Command() context: CommandContext,
    @Param('id', { schema: field.id }) id: number,
    @Headers('if-match') ifMatch: string | undefined,
    @Body({ schema: programmeInput }) body: Input,
  ): View {
    return this.programmes.change(context, { id, version: versionOf(ifMatch) }, body);
  }
}
