import { Body, Controller, Delete, Get, HttpCode, Param, Post, Put } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import { type Actor, Allow, CurrentActor } from '../../platform/http/actor.js';
import { field } from '../../platform/http/validation.js';
import {
  classesView,
  classInput,
  classParam,
  discountInput,
  membersView,
  namesInput,
  periodInput,
  periodsView,
  placedRow,
} from './company-classes.dto.js';
import { CompanyClasses } from './company-classes.js';

@ApiTags('pricing')
@Controller()
@Allow('manager', 'finance')
export class CompanyClassesController {
  constructor(private readonly classes: CompanyClasses) {}

  /** The classes, each with what it takes off: before, now and later. */
  @Get('company-classes')
  @ApiOkResponse({ standardSchema: classesView })
  all(): Promise<z.infer<typeof classesView>> {
    return this.classes.all();
  }

  /** Every company with its classes in time. */
  @Get('company-classes/members')
  @ApiOkResponse({ standardSchema: membersView })
  members(): Promise<z.infer<typeof membersView>> {
    return this.classes.members();
  }

  /** A new class; its discount holds from today. */
  @Post('company-classes')
  @HttpCode(204)
  @ApiNoContentResponse()
  add(@CurrentActor() actor: Actor, @Body({ schema: classInput }) body: z.infer<typeof classInput>): Promise<void> {
    return this.classes.add(actor, body);
  }

  /** Names a class anew. */
  @Put('company-classes/:code')
  @HttpCode(204)
  @ApiNoContentResponse()
  rename(
    @CurrentActor() actor: Actor,
    @Param('code', { schema: classParam }) code: string,
    @Body({ schema: namesInput }) body: z.infer<typeof namesInput>,
  ): Promise<void> {
    return this.classes.rename(actor, code, body);
  }

  /** What a class takes off from a day on; what is agreed stays. */
  @Post('company-classes/:code/discounts')
  @ApiCreatedResponse({ standardSchema: placedRow })
  setDiscount(
    @CurrentActor() actor: Actor,
    @Param('code', { schema: classParam }) code: string,
    @Body({ schema: discountInput }) body: z.infer<typeof discountInput>,
  ): Promise<{ id: number }> {
    return this.classes.setDiscount(actor, code, body);
  }

  /** Takes back a discount that does not hold yet. */
  @Delete('company-class-discounts/:id')
  @HttpCode(204)
  @ApiNoContentResponse()
  removeDiscount(@CurrentActor() actor: Actor, @Param('id', { schema: field.id }) id: number): Promise<void> {
    return this.classes.removeDiscount(actor, id);
  }

  /** The classes of a company, the latest first. */
  @Get('companies/:id/classes')
  @ApiOkResponse({ standardSchema: periodsView })
  ofCompany(@Param('id', { schema: field.id }) id: number): Promise<z.infer<typeof periodsView>> {
    return this.classes.ofCompany(id);
  }

  /** Puts a company into a class from a day on. */
  @Post('companies/:id/classes')
  @ApiCreatedResponse({ standardSchema: placedRow })
  setClass(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: field.id }) id: number,
    @Body({ schema: periodInput }) body: z.infer<typeof periodInput>,
  ): Promise<{ id: number }> {
    return this.classes.setClass(actor, id, body);
  }

  /** Takes back a change of class that does not hold yet. */
  @Delete('company-class-periods/:id')
  @HttpCode(204)
  @ApiNoContentResponse()
  removePeriod(@CurrentActor() actor: Actor, @Param('id', { schema: field.id }) id: number): Promise<void> {
    return this.classes.removePeriod(actor, id);
  }
}
