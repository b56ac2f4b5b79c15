import { Module } from '@nestjs/common';
import { PricingModule } from '../pricing/pricing.module.js';
import { ShowBusyness } from './busyness.query.js';
import { PricePreviewsController } from './price-previews.controller.js';
import { PricePreviews } from './price-previews.js';
import { ReportsController } from './reports.controller.js';
import { ShowUtilisation } from './utilisation.query.js';

@Module({
  imports: [PricingModule],
  controllers: [ReportsController, PricePreviewsController],
  providers: [ShowUtilisation, ShowBusyness, PricePreviews],
})
export class ReportsModule {}
