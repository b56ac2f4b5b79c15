import { defineMessages } from '../../shared/i18n/messages';

const zh = {
  rental: '按月租用',
  session: '按时使用',
  run: '按次',
  maintenance: '维护',
  calibration: '校准',
  fault: '故障',
  closure: '停用',
  bank: '银行转账',
  cash: '现金',
  prepaid: '预付款',
  member: '成员',
  company_admin: '企业管理员',
  manager: '实验室管理员',
  finance: '财务',
  admin: '系统管理员',
  in_service: '在用',
  out_of_service: '停用',
  retired: '报废',
} as const;

/** Words that events keep as codes; others are shown as they are. */
export const valueMessages = defineMessages(zh, {
  rental: 'rental',
  session: 'session',
  run: 'run',
  maintenance: 'maintenance',
  calibration: 'calibration',
  fault: 'fault',
  closure: 'closure',
  bank: 'bank transfer',
  cash: 'cash',
  prepaid: 'prepaid',
  member: 'member',
  company_admin: 'company administrator',
  manager: 'manager',
  finance: 'finance',
  admin: 'administrator',
  in_service: 'in service',
  out_of_service: 'out of service',
  retired: 'retired',
});
export const isValue = (text: string): text is keyof typeof zh => Object.hasOwn(zh, text);
