import { Body, Controller, Get, Headers, Param, Patch, Post, Put, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import { type Actor, Allow, CurrentActor } from '../../platform/http/actor.js';
import { versionOf } from '../../platform/http/if-match.js';
import { field } from '../../platform/http/validation.js';
import { Instruments } from './instruments.js';
import {
  changeStatus,
  type InstrumentInput,
  instrumentInput,
  inventoryPage,
  kindChange,
  kindChanged,
  listInstruments,
  versionView,
} from './inventory.dto.js';
import { ListInstruments } from './list-instruments.query.js';

type Version = z.infer<typeof versionView>;

@ApiTags('inventory')
@Controller()
@Allow('manager')
export class InstrumentsController {
  constructor(
    private readonly instruments: Instruments,
    private readonly list: ListInstruments,
  ) {}

  /** The keepers' list of all instruments, retired ones too, by asset number. */
  @Get('inventory')
  @Allow('manager', 'finance')
  @ApiOkResponse({ standardSchema: inventoryPage })
  inventory(
    @Query({ schema: listInstruments }) query: z.infer<typeof listInstruments>,
  ): Promise<z.infer<typeof inventoryPage>> {
    return this.list.execute(query);
  }

  /** Registers an instrument. */
  @Post('instruments')
  @ApiCreatedResponse({ standardSchema: versionView })
  add(@CurrentActor() actor: Actor, @Body({ schema: instrumentInput }) body: InstrumentInput): Promise<Version> {
    return this.instruments.add(actor, body);
  }

  /** Makes several instruments equivalents of each other, or leaves each to its name again. */
  @Put('instruments/kind')
  @ApiOkResponse({ standardSchema: kindChanged })
  changeKind(
    @CurrentActor() actor: Actor,
    @Body({ schema: kindChange }) body: z.infer<typeof kindChange>,
  ): Promise<z.infer<typeof kindChanged>> {
    return this.instruments.changeKind(actor, body);
  }

  /** Changes an instrument; If-Match carries the version that was read. */
  @Put('instruments/:id')
  @ApiOkResponse({ standardSchema: versionView })
  change(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: field.id }) id: number,
    @Headers('if-match') ifMatch: string | undefined,
    @Body({ schema: instrumentInput }) body: InstrumentInput,
  ): Promise<Version> {
    return this.instruments.change(actor, id, versionOf(ifMatch), body);
  }

  /** Puts an instrument in or out of service, or retires it; the note is what tenants read. */
  @Patch('instruments/:id/status')
  @ApiOkResponse({ standardSchema: versionView })
  setStatus(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: field.id }) id: number,
    @Body({ schema: changeStatus }) body: z.infer<typeof changeStatus>,
  ): Promise<Version> {
    return this.instruments.setStatus(actor, id, body);
  }
}
