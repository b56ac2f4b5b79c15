import { Module } from '@nestjs/common';
import { ReportsController } from './reports.controller.js';
import { ShowUtilisation } from './utilisation.query.js';

@Module({ controllers: [ReportsController], providers: [ShowUtilisation] })
export class ReportsModule {}
