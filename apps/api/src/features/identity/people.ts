import { Injectable } from '@nestjs/common';
import { localDate } from '@parkbench/domain';
import type { z } from 'zod';
import { Clock } from '../../platform/clock.js';
import { Database, type Tx } from '../../platform/database/database.js';
import { constraintOf } from '../../platform/database/sql-state.js';
import { type Actor, isStaff, staffRoles } from '../../platform/http/actor.js';
import { badRequest, conflict, forbidden, notFound, stale } from '../../platform/http/problem.js';
import { ParkSettings } from '../../platform/park-settings.js';
import { record } from '../../platform/outbox/record.js';
import type { changeMember, company, companyChange, companyView, memberView } from './identity.dto.js';

type CompanyInput = z.infer<typeof company>;
type CompanyChange = z.infer<typeof companyChange>;
type CompanyView = z.infer<typeof companyView>;

// $1 is today.
const columns = `c.id, c.name_zh "nameZh", c.name_en "nameEn", c.credit_code "creditCode", (SELECT k.class_code FROM company_discount_on(c.id, $1) k) "classCode", c.address, c.phone,
  c.bank_name "bankName", c.bank_account "bankAccount", c.invoice_email "invoiceEmail", c.suspended_at IS NOT NULL suspended, c.suspended_reason "suspendedReason", c.credit_limit_fen "creditLimitFen", c.affiliated_with_provider "isAffiliated", c.version,
  (SELECT count(*)::int FROM member m WHERE m.company_id = c.id) members`;

const values = (c: Omit<CompanyInput, 'classCode'>): unknown[] => [
  c.nameZh,
  c.nameEn || c.nameZh,
  c.creditCode,
  c.address,
  c.phone,
  c.bankName,
  c.bankAccount,
  c.invoiceEmail,
];

@Injectable()
export class People {
  constructor(
    private readonly db: Database,
    private readonly park: ParkSettings,
    private readonly clock: Clock,
  ) {}

  async companies(): Promise<CompanyView[]> {
    return this.db.query(`SELECT ${columns} FROM company c ORDER BY c.name_zh`, [await this.today()]);
  }

  async addCompany(actor: Actor, input: CompanyInput): Promise<{ id: number }> {
    return this.named(() =>
      this.db.transaction('all', async (tx) => {
        const [row] = await tx.query<{ id: number }>(
          `INSERT INTO company (name_zh, name_en, credit_code, address, phone, bank_name, bank_account, invoice_email, class_code)
           VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) RETURNING id`,
          [...values(input), input.classCode],
        );
        if (!row) throw notFound();
        await record(tx, {
          actorId: actor.memberId,
          companyId: row.id,
          action: 'company.added',
          entity: 'company',
          entityId: row.id,
          data: input,
        });
        return { id: row.id };
      }),
    );
  }

  /** Changes what stands on a company's papers; its class changes on a day, and not here. */
  async changeCompany(actor: Actor, id: number, version: number, input: CompanyChange): Promise<void> {
    const today = await this.today();
    await this.named(() =>
      this.db.transaction('all', async (tx) => {
        const changed = await tx.execute(
          `UPDATE company SET name_zh = $3, name_en = $4, credit_code = $5, address = $6, phone = $7,
             bank_name = $8, bank_account = $9, invoice_email = $10, version = version + 1 WHERE id = $1 AND version = $2`,
          [id, version, ...values(input)],
        );
        if (changed === 0) {
          const [current] = await tx.query<CompanyView>(`SELECT ${columns} FROM company c WHERE c.id = $2`, [
            today,
            id,
          ]);
          throw current ? stale(current) : notFound();
        }
        if (input.classCode !== undefined) await sameClass(tx, id, today, input.classCode);
        await record(tx, {
          actorId: actor.memberId,
          companyId: id,
          action: 'company.changed',
          entity: 'company',
          entityId: id,
          data: input,
        });
      }),
    );
  }

  members(actor: Actor): Promise<z.infer<typeof memberView>[]> {
    return this.db.query(
      `SELECT m.id, m.name, m.email, m.role, m.company_id "companyId", c.name_zh "companyNameZh", c.name_en "companyNameEn", m.disabled_at IS NOT NULL disabled
       FROM member m LEFT JOIN company c ON c.id = m.company_id WHERE $1::bigint IS NULL OR m.company_id = $1 ORDER BY c.name_zh NULLS FIRST, m.name`,
      [actor.companyId],
    );
  }

  private async today(): Promise<string> {
    const { timeZone } = await this.park.get();
    return localDate(this.clock.now().getTime(), timeZone);
  }

  async changeMember(actor: Actor, id: number, input: z.infer<typeof changeMember>): Promise<void> {
    if (id === actor.memberId)
      throw badRequest('not_oneself', {
        zh: '不能修改自己的角色或停用自己',
        en: 'You cannot change your own role or disable yourself',
      });
    await this.db.transaction('all', async (tx) => {
      const [target] = await tx.query<{ role: string; company_id: number | null }>(
        'SELECT role, company_id FROM member WHERE id = $1 AND ($2::bigint IS NULL OR company_id = $2) FOR UPDATE',
        [id, actor.companyId],
      );
      if (!target) throw notFound();
      const touchesStaff = target.company_id === null || (input.role !== undefined && staffRoles.includes(input.role));
      if (touchesStaff && actor.role !== 'admin') throw isStaff(actor) ? forbidden() : notFound();
      if (input.role && staffRoles.includes(input.role) !== (target.company_id === null)) {
        throw badRequest('role_of_other_kind', {
          zh: '企业成员不能设为园区角色',
          en: 'A company member cannot hold a park role',
        });
      }
      await tx.query(
        `UPDATE member SET role = coalesce($2, role), version = version + 1,
           disabled_at = CASE WHEN $3::boolean IS NULL THEN disabled_at WHEN $3 THEN coalesce(disabled_at, now()) END WHERE id = $1`,
        [id, input.role ?? null, input.disabled ?? null],
      );
      await tx.query('UPDATE session SET revoked_at = now() WHERE member_id = $1 AND revoked_at IS NULL', [id]);
      await record(tx, {
        actorId: actor.memberId,
        companyId: target.company_id,
        action: 'member.changed',
        entity: 'member',
        entityId: id,
        data: input,
      });
    });
  }

  private async named<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      const constraint = constraintOf(error);
      if (constraint === 'company_credit_code_key')
        throw conflict('credit_code_taken', {
          zh: '该统一社会信用代码已登记',
          en: 'This credit code is registered already',
        });
      if (constraint === 'company_name_zh_key')
        throw conflict('name_taken', { zh: '该企业名称已登记', en: 'This company name is registered already' });
      if (constraint === 'company_class_code_fkey')
        throw badRequest('unknown_class', { zh: '企业类别不存在', en: 'There is no such company class' });
      throw error;
    }
  }
}

/** A class is held from a day on: what came before it stays known. */
async function sameClass(tx: Tx, id: number, today: string, classCode: string): Promise<void> {
  const [row] = await tx.query<{ classCode: string }>(
    'SELECT class_code "classCode" FROM company_discount_on($1, $2)',
    [id, today],
  );
  if (row?.classCode === classCode) return;
  throw conflict('class_by_date', {
    zh: '企业类别按生效日期变更，请在“价格 › 企业类别”中操作',
    en: 'A company changes its class on a day; do it under Rates › Company classes',
  });
}
