import { Module } from '@nestjs/common';
import { Calendar } from './calendar.js';
import { CalendarController } from './calendar.controller.js';
import { Closures } from './closures.js';
import { CompanyTerms } from './company-terms.js';
import { ParkFigures } from './park-figures.js';
import { Rules } from './rules.js';
import { SettingsController } from './settings.controller.js';

@Module({
  controllers: [SettingsController, CalendarController],
  providers: [ParkFigures, Rules, Calendar, Closures, CompanyTerms],
})
export class SettingsModule {}
