import { Injectable } from '@nestjs/common';
import { localDate } from '@parkbench/domain';
import type { z } from 'zod';
import { Clock } from '../../platform/clock.js';
import { Database, type Tx } from '../../platform/database/database.js';
import { constraintOf } from '../../platform/database/sql-state.js';
import type { Actor } from '../../platform/http/actor.js';
import { conflict, notFound, Problem } from '../../platform/http/problem.js';
import { record } from '../../platform/outbox/record.js';
import { ParkSettings } from '../../platform/park-settings.js';
import type {
  classesView,
  classInput,
  discountInput,
  membersView,
  namesInput,
  periodInput,
  periodsView,
} from './company-classes.dto.js';
import { classDiscounts, classPeriods, type DatedTable, placeDated, takeOutDated } from './dated-rows.js';

type Discount = z.infer<typeof discountInput>;
type Period = z.infer<typeof periodInput>;

const discountsJson = `(SELECT coalesce(jsonb_agg(jsonb_build_object('id', d.id, 'validFrom', d.valid_from, 'validUntil', d.valid_until,
    'rentalBps', d.rental_bps, 'sessionBps', d.session_bps, 'note', d.note) ORDER BY d.valid_from DESC), '[]')
  FROM company_class_discount d WHERE d.class_code = k.code)`;
const periodColumns = `m.id, m.class_code "classCode", k.name_zh "nameZh", k.name_en "nameEn",
  m.valid_from "validFrom", m.valid_until "validUntil", m.note`;

/** What companies of a class pay less, and which company is in which class: each from a day on, and never rewritten. */
@Injectable()
export class CompanyClasses {
  constructor(
    private readonly db: Database,
    private readonly park: ParkSettings,
    private readonly clock: Clock,
  ) {}

  async all(): Promise<z.infer<typeof classesView>> {
    const items = await this.db.rows<z.infer<typeof classesView>['items'][number]>(
      'all',
      `SELECT k.code, k.name_zh "nameZh", k.name_en "nameEn", ${discountsJson} discounts,
              (SELECT count(*)::int FROM company_class_period m WHERE m.class_code = k.code
                 AND m.valid_from <= $1 AND (m.valid_until IS NULL OR m.valid_until > $1)) companies
       FROM company_class k ORDER BY k.code <> 'standard', k.code`,
      [await this.today()],
    );
    return { items };
  }

  /** Every company with the classes that it was, is and will be in. */
  async members(): Promise<z.infer<typeof membersView>> {
    const items = await this.db.rows<z.infer<typeof membersView>['items'][number]>(
      'all',
      `SELECT c.id "companyId", c.name_zh "nameZh", c.name_en "nameEn",
              (SELECT jsonb_agg(to_jsonb(x) ORDER BY x."validFrom" DESC) FROM (SELECT ${periodColumns}
                 FROM company_class_period m JOIN company_class k ON k.code = m.class_code WHERE m.company_id = c.id) x) periods
       FROM company c ORDER BY c.name_zh`,
    );
    return { items };
  }

  async ofCompany(id: number): Promise<z.infer<typeof periodsView>> {
    const items = await this.db.rows<z.infer<typeof periodsView>['items'][number]>(
      'all',
      `SELECT ${periodColumns} FROM company_class_period m JOIN company_class k ON k.code = m.class_code
       WHERE m.company_id = $1 ORDER BY m.valid_from DESC`,
      [id],
    );
    if (items.length === 0) throw notFound();
    return { items };
  }

  async add(actor: Actor, { code, nameZh, nameEn, ...discount }: z.infer<typeof classInput>): Promise<void> {
    const validFrom = await this.today();
    await this.db.transaction('all', async (tx) => {
      try {
        await tx.query('INSERT INTO company_class (code, name_zh, name_en) VALUES ($1, $2, $3)', [
          code,
          nameZh,
          nameEn,
        ]);
      } catch (error) {
        if (constraintOf(error) === 'company_class_pkey') throw codeTaken();
        throw error;
      }
      await placeDiscount(tx, code, { ...discount, validFrom, note: '' });
      await audit(tx, actor, 'company_class.added', { code, nameZh, nameEn, ...discount });
    });
  }

