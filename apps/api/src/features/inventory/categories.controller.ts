import { Body, Controller, Delete, Get, HttpCode, Param, Post, Put } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { type Actor, Allow, CurrentActor, everyone } from '../../platform/http/actor.js';
import { field } from '../../platform/http/validation.js';
import { Categories } from './categories.js';
import { categoryInput, categoryView } from './inventory.dto.js';

@ApiTags('inventory')
@Controller('categories')
export class CategoriesController {
  constructor(private readonly categories: Categories) {}

  /** The whole tree, parents before children. */
  @Get()
  @Allow(...everyone)
  @ApiOkResponse({ standardSchema: z.object({ items: z.array(categoryView) }) })
  async all(): Promise<{ items: z.infer<typeof categoryView>[] }> {
    return { items: await this.categories.all() };
  }

  /** Adds a category. */
  @Post()
  @Allow('manager')
  @ApiCreatedResponse({ standardSchema: z.object({ id: z.int() }) })
  add(
    @CurrentActor() actor: Actor,
    @Body({ schema: categoryInput }) body: z.infer<typeof categoryInput>,
  ): Promise<{ id: number }> {
    return this.categories.add(actor, body);
  }

  /** Renames or moves a category; never below itself. */
  @Put(':id')
  @Allow('manager')
  @HttpCode(204)
  @ApiNoContentResponse()
  change(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: field.id }) id: number,
    @Body({ schema: categoryInput }) body: z.infer<typeof categoryInput>,
  ): Promise<void> {
    return this.categories.change(actor, id, body);
  }

  /** Removes an empty category. */
  @Delete(':id')
  @Allow('manager')
  @HttpCode(204)
  @ApiNoContentResponse()
  remove(@CurrentActor() actor: Actor, @Param('id', { schema: field.id }) id: number): Promise<void> {
    return this.categories.remove(actor, id);
  }
}
