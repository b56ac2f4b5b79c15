import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import { Allow } from '../../../platform/http/actor.js';
import { ShowAging } from './aging.query.js';
import {
  agingView,
  depreciationQuery,
  depreciationView,
  revenueQuery,
  revenueView,
  trialBalanceQuery,
  trialBalanceView,
} from './finance.dto.js';
import { ShowRevenue } from './revenue.query.js';
import { ShowTrialBalance } from './trial-balance.query.js';

@ApiTags('reports')
@Controller('reports')
@Allow('finance')
export class FinanceReportsController {
  constructor(
    private readonly aging: ShowAging,
    private readonly trialBalance: ShowTrialBalance,
    private readonly revenue: ShowRevenue,
  ) {}

  /** What companies owe today, by how long it is overdue. */
  @Get('aging')
  @ApiOkResponse({ standardSchema: agingView })
  showAging(): Promise<z.infer<typeof agingView>> {
    return this.aging.execute();
  }

  /** Every account of the ledger over some days. */
  @Get('trial-balance')
  @ApiOkResponse({ standardSchema: trialBalanceView })
  showTrialBalance(
    @Query({ schema: trialBalanceQuery }) query: z.infer<typeof trialBalanceQuery>,
  ): Promise<z.infer<typeof trialBalanceView>> {
    return this.trialBalance.execute(query);
  }

  /** Net revenue by month, and by instrument, category, company or kind of charge. */
  @Get('revenue')
  @ApiOkResponse({ standardSchema: revenueView })
  showRevenue(
    @Query({ schema: revenueQuery }) query: z.infer<typeof revenueQuery>,
  ): Promise<z.infer<typeof revenueView>> {
    return this.revenue.execute(query);
  }

  /** What instruments earned beside what they lost in value. */
  @Get('rent-and-depreciation')
  @ApiOkResponse({ standardSchema: depreciationView })
  showDepreciation(
    @Query({ schema: depreciationQuery }) query: z.infer<typeof depreciationQuery>,
  ): Promise<z.infer<typeof depreciationView>> {
    return this.revenue.againstDepreciation(query);
  }
}
