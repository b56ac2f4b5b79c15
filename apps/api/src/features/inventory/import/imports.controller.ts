import { Body, Controller, Get, HttpCode, Param, Post, Put, Query, Req } from '@nestjs/common';
import { ApiAcceptedResponse, ApiBody, ApiConsumes, ApiCreatedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { type Actor, Allow, CurrentActor } from '../../../platform/http/actor.js';
import { fileBody, uploadedFile } from '../../../platform/http/uploaded-file.js';
import { field } from '../../../platform/http/validation.js';
import { importRowsPage, importsPage, importView, mappingInput, rowsQuery } from './imports.dto.js';
import { Imports } from './imports.js';
import { ImportsQuery } from './imports.query.js';

@ApiTags('inventory')
@Controller('imports')
@Allow('manager')
export class ImportsController {
  constructor(
    private readonly imports: Imports,
    private readonly query: ImportsQuery,
  ) {}

  /** The latest imports. */
  @Get()
  @ApiOkResponse({ standardSchema: importsPage })
  async recent(): Promise<z.infer<typeof importsPage>> {
    return { items: await this.query.recent() };
  }

  /** Uploads a workbook (.xlsx, at most 10 MB). It is read in the background; nothing is registered before it is confirmed. */
  @Post()
  @ApiConsumes('multipart/form-data')
  @ApiBody({ schema: fileBody })
  @ApiCreatedResponse({ standardSchema: z.object({ id: z.int() }) })
  async upload(@CurrentActor() actor: Actor, @Req() request: FastifyRequest): Promise<{ id: number }> {
    const { name, content } = await uploadedFile(request);
    return this.imports.upload(actor, name, content);
  }

  /** Where an import stands: its columns and their fields, progress, and what it would do. */
  @Get(':id')
  @ApiOkResponse({ standardSchema: importView })
  one(@Param('id', { schema: field.id }) id: number): Promise<z.infer<typeof importView>> {
    return this.query.one(id);
  }

  /** The rows as read, each with what is wrong by cell, what it would do, and which fields it would change. */
  @Get(':id/rows')
  @ApiOkResponse({ standardSchema: importRowsPage })
  rows(
    @Param('id', { schema: field.id }) id: number,
    @Query({ schema: rowsQuery }) query: z.infer<typeof rowsQuery>,
  ): Promise<z.infer<typeof importRowsPage>> {
    return this.query.rows(id, query);
  }

  /** Says which column is which field (null: left out), in the order of the columns; remembered for the same headers. */
  @Put(':id/mapping')
  @HttpCode(202)
  @ApiAcceptedResponse()
  map(
    @Param('id', { schema: field.id }) id: number,
    @Body({ schema: mappingInput }) body: z.infer<typeof mappingInput>,
  ): Promise<void> {
    return this.imports.map(id, body.mapping);
  }

  /** Takes all rows over in one transaction, or none; refused while a cell is wrong. */
  @Post(':id/confirm')
  @HttpCode(202)
  @ApiAcceptedResponse()
  confirm(@CurrentActor() actor: Actor, @Param('id', { schema: field.id }) id: number): Promise<void> {
    return this.imports.confirm(actor, id);
  }
}
