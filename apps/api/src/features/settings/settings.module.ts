import { Module } from '@nestjs/common';
import { Calendar } from './calendar.js';
import { CalendarController } from './calendar.controller.js';
import { Closures } from './closures.js';
import { CompanyTerms } from './company-terms.js';
import { ParkFigures } from './park-figures.js';
import { Rules } from './rules.js';
import { SellerData } from './seller-data.js';
import { SettingsController } from './settings.controller.js';
import { SystemHealthController } from './system-health.controller.js';
import { SystemHealth } from './system-health.js';

@Module({
  controllers: [SettingsController, CalendarController, SystemHealthController],
  providers: [ParkFigures, Rules, Calendar, Closures, CompanyTerms, SellerData, SystemHealth],
})
export class SettingsModule {}
