import { Module } from '@nestjs/common';
import { CancelRun } from './cancel-run.js';
import { CloseMonth } from './close-month.js';
import { CompaniesQuery } from './companies.query.js';
import { CompaniesWorkbook } from './companies-workbook.js';
import { MonthActsController } from './month-acts.controller.js';
import { MonthsController } from './months.controller.js';
import { MonthsQuery } from './months.query.js';
import { PreviewQuery } from './preview.query.js';
import { RecomputeController } from './recompute/recompute.controller.js';
import { RecomputeIssued } from './recompute/recompute-issued.js';
import { ResumeRuns } from './resume-runs.js';
import { RetryCompany } from './retry-company.js';
import { AnswerDispute } from './review/answer-dispute.js';
import { DisputeLine } from './review/dispute-line.js';
import { DisputesQuery } from './review/disputes.query.js';
import { DraftStatementsQuery } from './review/draft-statements.query.js';
import { ReleaseRun } from './review/release-run.js';
import { ReviewController } from './review/review.controller.js';
import { StartRun } from './start-run.js';
import { UpcomingController } from './upcoming.controller.js';
import { UpcomingQuery } from './upcoming.query.js';
import { WorkRun } from './work-run.js';

const runs = [StartRun, WorkRun, CancelRun, RetryCompany, ResumeRuns, CloseMonth];
const review = [ReleaseRun, DisputeLine, AnswerDispute, DisputesQuery, DraftStatementsQuery];

/** Bills a month: accrues what all sources owe, gathers it into drafts that companies review, numbers and issues them; previews and closes months. */
@Module({
  controllers: [MonthsController, MonthActsController, ReviewController, UpcomingController, RecomputeController],
  providers: [
    ...runs,
    ...review,
    RecomputeIssued,
    MonthsQuery,
    CompaniesQuery,
    CompaniesWorkbook,
    PreviewQuery,
    UpcomingQuery,
  ],
  exports: [StartRun, WorkRun],
})
export class BillingRunModule {}
