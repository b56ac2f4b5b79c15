import { Global, Module } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import { DataSource } from 'typeorm';
import { Clock } from './clock.js';
import { env } from './config/env.js';
import { createDataSource } from './database/data-source.js';
import { Database } from './database/database.js';
import { DueWork } from './due-work/due-work.js';
import { HealthController } from './http/health.controller.js';
import { Commands } from './http/idempotency.js';
import { Live } from './live/live.js';
import { LiveController } from './live/live.controller.js';
import { OutboxRelay } from './outbox/outbox-relay.js';
import { ParkSettings } from './park-settings.js';
import { Heartbeat } from './queue/heartbeat.js';
import { JobHandlers } from './queue/job-handlers.js';
import { NightJobs } from './queue/night-jobs.js';
import { Queues } from './queue/queues.js';

const dataSource = {
  provide: DataSource,
  useFactory: (): Promise<DataSource> =>
    createDataSource({ url: env().DATABASE_URL, role: 'app', poolSize: env().DATABASE_POOL }).initialize(),
};

const shared = [
  Clock,
  Database,
  Commands,
  OutboxRelay,
  DueWork,
  Queues,
  JobHandlers,
  NightJobs,
  Heartbeat,
  Live,
  ParkSettings,
];

@Global()
@Module({
  imports: [DiscoveryModule],
  controllers: [HealthController, LiveController],
  providers: [dataSource, ...shared],
  exports: [...shared, DiscoveryModule],
})
export class PlatformModule {}
