import { Module, type OnModuleDestroy } from '@nestjs/common';
import { ChangeDeposit } from './deposits/change-deposit.js';
import { DepositReceipts } from './deposits/deposit-receipts.js';
import { DepositsController } from './deposits/deposits.controller.js';
import { DepositsQuery } from './deposits/deposits.query.js';
import { NumberReceipts } from './deposits/number-receipts.js';
import { Adjust } from './adjustments/adjust.js';
import { AdjustmentsController } from './adjustments/adjustments.controller.js';
import { AdjustmentsQuery } from './adjustments/adjustments.query.js';
import { AutomaticBalance } from './balance/automatic-balance.js';
import { BalanceController } from './balance/balance.controller.js';
import { BalanceQuery } from './balance/balance.query.js';
import { BankLinesController } from './bank/bank-lines.controller.js';
import { BankLines } from './bank/bank-lines.js';
import { BankLinesQuery } from './bank/bank-lines.query.js';
import { BankStatementsController } from './bank/bank-statements.controller.js';
import { BankStatements } from './bank/bank-statements.js';
import { BankStatementsQuery } from './bank/bank-statements.query.js';
import { CreditNoteDocuments } from './credit-notes/credit-note-documents.js';
import { CreditNotesController } from './credit-notes/credit-notes.controller.js';
import { CreditNotesQuery } from './credit-notes/credit-notes.query.js';
import { DecideCredit } from './credit-notes/decide-credit.js';
import { GiveCredit } from './credit-notes/give-credit.js';
import { InvoiceCorrectionsController } from './credit-notes/invoice-corrections.controller.js';
import { WriteOff } from './credit-notes/write-off.js';
import { InvoiceDocuments } from './documents/invoice-documents.js';
import { LedgerWorkbook } from './documents/ledger-workbook.js';
import { MonthArchive } from './documents/month-archive.js';
import { MonthDocumentsController } from './documents/month-documents.controller.js';
import { InvoicesController } from './invoices.controller.js';
import { InvoicesQuery } from './invoices.query.js';
import { releasePrinter } from './documents/pdf-printer.js';
import { PrintedDocuments } from './documents/printed-documents.js';
import { PaymentReceipts } from './receipts/payment-receipts.js';
import { PaymentReceiptsController } from './receipts/payment-receipts.controller.js';
import { AccountStatementController } from './statements/account-statement.controller.js';
import { AccountStatementQuery } from './statements/account-statement.query.js';
import { PaymentsController } from './payments.controller.js';
import { PaymentsQuery } from './payments.query.js';
import { RecordPayment } from './record-payment.js';
import { RefundsController } from './refunds/refunds.controller.js';
import { Refunds } from './refunds/refunds.js';
import { SupportModule } from './support/support.module.js';

/** Charges, invoices, payments, deposits, ledger and their documents. Other features use invoicing.api.ts inside their own transactions. */
@Module({
  imports: [SupportModule],
  controllers: [
    CreditNotesController,
    InvoiceCorrectionsController,
    PaymentReceiptsController,
    AccountStatementController,
    InvoicesController,
    PaymentsController,
    MonthDocumentsController,
    DepositsController,
    AdjustmentsController,
    BankStatementsController,
    BankLinesController,
    RefundsController,
    BalanceController,
  ],
  providers: [
    CreditNotesQuery,
    CreditNoteDocuments,
    GiveCredit,
    DecideCredit,
    WriteOff,
    PaymentReceipts,
    AccountStatementQuery,
    PrintedDocuments,
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
    BankStatements,
    BankStatementsQuery,
    BankLines,
    BankLinesQuery,
    Refunds,
    BalanceQuery,
    AutomaticBalance,
  ],
  exports: [PrintedDocuments],
})
export class InvoicingModule implements OnModuleDestroy {
  onModuleDestroy(): void {
    releasePrinter();
  }
}
