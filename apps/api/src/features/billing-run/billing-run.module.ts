import { Module } from '@nestjs/common';
import { CloseMonth } from './close-month.js';
import { MonthsController } from './months.controller.js';
import { MonthsQuery } from './months.query.js';
import { PreviewQuery } from './preview.query.js';
import { RecomputeController } from './recompute/recompute.controller.js';
import { RecomputeIssued } from './recompute/recompute-issued.js';
import { RecomputeJobs } from './recompute/recompute-jobs.js';
import { ResumeRuns } from './resume-runs.js';
import { RetryCompany } from './retry-company.js';
import { StartRun } from './start-run.js';
import { UpcomingController } from './upcoming.controller.js';
import { UpcomingQuery } from './upcoming.query.js';
import { WorkRun } from './work-run.js';

/** Bills a month: accrues what all sources owe, gathers it into invoices, numbers and issues them; previews and closes months. */
@Module({
  controllers: [MonthsController, UpcomingController, RecomputeController],
  providers: [
    MonthsQuery,
    PreviewQuery,
    UpcomingQuery,
    StartRun,
    WorkRun,
    RetryCompany,
    CloseMonth,
    ResumeRuns,
    RecomputeIssued,
    RecomputeJobs,
  ],
  exports: [StartRun, WorkRun],
})
export class BillingRunModule {}
