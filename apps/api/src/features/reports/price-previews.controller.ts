import { Body, Controller, Headers, HttpCode, Param, Post } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import { type Actor, Allow, CurrentActor } from '../../platform/http/actor.js';
import { versionOf } from '../../platform/http/if-match.js';
import { field } from '../../platform/http/validation.js';
import {
  bulkChange,
  classParam,
  discountInput,
  endInput,
  periodInput,
  planCopy,
  type RatePlanInput,
  ratePlanInput,
} from '../pricing/pricing.api.js';
import { batchPreview, type Touched, touchedView } from './price-previews.dto.js';
import { PricePreviews } from './price-previews.js';

type BatchPreview = Promise<z.infer<typeof batchPreview>>;

/** What a change of prices would do, before it is saved. They stand here because they know reservations and the waiting list. */
@ApiTags('pricing')
@Controller()
@Allow('manager', 'finance')
export class PricePreviewsController {
  constructor(private readonly previews: PricePreviews) {}

  /** Whom a new plan of an instrument would touch; nothing is saved. */
  @Post('instruments/:id/rate-plans/preview')
  @HttpCode(200)
  @ApiOkResponse({ standardSchema: touchedView })
  ofInstrument(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: field.id }) id: number,
    @Body({ schema: ratePlanInput }) body: RatePlanInput,
  ): Promise<Touched> {
    return this.previews.added(actor, { of: 'instrument', id }, body);
  }

  /** Whom a new plan of a category would touch: its instruments that have none of their own. */
  @Post('categories/:id/rate-plans/preview')
  @HttpCode(200)
  @ApiOkResponse({ standardSchema: touchedView })
  ofCategory(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: field.id }) id: number,
    @Body({ schema: ratePlanInput }) body: RatePlanInput,
  ): Promise<Touched> {
    return this.previews.added(actor, { of: 'category', id }, body);
  }

  /** Whom a change of a plan that is not valid yet would touch; If-Match as for the change. */
  @Post('rate-plans/:id/preview')
  @HttpCode(200)
  @ApiOkResponse({ standardSchema: touchedView })
  changed(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: field.id }) id: number,
    @Headers('if-match') ifMatch: string | undefined,
    @Body({ schema: ratePlanInput }) body: RatePlanInput,
  ): Promise<Touched> {
    return this.previews.changed(actor, { id, version: versionOf(ifMatch) }, body);
  }

  /** Whom the end of a plan would touch; If-Match as for the end. */
  @Post('rate-plans/:id/end/preview')
  @HttpCode(200)
  @ApiOkResponse({ standardSchema: touchedView })
  ended(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: field.id }) id: number,
    @Headers('if-match') ifMatch: string | undefined,
    @Body({ schema: endInput }) body: z.infer<typeof endInput>,
  ): Promise<Touched> {
    return this.previews.ended(actor, { id, version: versionOf(ifMatch) }, body.on);
  }

  /** Old and new prices of a change by percentage, under a token for exactly these. */
  @Post('rate-plans/bulk/preview')
  @HttpCode(200)
  @ApiOkResponse({ standardSchema: batchPreview })
  bulk(@Body({ schema: bulkChange }) body: z.infer<typeof bulkChange>): BatchPreview {
    return this.previews.bulk(body);
  }

  /** Old and new prices of a copy, under a token for exactly these. */
  @Post('rate-plans/:id/copy/preview')
  @HttpCode(200)
  @ApiOkResponse({ standardSchema: batchPreview })
  copied(
    @Param('id', { schema: field.id }) id: number,
    @Body({ schema: planCopy }) body: z.infer<typeof planCopy>,
  ): BatchPreview {
    return this.previews.copied(id, body);
  }

  /** Whom another discount of a class would touch. */
  @Post('company-classes/:code/discounts/preview')
  @HttpCode(200)
  @ApiOkResponse({ standardSchema: touchedView })
  discount(
    @Param('code', { schema: classParam }) code: string,
    @Body({ schema: discountInput }) body: z.infer<typeof discountInput>,
  ): Promise<Touched> {
    return this.previews.discount(code, body);
  }

  /** What another class would change for a company. */
  @Post('companies/:id/classes/preview')
  @HttpCode(200)
  @ApiOkResponse({ standardSchema: touchedView })
  membership(
    @Param('id', { schema: field.id }) id: number,
    @Body({ schema: periodInput }) body: z.infer<typeof periodInput>,
  ): Promise<Touched> {
    return this.previews.membership(id, body);
  }
}
