import { defineMessages } from './i18n/messages';

/** Texts of what is booked by the count. */
export const countsMessages = defineMessages(
  {
    title: '次数与样品',
    optional: '次数与样品（选填）',
    runs: '运行次数',
    samples: '样品数',
    each: '{money}/{unit}',
    extras: '技术协助与耗材（选填）',
    extrasHint: '按实际用量结算，使用结束时可修改',
    rate: '税率 {rate}',
    none: '请填写次数或样品数',
  },
  {
    title: 'Runs and samples',
    optional: 'Runs and samples (optional)',
    runs: 'Runs',
    samples: 'Samples',
    each: '{money} / {unit}',
    extras: 'Assistance and consumables (optional)',
    extrasHint: 'Charged as really used; can be changed when you stop',
    rate: 'tax {rate}',
    none: 'Say how many runs or samples',
  },
);
