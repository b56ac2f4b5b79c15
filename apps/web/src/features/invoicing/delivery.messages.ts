import { defineMessages } from '../../shared/i18n/messages';

/** Where an invoice went by mail. */
export const deliveryMessages = defineMessages(
  {
    title: '邮件送达',
    none: '没有发送邮件：企业没有接收邮件的管理员，也没有填写开票邮箱。账单仅在页面可见。',
    queued: '待发送',
    sent: '已送达',
    failed: '发送失败',
    zh: '中文',
    en: '英文',
    next: '{at} 再次尝试',
    retry: '立即重新发送',
    again: '已重新排队发送',
  },
  {
    title: 'Sent by mail',
    none: 'No mail was sent: the company has no admin who takes mail and no address for invoices. It sees the invoice on its page only.',
    queued: 'Queued',
    sent: 'Sent',
    failed: 'Failed',
    zh: 'Chinese',
    en: 'English',
    next: 'next try {at}',
    retry: 'Send again now',
    again: 'Queued again',
  },
);
