import { defineMessages } from '../../../shared/i18n/messages';

export const windowMessages = defineMessages(
  {
    at: '从',
    until: '到',
    noTime: '不限',
    quantity: '数量',
    amount: '{count} 台',
    spec: '规格要求',
    specExample: '规格、功能、附件，如 15000 rpm',
    pickPeriod: '选好需要的时间，即可看到总价并加入预约单',
    pickTimes: '再选起止时刻，即可看到总价并加入预约单',
  },
  {
    at: 'From',
    until: 'To',
    noTime: 'any time',
    quantity: 'How many',
    amount: '{count}',
    spec: 'Specification',
    specExample: 'Specification, e.g. 15000 rpm',
    pickPeriod: 'Say when you need it to see prices and fill the basket',
    pickTimes: 'Choose from when to when to see prices and fill the basket',
  },
);
