import { Body, Controller, Get, HttpCode, Param, Post, Put, Query, Req } from '@nestjs/common';
import {
  ApiBody,
  ApiConsumes,
  ApiCreatedResponse,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiTags,
} from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { type Actor, Allow, CurrentActor } from '../../../platform/http/actor.js';
import { type CommandContext, KeyedCommand } from '../../../platform/http/idempotency.js';
import { fileBody, uploadedFile } from '../../../platform/http/uploaded-file.js';
import { field } from '../../../platform/http/validation.js';
import {
  statementImported,
  statementList,
  statementMapping,
  statementRows,
  statementRowsQuery,
  statementView,
} from './bank.dto.js';
import { BankStatements } from './bank-statements.js';
import { BankStatementsQuery } from './bank-statements.query.js';

@ApiTags('payments')
@Controller('bank-statements')
@Allow('finance')
export class BankStatementsController {
  constructor(
    private readonly statements: BankStatements,
    private readonly query: BankStatementsQuery,
  ) {}

  /** The latest statements, each with what became of its lines. */
  @Get()
  @ApiOkResponse({ standardSchema: statementList })
  recent(): Promise<z.infer<typeof statementList>> {
    return this.query.recent();
  }

  /** Uploads a statement (CSV in UTF-8 or GB18030, or XLSX; at most 5 MB and 10,000 rows). Nothing counts before it is imported. */
  @Post()
  @ApiConsumes('multipart/form-data')
  @ApiBody({ schema: fileBody })
  @ApiCreatedResponse({ standardSchema: z.object({ id: z.int() }) })
  async upload(@CurrentActor() actor: Actor, @Req() request: FastifyRequest): Promise<{ id: number }> {
    const { name, content } = await uploadedFile(request);
    return this.statements.upload(actor, name, content);
  }

  /** A statement: its columns, what they are taken for, and what importing it would do. */
  @Get(':id')
  @ApiOkResponse({ standardSchema: statementView })
  one(@Param('id', { schema: field.id }) id: number): Promise<z.infer<typeof statementView>> {
    return this.query.one(id);
  }

  /** The rows of the file, each with what it is and what is wrong in which cell. */
  @Get(':id/rows')
  @ApiOkResponse({ standardSchema: statementRows })
  rows(
    @Param('id', { schema: field.id }) id: number,
    @Query({ schema: statementRowsQuery }) query: z.infer<typeof statementRowsQuery>,
  ): Promise<z.infer<typeof statementRows>> {
    return this.query.rows(id, query);
  }

  /** Says which column is which field (null: left out); remembered for statements with the same headers. */
  @Put(':id/mapping')
  @HttpCode(204)
  @ApiNoContentResponse()
  map(
    @Param('id', { schema: field.id }) id: number,
    @Body({ schema: statementMapping }) body: z.infer<typeof statementMapping>,
  ): Promise<void> {
    return this.statements.map(id, body.mapping);
  }

  /** Takes all new lines over, or none while a cell is wrong; lines that are known are not added again. */
  @Post(':id/import')
  @HttpCode(200)
  @ApiOkResponse({ standardSchema: statementImported })
  import(
    @KeyedCommand() context: CommandContext,
    @Param('id', { schema: field.id }) id: number,
  ): Promise<z.infer<typeof statementImported>> {
    return this.statements.import(context, id);
  }
}
