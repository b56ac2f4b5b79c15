import { Module } from '@nestjs/common';
import { TaxBatches } from './batches.js';
import { ExportBatch } from './export-batch.js';
import { ReadBack } from './read-back.js';
import { ReadingsQuery } from './readings.query.js';
import { RecordNumberByHand } from './record-number.js';
import { TaxFilesController } from './tax-files.controller.js';
import { TaxInvoicesController } from './tax-invoices.controller.js';
import { TaxInvoicesQuery } from './tax-invoices.query.js';
import { TaxTerms } from './tax-terms.js';
import { TaxTemplates } from './templates.js';

/** Statements on their way to the tax bureau and back: batch files, issued numbers, red letters. */
@Module({
  controllers: [TaxInvoicesController, TaxFilesController],
  providers: [
    TaxInvoicesQuery,
    ExportBatch,
    TaxBatches,
    TaxTemplates,
    RecordNumberByHand,
    ReadBack,
    ReadingsQuery,
    TaxTerms,
  ],
})
export class TaxInvoicesModule {}
