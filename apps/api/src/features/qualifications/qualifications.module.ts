import { Module } from '@nestjs/common';
import { ChangeQualification } from './change-qualification.js';
import { GrantQualifications } from './grant-qualifications.js';
import { ListQualifiedPeople } from './list-qualified-people.query.js';
import { QualificationsController } from './qualifications.controller.js';

@Module({
  controllers: [QualificationsController],
  providers: [ListQualifiedPeople, GrantQualifications, ChangeQualification],
})
export class QualificationsModule {}
