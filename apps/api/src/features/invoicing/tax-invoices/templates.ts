import { Injectable } from '@nestjs/common';
import { KNOWN_BATCH_VERSIONS } from '@parkbench/domain';
import type { z } from 'zod';
import { Clock } from '../../../platform/clock.js';
import { Database } from '../../../platform/database/database.js';
import type { Actor } from '../../../platform/http/actor.js';
import type { UploadedFile } from '../../../platform/http/uploaded-file.js';
import { record } from '../../../platform/outbox/record.js';
import { isoOf } from '../invoices.query.js';
import { openTemplate } from './official-template.js';
import type { templateView } from './tax-invoices.dto.js';

type View = z.infer<typeof templateView>;

/** The bureau's templates as they were uploaded; the last one is used. It is theirs, so it lives here and never in our files. */
@Injectable()
export class TaxTemplates {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
  ) {}

  async list(): Promise<View[]> {
    const rows = await this.db.query<Omit<View, 'isKnown'>>(
      `SELECT t.id, t.file_name "fileName", t.version, ${isoOf('t.uploaded_at')} "uploadedAt", m.name "uploadedBy"
       FROM tax_template t JOIN member m ON m.id = t.uploaded_by ORDER BY t.id DESC LIMIT 20`,
    );
    return rows.map((row) => ({ ...row, isKnown: KNOWN_BATCH_VERSIONS.includes(row.version) }));
  }

  /** Takes a template in; one whose columns we do not know, or that could not be filled, is refused. */
  async upload(actor: Actor, file: UploadedFile): Promise<{ id: number; version: string; isKnown: boolean }> {
    const { version, isKnown } = await openTemplate(file.content);
    return this.db.transaction('all', async (tx) => {
      const [row] = await tx.query<{ id: number }>(
        'INSERT INTO tax_template (file_name, version, content, uploaded_by, uploaded_at) VALUES ($1, $2, $3, $4, $5) RETURNING id',
        [file.name.slice(0, 200), version.slice(0, 40), file.content, actor.memberId, this.clock.now()],
      );
      const id = row?.id ?? 0;
      await record(tx, {
        actorId: actor.memberId,
        companyId: null,
        action: 'tax_template.uploaded',
        entity: 'tax_template',
        entityId: id,
        data: { version, fileName: file.name.slice(0, 200) },
      });
      return { id, version, isKnown };
    });
  }
}