  async rename(actor: Actor, code: string, names: z.infer<typeof namesInput>): Promise<void> {
    await this.db.transaction('all', async (tx) => {
      const changed = await tx.execute('UPDATE company_class SET name_zh = $2, name_en = $3 WHERE code = $1', [
        code,
        names.nameZh,
        names.nameEn,
      ]);
      if (changed === 0) throw notFound();
      await audit(tx, actor, 'company_class.renamed', { code, ...names });
    });
  }

  /** What the class takes off from a day on, today at the earliest. */
  setDiscount(actor: Actor, code: string, input: Discount): Promise<{ id: number }> {
    return this.db.transaction('all', async (tx) => {
      const id = await this.discountIn(tx, code, input);
      await audit(tx, actor, 'company_class.discount_set', { code, ...input });
      return { id };
    });
  }

  async discountIn(tx: Tx, code: string, input: Discount): Promise<number> {
    if (input.validFrom < (await this.today())) throw inThePast();
    const [row] = await tx.query('SELECT 1 FROM company_class WHERE code = $1 FOR NO KEY UPDATE', [code]);
    if (!row) throw notFound();
    return placeDiscount(tx, code, input);
  }

  /** The class of a company from a day on, today at the earliest. */
  setClass(actor: Actor, companyId: number, input: Period): Promise<{ id: number }> {
    return this.db.transaction('all', async (tx) => {
      const id = await this.classIn(tx, companyId, input);
      const entry = { action: 'company.class_set', entity: 'company', entityId: companyId, data: input };
      await record(tx, { actorId: actor.memberId, companyId, ...entry });
      return { id };
    });
  }

  async classIn(tx: Tx, companyId: number, { classCode, validFrom, note }: Period): Promise<number> {
    if (validFrom < (await this.today())) throw inThePast();
    const [row] = await tx.query<{ known: boolean }>(
      `SELECT EXISTS (SELECT 1 FROM company_class WHERE code = $2) known FROM company WHERE id = $1 FOR NO KEY UPDATE`,
      [companyId, classCode],
    );
    if (!row) throw notFound();
    if (!row.known) throw noSuchClass();
    return placeDated(tx, classPeriods, companyId, { validFrom, class_code: classCode, note });
  }

  /** Takes back a discount that does not hold yet. */
  removeDiscount(actor: Actor, id: number): Promise<void> {
    return this.takeBack(actor, classDiscounts, id);
  }

  /** Takes back a change of class that does not hold yet. */
  removePeriod(actor: Actor, id: number): Promise<void> {
    return this.takeBack(actor, classPeriods, id);
  }

  private async takeBack(actor: Actor, of: DatedTable, id: number): Promise<void> {
    const today = await this.today();
    await this.db.transaction('all', async (tx) => {
      const [row] = await tx.query<{ of: string | number; validFrom: string; validUntil: string | null }>(
        `SELECT ${of.owner} "of", valid_from "validFrom", valid_until "validUntil" FROM ${of.table} WHERE id = $1 FOR UPDATE`,
        [id],
      );
      if (!row) throw notFound();
      if (row.validFrom <= today) throw alreadyHolds();
      await takeOutDated(tx, of, { id, ...row });
      await audit(tx, actor, `${of.table}.removed`, { ...row });
    });
  }

  private async today(): Promise<string> {
    const { timeZone } = await this.park.get();
    return localDate(this.clock.now().getTime(), timeZone);
  }
}

const placeDiscount = (tx: Tx, code: string, { validFrom, rentalBps, sessionBps, note }: Discount): Promise<number> =>
  placeDated(tx, classDiscounts, code, { validFrom, rental_bps: rentalBps, session_bps: sessionBps, note });

const audit = (tx: Tx, actor: Actor, action: string, data: Record<string, unknown>): Promise<void> =>
  record(tx, { actorId: actor.memberId, companyId: null, action, entity: 'company_class', entityId: 0, data });

const codeTaken = (): Error => conflict('class_exists', { zh: '该代码已被使用', en: 'There is a class of that code' });
const noSuchClass = (): Problem =>
  new Problem({ status: 422, code: 'no_such_class', title: { zh: '没有这个企业类别', en: 'There is no such class' } });
const inThePast = (): Problem =>
  new Problem({
    status: 422,
    code: 'class_in_the_past',
    title: { zh: '生效日期不能早于今天：已报出的价格不改变', en: 'Not before today: prices that were given stay' },
  });
const alreadyHolds = (): Error =>
  conflict('already_holds', {
    zh: '该条已生效，不能撤销。请从某日起另设一条',
    en: 'It holds already and stays; set another one from a day on',
  });
