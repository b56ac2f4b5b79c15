import { defineMessages } from '../../shared/i18n/messages';

export const downloadMessages = defineMessages(
  {
    rd: '研发归集明细表',
    rdTitle: '仪器使用费研发归集明细表',
    rdHint:
      '按研发项目列出已出结算单的仪器费用，附 2021 版辅助账样式和研发机时占比，供加计扣除归集使用。归集行次为建议，以贵司财务判断为准。',
    from: '起始月份',
    to: '截止月份',
    download: '下载 Excel',
    cancel: '取消',
    services: '服务记录',
    catalogue: '仪器名录',
  },
  {
    rd: 'R&D cost statement',
    rdTitle: 'Statement of R&D instrument costs',
    rdHint:
      'Invoiced instrument costs by R&D project, with the shape of the 2021 ledger and the shares of research time, for the super-deduction. The proposed lines are for your accountant to decide.',
    from: 'From month',
    to: 'To month',
    download: 'Download Excel',
    cancel: 'Cancel',
    services: 'Service records',
    catalogue: 'Instrument catalogue',
  },
);
