import { Module } from '@nestjs/common';
import { ShowBusyness } from './busyness.query.js';
import { ReportsController } from './reports.controller.js';
import { ShowUtilisation } from './utilisation.query.js';

@Module({ controllers: [ReportsController], providers: [ShowUtilisation, ShowBusyness] })
export class ReportsModule {}
