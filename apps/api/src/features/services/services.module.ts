import { Module } from '@nestjs/common';
import { ChangeOrder } from './change-order.js';
import { RequestService } from './request-service.js';
import { ServiceOrdersController } from './service-orders.controller.js';
import { ServiceOrdersQuery } from './service-orders.query.js';

/** Samples that the park's staff run on order (委托检测): asked for, quoted, agreed to, done, and billed as items. */
@Module({
  controllers: [ServiceOrdersController],
  providers: [ServiceOrdersQuery, RequestService, ChangeOrder],
})
export class ServicesModule {}
