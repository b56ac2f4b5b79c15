import { Injectable, type OnModuleInit } from '@nestjs/common';
import { DueWork } from '../../platform/due-work/due-work.js';
import { ChangeOutage } from './change-outage.js';
import { dueKinds } from './settle-case.js';

/** Each night an outage whose end nobody knows takes one day more. */
@Injectable()
export class OutageGoesOn implements OnModuleInit {
  constructor(
    private readonly dueWork: DueWork,
    private readonly changing: ChangeOutage,
  ) {}

  onModuleInit(): void {
    this.dueWork.handle(dueKinds.goesOn, (tx, work) => this.changing.goOn(tx, work));
  }
}
