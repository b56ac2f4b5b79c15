import { Body, Controller, Get, Headers, HttpCode, Param, Post, Put } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import { type Actor, Allow, CurrentActor } from '../../platform/http/actor.js';
import { versionOf } from '../../platform/http/if-match.js';
import { field } from '../../platform/http/validation.js';
import { CompanyTerms } from './company-terms.js';
import { ParkFigures } from './park-figures.js';
import { type Owner, Rules } from './rules.js';
import { SellerData } from './seller-data.js';
import {
  affiliationInput,
  creditInput,
  figures,
  figuresView,
  overridesView,
  reasonInput,
  rulesInput,
  rulesView,
  sellerInput,
  sellerView,
} from './settings.dto.js';

type RulesView = Promise<z.infer<typeof rulesView>>;
type RulesInput = z.infer<typeof rulesInput>;
const park: Owner = { kind: 'park', id: 1 };

/** What staff set for the park, its categories and its instruments; each change is audited. */
@ApiTags('settings')
@Controller()
@Allow('manager')
export class SettingsController {
  constructor(
    private readonly figures: ParkFigures,
    private readonly rules: Rules,
    private readonly terms: CompanyTerms,
    private readonly seller: SellerData,
  ) {}

  /** The park's figures: how long a request is held, what a late day costs, and so on. */
  @Get('settings/park')
  @ApiOkResponse({ standardSchema: figuresView })
  showFigures(): Promise<z.infer<typeof figuresView>> {
    return this.figures.show();
  }

  /** Changes them; If-Match carries the version that was read. */
  @Put('settings/park')
  @ApiOkResponse({ standardSchema: figuresView })
  changeFigures(
    @CurrentActor() actor: Actor,
    @Headers('if-match') ifMatch: string | undefined,
    @Body({ schema: figures }) body: z.infer<typeof figures>,
  ): Promise<z.infer<typeof figuresView>> {
    return this.figures.change(actor, versionOf(ifMatch), body);
  }

  /** What stands on invoices as the seller. */
  @Get('settings/seller')
  @Allow('manager', 'finance')
  @ApiOkResponse({ standardSchema: sellerView })
  showSeller(): Promise<z.infer<typeof sellerView>> {
    return this.seller.show();
  }

  /** Changes it for what is issued from now on; If-Match carries the version that was read. */
  @Put('settings/seller')
  @Allow('manager', 'finance')
  @ApiOkResponse({ standardSchema: sellerView })
  changeSeller(
    @CurrentActor() actor: Actor,
    @Headers('if-match') ifMatch: string | undefined,
    @Body({ schema: sellerInput }) body: z.infer<typeof sellerInput>,
  ): Promise<z.infer<typeof sellerView>> {
    return this.seller.change(actor, versionOf(ifMatch), body);
  }

  /** Which categories and instruments set rules themselves. */
  @Get('settings/rules')
  @ApiOkResponse({ standardSchema: overridesView })
  overrides(): Promise<z.infer<typeof overridesView>> {
    return this.rules.overrides();
  }

  /** The park's rules, each with where it comes from. */
  @Get('settings/rules/park')
  @ApiOkResponse({ standardSchema: rulesView })
  parkRules(): RulesView {
    return this.rules.show(park);
  }

  /** Replaces what the park sets; a rule that is left out falls back to the built-in one. */
  @Put('settings/rules/park')
  @ApiOkResponse({ standardSchema: rulesView })
  changePark(
    @CurrentActor() actor: Actor,
    @Headers('if-match') ifMatch: string | undefined,
    @Body({ schema: rulesInput }) body: RulesInput,
  ): RulesView {
    return this.rules.change(actor, park, versionOf(ifMatch), body.rules);
  }

  /** The rules of a category: its own, those above it, and what holds. */
  @Get('categories/:id/rules')
  @ApiOkResponse({ standardSchema: rulesView })
  categoryRules(@Param('id', { schema: field.id }) id: number): RulesView {
    return this.rules.show({ kind: 'category', id });
  }

  /** Replaces what a category sets; what is left out is inherited. */
  @Put('categories/:id/rules')
  @ApiOkResponse({ standardSchema: rulesView })
  changeCategory(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: field.id }) id: number,
    @Headers('if-match') ifMatch: string | undefined,
    @Body({ schema: rulesInput }) body: RulesInput,
  ): RulesView {
    return this.rules.change(actor, { kind: 'category', id }, versionOf(ifMatch), body.rules);
  }

  /** The rules of an instrument: its own, its category's, and what holds. */
  @Get('instruments/:id/rules')
  @ApiOkResponse({ standardSchema: rulesView })
  instrumentRules(@Param('id', { schema: field.id }) id: number): RulesView {
    return this.rules.show({ kind: 'instrument', id });
  }

  /** Replaces what an instrument sets; what is left out is inherited. */
  @Put('instruments/:id/rules')
  @ApiOkResponse({ standardSchema: rulesView })
  changeInstrument(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: field.id }) id: number,
    @Headers('if-match') ifMatch: string | undefined,
    @Body({ schema: rulesInput }) body: RulesInput,
  ): RulesView {
    return this.rules.change(actor, { kind: 'instrument', id }, versionOf(ifMatch), body.rules);
  }

  /** What a company may owe; null: as the park has set it. */
  @Put('companies/:id/credit')
  @Allow('manager', 'finance')
  @HttpCode(204)
  @ApiNoContentResponse()
  setCredit(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: field.id }) id: number,
    @Headers('if-match') ifMatch: string | undefined,
    @Body({ schema: creditInput }) body: z.infer<typeof creditInput>,
  ): Promise<void> {
    return this.terms.setCredit(actor, id, versionOf(ifMatch), body.creditLimitFen);
  }

  /** Whether a company shares owners with the park: then no voucher may pay for it. */
  @Put('companies/:id/affiliation')
  @Allow('manager', 'finance')
  @HttpCode(204)
  @ApiNoContentResponse()
  setAffiliation(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: field.id }) id: number,
    @Body({ schema: affiliationInput }) body: z.infer<typeof affiliationInput>,
  ): Promise<void> {
    return this.terms.setAffiliation(actor, id, body.isAffiliated);
  }

  /** Stops a company from reserving; what stands goes on. */
  @Post('companies/:id/suspend')
  @Allow('manager', 'finance')
  @HttpCode(204)
  @ApiNoContentResponse()
  suspend(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: field.id }) id: number,
    @Body({ schema: reasonInput }) body: z.infer<typeof reasonInput>,
  ): Promise<void> {
    return this.terms.suspend(actor, id, body.reason);
  }

  /** Lets a company reserve again. */
  @Post('companies/:id/unsuspend')
  @Allow('manager', 'finance')
  @HttpCode(204)
  @ApiNoContentResponse()
  unsuspend(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: field.id }) id: number,
    @Body({ schema: reasonInput }) body: z.infer<typeof reasonInput>,
  ): Promise<void> {
    return this.terms.unsuspend(actor, id, body.reason);
  }
}
