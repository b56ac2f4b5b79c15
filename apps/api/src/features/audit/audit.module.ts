import { Module } from '@nestjs/common';
import { AuditController } from './audit.controller.js';
import { ChainQuery } from './chain.query.js';
import { CheckChain } from './check-chain.js';
import { EventsQuery } from './events.query.js';
import { EventsWorkbook } from './events-workbook.js';
import { NotedHeads } from './noted-heads.js';
import { SealEvents } from './seal-events.js';

/** The audit trail: sealed behind the writes, checked every night, shown and exported. */
@Module({
  controllers: [AuditController],
  providers: [SealEvents, CheckChain, NotedHeads, ChainQuery, EventsQuery, EventsWorkbook],
})
export class AuditModule {}
