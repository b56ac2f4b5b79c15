import type { ChargeComponent } from '@parkbench/domain';
import { defineMessages } from './i18n/messages';

const zh = {
  rent: '租金',
  abatement: '停机减免',
  idle_credit: '闲置时段分成',
  session: '机时',
  overdue: '逾期使用',
  cancellation: '取消费',
  no_show: '爽约费',
  run: '按次使用',
  sample: '按样检测',
  assistance: '人员协助',
  consumable: '耗材',
  service: '委托检测',
  damage: '损坏赔偿',
  adjustment: '费用调整',
  best_of: '封顶减免',
  forfeit: '押金没收',
} as const satisfies Record<ChargeComponent, string>;

const messages = defineMessages(zh, {
  rent: 'Rent',
  abatement: 'Outage abatement',
  idle_credit: 'Idle hours credit',
  session: 'Instrument time',
  overdue: 'Overdue use',
  cancellation: 'Cancellation fee',
  no_show: 'No-show fee',
  run: 'Runs',
  sample: 'Samples',
  assistance: 'Assistance',
  consumable: 'Consumables',
  service: 'Services',
  damage: 'Damage',
  adjustment: 'Adjustment',
  best_of: 'Taken off by the cap',
  forfeit: 'Deposit kept',
});

const isKind = (component: string): component is ChargeComponent => Object.hasOwn(zh, component);

/** What an amount is for, by the same words on every page; a kind that is not known here by its own name. */
export function useChargeKind(): (component: string) => string {
  const say = messages.useSay();
  return (component) => (isKind(component) ? say(component) : component);
}
