import { Injectable } from '@nestjs/common';
import type { z } from 'zod';
import { Database } from '../../../platform/database/database.js';
import { type Actor, isStaff } from '../../../platform/http/actor.js';
import { notFound } from '../../../platform/http/problem.js';
import { record } from '../../../platform/outbox/record.js';
import type { taxTerms } from './tax-invoices.dto.js';

type Terms = z.infer<typeof taxTerms>;

/** Which invoice a company gets and whether it books costs net: its own business, kept by its administrator or by finance. */
@Injectable()
export class TaxTerms {
  constructor(private readonly db: Database) {}

  async of(actor: Actor, companyId: number): Promise<Terms> {
    refuseForeign(actor, companyId);
    const [terms] = await this.db.query<Terms>(
      'SELECT tax_invoice_kind "taxInvoiceKind", taxpayer FROM company WHERE id = $1',
      [companyId],
    );
    if (!terms) throw notFound();
    return terms;
  }

  async set(actor: Actor, companyId: number, terms: Terms): Promise<void> {
    refuseForeign(actor, companyId);
    await this.db.transaction('all', async (tx) => {
      const changed = await tx.execute('UPDATE company SET tax_invoice_kind = $2, taxpayer = $3 WHERE id = $1', [
        companyId,
        terms.taxInvoiceKind,
        terms.taxpayer,
      ]);
      if (changed === 0) throw notFound();
      await record(tx, {
        actorId: actor.memberId,
        companyId,
        action: 'company.tax_terms_changed',
        entity: 'company',
        entityId: companyId,
        data: terms,
      });
    });
  }
}

function refuseForeign(actor: Actor, companyId: number): void {
  if (!isStaff(actor) && actor.companyId !== companyId) throw notFound();
}
