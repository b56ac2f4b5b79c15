import { Body, Controller, Get, HttpCode, Param, Post, Req, StreamableFile } from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiCreatedResponse, ApiOkResponse, ApiProduces, ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { type Actor, Allow, CurrentActor } from '../../../platform/http/actor.js';
import { fileBody, uploadedFile } from '../../../platform/http/uploaded-file.js';
import { field } from '../../../platform/http/validation.js';
import { xlsxType } from '../../../platform/spreadsheets/stream-workbook.js';
import { TaxBatches } from './batches.js';
import { ReadBack } from './read-back.js';
import { ReadingsQuery } from './readings.query.js';
import { batchView, confirmInput, readingView, templateView } from './tax-invoices.dto.js';
import { TaxTemplates } from './templates.js';

const made = z.object({ id: z.int() });
const recent = z.object({ items: z.array(z.object({ id: z.int(), fileName: z.string(), readAt: z.string() })) });

/** Files that go to the tax platform and come from it. */
@ApiTags('tax-invoices')
@Controller('tax-invoices')
@Allow('finance')
export class TaxFilesController {
  constructor(
    private readonly batches: TaxBatches,
    private readonly templates: TaxTemplates,
    private readonly readBack: ReadBack,
    private readonly readings: ReadingsQuery,
  ) {}

  /** The latest exports: what was in them, when and by whom. */
  @Get('batches')
  @ApiOkResponse({ standardSchema: z.object({ items: z.array(batchView) }) })
  async exported(): Promise<{ items: z.infer<typeof batchView>[] }> {
    return { items: await this.batches.list() };
  }

  /** One file of an export, the same bytes every time. */
  @Get('batches/:id/files/:fileNo')
  @ApiProduces(xlsxType)
  @ApiOkResponse({ schema: { type: 'string', format: 'binary' } })
  async file(
    @Param('id', { schema: field.id }) id: number,
    @Param('fileNo', { schema: field.id }) fileNo: number,
  ): Promise<StreamableFile> {
    const { name, content } = await this.batches.file(id, fileNo);
    return new StreamableFile(content, {
      type: xlsxType,
      disposition: `attachment; filename="tax-batch-${id}-${fileNo}.xlsx"; filename*=UTF-8''${encodeURIComponent(name)}`,
    });
  }

  /** The bureau's templates as uploaded; the first is the one in use. */
  @Get('templates')
  @ApiOkResponse({ standardSchema: z.object({ items: z.array(templateView) }) })
  async templatesList(): Promise<{ items: z.infer<typeof templateView>[] }> {
    return { items: await this.templates.list() };
  }

  /** Takes in the bureau's current batch template (.xlsx, at most 10 MB); it is used from now on. */
  @Post('templates')
  @ApiConsumes('multipart/form-data')
  @ApiBody({ schema: fileBody })
  @ApiCreatedResponse({ standardSchema: made.extend({ version: z.string(), isKnown: z.boolean() }) })
  async upload(
    @CurrentActor() actor: Actor,
    @Req() request: FastifyRequest,
  ): Promise<{ id: number; version: string; isKnown: boolean }> {
    return this.templates.upload(actor, await uploadedFile(request));
  }

  /** The latest files that were read back. */
  @Get('readings')
  @ApiOkResponse({ standardSchema: recent })
  async latest(): Promise<z.infer<typeof recent>> {
    return { items: await this.readings.latest() };
  }

  /** Reads the bureau's list (.xlsx) or one e-invoice (.xml): numbers beyond doubt are stored, the rest waits. */
  @Post('readings')
  @ApiConsumes('multipart/form-data')
  @ApiBody({ schema: fileBody })
  @ApiCreatedResponse({ standardSchema: made })
  async read(@CurrentActor() actor: Actor, @Req() request: FastifyRequest): Promise<{ id: number }> {
    return this.readBack.upload(actor, await uploadedFile(request));
  }

  /** What came of a file, row by row. */
  @Get('readings/:id')
  @ApiOkResponse({ standardSchema: readingView })
  reading(@Param('id', { schema: field.id }) id: number): Promise<z.infer<typeof readingView>> {
    return this.readings.one(id);
  }

  /** Says which statement an ambiguous row is for. */
  @Post('readings/:id/rows/:rowNo/confirm')
  @HttpCode(204)
  async confirm(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: field.id }) readingId: number,
    @Param('rowNo', { schema: field.id }) rowNo: number,
    @Body({ schema: confirmInput }) body: z.infer<typeof confirmInput>,
  ): Promise<void> {
    await this.readBack.confirm(actor, { readingId, rowNo }, body.invoiceId);
  }
}
