import { Injectable } from '@nestjs/common';
import type { z } from 'zod';
import { Database } from '../../platform/database/database.js';
import { constraintOf } from '../../platform/database/sql-state.js';
import { type Actor, isStaff, staffRoles } from '../../platform/http/actor.js';
import { badRequest, conflict, forbidden, notFound, stale } from '../../platform/http/problem.js';
import { record } from '../../platform/outbox/record.js';
import type { changeMember, company, companyView, memberView } from './identity.dto.js';

type CompanyInput = z.infer<typeof company>;
type CompanyView = z.infer<typeof companyView>;

const columns = `c.id, c.name_zh "nameZh", c.name_en "nameEn", c.credit_code "creditCode", c.class_code "classCode", c.address, c.phone,
  c.bank_name "bankName", c.bank_account "bankAccount", c.invoice_email "invoiceEmail", c.suspended_at IS NOT NULL suspended, c.suspended_reason "suspendedReason", c.credit_limit_fen "creditLimitFen", c.version,
  (SELECT count(*)::int FROM member m WHERE m.company_id = c.id) members`;

const values = (c: CompanyInput): unknown[] => [
  c.nameZh,
  c.nameEn || c.nameZh,
  c.creditCode,
  c.classCode,
  c.address,
  c.phone,
  c.bankName,
  c.bankAccount,
  c.invoiceEmail,
];

@Injectable()
export class People {
  constructor(private readonly db: Database) {}

  companies(): Promise<CompanyView[]> {
    return this.db.query(`SELECT ${columns} FROM company c ORDER BY c.name_zh`);
  }

  async addCompany(actor: Actor, input: CompanyInput): Promise<{ id: number }> {
    return this.named(() =>
      this.db.transaction('all', async (tx) => {
        const [row] = await tx.query<{ id: number }>(
          `INSERT INTO company (name_zh, name_en, credit_code, class_code, address, phone, bank_name, bank_account, invoice_email)
           VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) RETURNING id`,
          values(input),
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

  async changeCompany(actor: Actor, id: number, version: number, input: CompanyInput): Promise<void> {
    await this.named(() =>
      this.db.transaction('all', async (tx) => {
        const changed = await tx.execute(
          `UPDATE company SET name_zh = $3, name_en = $4, credit_code = $5, class_code = $6, address = $7, phone = $8,
             bank_name = $9, bank_account = $10, invoice_email = $11, version = version + 1 WHERE id = $1 AND version = $2`,
          [id, version, ...values(input)],
        );
        if (changed === 0) {
          const [current] = await tx.query<CompanyView>(`SELECT ${columns} FROM company c WHERE c.id = $1`, [id]);
          throw current ? stale(current) : notFound();
        }
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
