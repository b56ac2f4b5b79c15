import { Controller, Get, StreamableFile } from '@nestjs/common';
import { ApiOkResponse, ApiProduces, ApiTags } from '@nestjs/swagger';
import { localDate } from '@parkbench/domain';
import { Clock } from '../../platform/clock.js';
import { Allow } from '../../platform/http/actor.js';
import { ParkSettings } from '../../platform/park-settings.js';
import { ExportInstruments } from './export-instruments.js';

const xlsx = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

@ApiTags('inventory')
@Controller('instruments')
export class ExportController {
  constructor(
    private readonly exporting: ExportInstruments,
    private readonly park: ParkSettings,
    private readonly clock: Clock,
  ) {}

  /** The inventory under the headers of the national platform's import sheet, values in 万元. */
  @Get('export.xlsx')
  @Allow('manager', 'finance')
  @ApiProduces(xlsx)
  @ApiOkResponse({ schema: { type: 'string', format: 'binary' } })
  async export(): Promise<StreamableFile> {
    const { timeZone } = await this.park.get();
    const today = localDate(this.clock.now().getTime(), timeZone);
    const name = encodeURIComponent(`仪器清单-${today}.xlsx`);
    return new StreamableFile(this.exporting.stream(today), {
      type: xlsx,
      disposition: `attachment; filename="instruments-${today}.xlsx"; filename*=UTF-8''${name}`,
    });
  }
}
