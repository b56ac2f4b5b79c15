import { Module } from '@nestjs/common';
import { PricingModule } from '../pricing/pricing.module.js';
import { ShowBusyness } from './busyness.query.js';
import { ExportsController } from './exports.controller.js';
import { ShowAging } from './finance/aging.query.js';
import { FinanceReportsController } from './finance/finance-reports.controller.js';
import { ShowRevenue } from './finance/revenue.query.js';
import { ShowTrialBalance } from './finance/trial-balance.query.js';
import { PricePreviewsController } from './price-previews.controller.js';
import { PricePreviews } from './price-previews.js';
import { RdStatements } from './rd-statement.js';
import { ReportsController } from './reports.controller.js';
import { ServiceRecords } from './service-records.js';
import { ShowUtilisation } from './utilisation.query.js';

@Module({
  imports: [PricingModule],
  controllers: [ReportsController, FinanceReportsController, PricePreviewsController, ExportsController],
  providers: [
    ShowUtilisation,
    ShowBusyness,
    PricePreviews,
    RdStatements,
    ServiceRecords,
    ShowAging,
    ShowTrialBalance,
    ShowRevenue,
  ],
})
export class ReportsModule {}
