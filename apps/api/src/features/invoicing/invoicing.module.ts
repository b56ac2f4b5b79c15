import { Module } from '@nestjs/common';
import { ChangeDeposit } from './deposits/change-deposit.js';
import { DepositReceipts } from './deposits/deposit-receipts.js';
import { DepositsController } from './deposits/deposits.controller.js';
import { DepositsQuery } from './deposits/deposits.query.js';
import { NumberReceipts } from './deposits/number-receipts.js';
import { Adjust } from './adjustments/adjust.js';
import { AdjustmentsController } from './adjustments/adjustments.controller.js';
import { AdjustmentsQuery } from './adjustments/adjustments.query.js';
import { InvoiceDocuments } from './documents/invoice-documents.js';
import { LedgerWorkbook } from './documents/ledger-workbook.js';
import { MonthArchive } from './documents/month-archive.js';
import { MonthDocumentsController } from './documents/month-documents.controller.js';
import { InvoicesController } from './invoices.controller.js';
import { InvoicesQuery } from './invoices.query.js';
import { PaymentsController } from './payments.controller.js';
import { PaymentsQuery } from './payments.query.js';
import { RecordPayment } from './record-payment.js';

/** Charges, invoices, payments, deposits, ledger and their documents. Other features use invoicing.api.ts inside their own transactions. */
@Module({
  controllers: [
    InvoicesController,
    PaymentsController,
    MonthDocumentsController,
    DepositsController,
    AdjustmentsController,
  ],
  providers: [
    InvoicesQuery,
    InvoiceDocuments,
    MonthArchive,
    LedgerWorkbook,
    PaymentsQuery,
    RecordPayment,
    DepositsQuery,
    ChangeDeposit,
    DepositReceipts,
    NumberReceipts,
    AdjustmentsQuery,
    Adjust,
  ],
})
export class InvoicingModule {}
