import type { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import {
  firstDay,
  nextMonth,
  rdAmountFen,
  rdCategoryOf,
  type RdShare,
  rdShares,
  type RdUse,
  startOfDay,
  type TaxpayerKind,
} from '@parkbench/domain';
import { Database } from '../../platform/database/database.js';
import { type Actor, isStaff } from '../../platform/http/actor.js';
import { badRequest, notFound } from '../../platform/http/problem.js';
import { ParkSettings } from '../../platform/park-settings.js';
import { streamWorkbook } from '../../platform/spreadsheets/stream-workbook.js';
import { rdSheets } from './rd-statement.sheets.js';
import type { RdLine, RdStatement } from './rd-statement.types.js';
import { type RdCharge, rdChargesSql, rdUsesSql } from './rd-statement.sql.js';

const longestMonths = 24;

/** 《仪器使用费研发归集明细表》: of issued statements only, net for a general taxpayer and gross for a small-scale one (china.md §3.2). */
@Injectable()
export class RdStatements {
  constructor(
    private readonly db: Database,
    private readonly settings: ParkSettings,
  ) {}

  async stream(actor: Actor, asked: { from: string; to: string; companyId?: number }): Promise<Readable> {
    return streamWorkbook(rdSheets(await this.of(companyOf(actor, asked.companyId), asked)));
  }

  private async of(companyId: number, { from, to }: { from: string; to: string }): Promise<RdStatement> {
    const { timeZone } = await this.settings.get();
    const end = nextMonth(to);
    const months = monthNo(end) - monthNo(from);
    if (months < 1 || months > longestMonths)
      throw badRequest('bad_range', {
        zh: `期间应为 1 至 ${longestMonths} 个月`,
        en: `Ask for 1 to ${longestMonths} months`,
      });
    const [company] = await this.db.query<RdStatement['company']>(
      'SELECT name_zh "nameZh", credit_code "creditCode", taxpayer FROM company WHERE id = $1',
      [companyId],
    );
    if (!company) throw notFound();
    const span = [from, end].map((month) => new Date(startOfDay(firstDay(month), timeZone)));
    return this.db.read(companyId, async (tx) => {
      const charges = await tx.query<RdCharge>(rdChargesSql, [companyId, firstDay(from), firstDay(end)]);
      const uses = await tx.query<RdUse & { nameZh: string; assetNo: string }>(rdUsesSql, [companyId, ...span]);
      const shares = rdShares(uses);
      const lines = charges.map((charge) => lineOf(charge, shares, company.taxpayer));
      const instruments = shares.map((share) => {
        const { nameZh = '', assetNo = '' } = uses.find((use) => use.instrumentId === share.instrumentId) ?? {};
        return { ...share, nameZh, assetNo };
      });
      return { company, from, to, timeZone, lines, instruments };
    });
  }
}

const monthNo = (month: string): number => Number(month.slice(0, 4)) * 12 + Number(month.slice(5, 7));

/** A tenant reads its own; finance names the company. */
function companyOf(actor: Actor, companyId: number | undefined): number {
  if (isStaff(actor)) {
    if (companyId === undefined) throw badRequest('which_company', { zh: '请选择企业', en: 'Choose a company' });
    return companyId;
  }
  if (actor.companyId === null || (companyId !== undefined && companyId !== actor.companyId)) throw notFound();
  return actor.companyId;
}

/** Rent is shared out by time; so is what a best-of bill takes off, which belongs to an instrument's sessions together. */
function lineOf(charge: RdCharge, shares: readonly RdShare[], taxpayer: TaxpayerKind): RdLine {
  const { category, formLine } = rdCategoryOf(charge);
  const byShare = charge.kind === 'rental' || charge.component === 'best_of';
  const share = byShare
    ? (shares.find((one) => one.instrumentId === charge.instrumentId && one.kind === charge.kind) ?? null)
    : null;
  return { ...charge, category, formLine, researchFen: rdAmountFen({ ...charge, taxpayer, category, share }) };
}
