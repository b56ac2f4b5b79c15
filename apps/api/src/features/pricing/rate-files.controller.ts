import { Controller, Get, HttpCode, Post, Query, Req, StreamableFile } from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiOkResponse, ApiProduces, ApiTags } from '@nestjs/swagger';
import { localDate } from '@parkbench/domain';
import type { FastifyRequest } from 'fastify';
import type { z } from 'zod';
import { Clock } from '../../platform/clock.js';
import { type Actor, Allow, CurrentActor } from '../../platform/http/actor.js';
import { fileBody, uploadedFile } from '../../platform/http/uploaded-file.js';
import { ParkSettings } from '../../platform/park-settings.js';
import { ExportRates } from './export-rates.js';
import { ImportRates } from './import-rates.js';
import { placedCount } from './plan-batch.dto.js';
import { importToken, rateImport } from './rate-files.dto.js';

const xlsx = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

@ApiTags('pricing')
@Controller('rate-plans')
@Allow('manager', 'finance')
export class RateFilesController {
  constructor(
    private readonly exporting: ExportRates,
    private readonly importing: ImportRates,
    private readonly park: ParkSettings,
    private readonly clock: Clock,
  ) {}

  /** All plans as a workbook of texts; imported again as it is, it changes nothing. */
  @Get('export.xlsx')
  @ApiProduces(xlsx)
  @ApiOkResponse({ schema: { type: 'string', format: 'binary' } })
  async export(): Promise<StreamableFile> {
    const { timeZone } = await this.park.get();
    const today = localDate(this.clock.now().getTime(), timeZone);
    const name = encodeURIComponent(`价格-${today}.xlsx`);
    return new StreamableFile(await this.exporting.execute(), {
      type: xlsx,
      disposition: `attachment; filename="rates-${today}.xlsx"; filename*=UTF-8''${name}`,
    });
  }

  /** Reads a workbook of prices and says row by row and cell by cell what it would do; nothing is saved. */
  @Post('import/preview')
  @HttpCode(200)
  @ApiConsumes('multipart/form-data')
  @ApiBody({ schema: fileBody })
  @ApiOkResponse({ standardSchema: rateImport })
  async preview(@Req() request: FastifyRequest): Promise<z.infer<typeof rateImport>> {
    return this.importing.preview(await uploadedFile(request));
  }

  /** Takes over the workbook that was shown under this token: all of it, or nothing. */
  @Post('import')
  @HttpCode(200)
  @ApiConsumes('multipart/form-data')
  @ApiBody({ schema: fileBody })
  @ApiOkResponse({ standardSchema: placedCount })
  async import(
    @CurrentActor() actor: Actor,
    @Query({ schema: importToken }) { token }: z.infer<typeof importToken>,
    @Req() request: FastifyRequest,
  ): Promise<{ plans: number }> {
    return this.importing.apply(actor, await uploadedFile(request), token);
  }
}
