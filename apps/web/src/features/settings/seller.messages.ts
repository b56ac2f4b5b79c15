import { defineMessages } from '../../shared/i18n/messages';

/** The park as the seller on what it issues. */
export const sellerMessages = defineMessages(
  {
    tab: '销售方资料',
    title: '销售方开票资料',
    hint: '印在账单、红字单和收据上，并写入开票文件。更改只影响此后出具的单据，已出具的保持不变。',
    nameHint: '不填则用园区名称；与税务登记一致',
    nameZh: '单位名称',
    nameEn: '英文名称',
    creditCode: '统一社会信用代码',
    creditCodeWrong: '校验不通过，请核对 18 位代码',
    phone: '电话',
    address: '地址',
    bankName: '开户银行',
    bankAccount: '银行账号',
    save: '保存',
    saved: '已保存，此后出具的单据按新资料',
    failed: '资料加载失败',
  },
  {
    tab: 'Seller',
    title: 'The park as the seller',
    hint: 'Printed on invoices, credit notes and receipts, and written into files for the tax bureau. What is issued already stays as it is.',
    nameHint: 'Empty: the name of the park. As registered for tax',
    nameZh: 'Name in Chinese',
    nameEn: 'Name in English',
    creditCode: 'Unified social credit code',
    creditCodeWrong: 'Not a valid code of 18 places',
    phone: 'Phone',
    address: 'Address',
    bankName: 'Bank',
    bankAccount: 'Account',
    save: 'Save',
    saved: 'Saved; it holds for what is issued from now on',
    failed: 'The data could not be loaded',
  },
);
