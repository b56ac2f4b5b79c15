import { Module } from '@nestjs/common';
import { InventoryModule } from '../inventory/inventory.module.js';
import { ImportPrices } from './import-prices.js';
import { ListRates } from './list-rates.query.js';
import { RatePlans } from './rate-plans.js';
import { RatePlansController } from './rate-plans.controller.js';
import { ShowInstrumentController } from './show-instrument.controller.js';

@Module({
  imports: [InventoryModule],
  controllers: [RatePlansController, ShowInstrumentController],
  providers: [RatePlans, ListRates, ImportPrices],
})
export class PricingModule {}
