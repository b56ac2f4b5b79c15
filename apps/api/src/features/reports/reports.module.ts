import { Module } from '@nestjs/common';
import { PricingModule } from '../pricing/pricing.module.js';
import { ShowBusyness } from './busyness.query.js';
import { ExportsController } from './exports.controller.js';
import { PricePreviewsController } from './price-previews.controller.js';
import { PricePreviews } from './price-previews.js';
import { RdStatements } from './rd-statement.js';
import { ReportsController } from './reports.controller.js';
import { ServiceRecords } from './service-records.js';
import { ShowUtilisation } from './utilisation.query.js';

@Module({
  imports: [PricingModule],
  controllers: [ReportsController, PricePreviewsController, ExportsController],
  providers: [ShowUtilisation, ShowBusyness, PricePreviews, RdStatements, ServiceRecords],
})
export class ReportsModule {}
