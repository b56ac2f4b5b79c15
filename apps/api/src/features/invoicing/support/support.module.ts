import { Module } from '@nestjs/common';
import { EvidencePack } from '../vouchers/evidence-pack.js';
import { InvoiceSupport } from '../vouchers/invoice-support.query.js';
import { KeepVouchers } from '../vouchers/keep-vouchers.js';
import { SettleVoucher } from '../vouchers/settle-voucher.js';
import { UseVoucher } from '../vouchers/use-voucher.js';
import { VoucherUsesController } from '../vouchers/voucher-uses.controller.js';
import { VouchersController } from '../vouchers/vouchers.controller.js';
import { VouchersQuery } from '../vouchers/vouchers.query.js';
import { Programmes } from './programmes.js';
import { ProgrammesController } from './programmes.controller.js';

/** What pays towards invoices beside money: vouchers of others and the park's own programmes. */
@Module({
  controllers: [VouchersController, VoucherUsesController, ProgrammesController],
  providers: [VouchersQuery, KeepVouchers, UseVoucher, SettleVoucher, EvidencePack, InvoiceSupport, Programmes],
})
export class SupportModule {}
