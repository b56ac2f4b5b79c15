import { Module } from '@nestjs/common';
import { InventoryModule } from '../inventory/inventory.module.js';
import { ChangePrices } from './change-prices.js';
import { CompanyClasses } from './company-classes.js';
import { CompanyClassesController } from './company-classes.controller.js';
import { ExportRates } from './export-rates.js';
import { ImportPrices } from './import-prices.js';
import { ImportRates } from './import-rates.js';
import { ListRates } from './list-rates.query.js';
import { PlanBatchesController } from './plan-batches.controller.js';
import { PriceBandsController } from './price-bands.controller.js';
import { RateFilesController } from './rate-files.controller.js';
import { RatePlans } from './rate-plans.js';
import { RatePlansController } from './rate-plans.controller.js';
import { ShowInstrumentController } from './show-instrument.controller.js';

@Module({
  imports: [InventoryModule],
  controllers: [
    RatePlansController,
    PlanBatchesController,
    RateFilesController,
    CompanyClassesController,
    PriceBandsController,
    ShowInstrumentController,
  ],
  providers: [RatePlans, ListRates, ImportPrices, ChangePrices, CompanyClasses, ExportRates, ImportRates],
  exports: [RatePlans, ChangePrices, CompanyClasses],
})
export class PricingModule {}
