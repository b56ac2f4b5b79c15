import { useSyncExternalStore } from 'react';

const zh = {
  product: '共享实验台',
  close: '关闭',
  open: '打开',
  cancel: '取消',
  loading: '加载中…',
  working: '处理中…',
  retry: '重试',
  previous: '上一页',
  next: '下一页',
  previousMonth: '上个月',
  nextMonth: '下个月',
  clear: '清除',
  noResults: '没有匹配项',
  choose: '请选择',
  required: '必填',
  openCalendar: '打开日历',
  startDate: '开始日期',
  endDate: '结束日期',
  lastDayIncluded: '含最后一天',
  lastDayExcluded: '不含最后一天',
  selectedLegend: '已选',
  takenLegend: '已占用 / 维护（不可跨越）',
  calendarKeys: '方向键移动 · Enter 选择 · PageUp / PageDown 换月',
  undo: '撤销',
  undoKey: '按 Z 撤销',
  notifications: '通知',
  requestId: '请求编号',
  breadcrumbs: '当前位置',
  increase: '增加',
  decrease: '减少',
  chooseFile: '选择文件',
  dropFile: '或将文件拖到此处',
  removeFile: '移除文件',
  sortedUp: '升序',
  sortedDown: '降序',
  actions: '操作',
  pagination: '分页',
  done: '已完成',
  blocked: '受阻',
  wrongFileType: '文件类型不符，可用：',
  today: '今天',
  tooManyDecimals: '金额最多两位小数',
  notANumber: '请填写数字',
};

export type KitText = typeof zh;

const en: KitText = {
  product: 'Parkbench',
  close: 'Close',
  open: 'Open',
  cancel: 'Cancel',
  loading: 'Loading…',
  working: 'Working…',
  retry: 'Try again',
  previous: 'Previous',
  next: 'Next',
  previousMonth: 'Previous month',
  nextMonth: 'Next month',
  clear: 'Clear',
  noResults: 'No matches',
  choose: 'Choose',
  required: 'required',
  openCalendar: 'Open calendar',
  startDate: 'Start date',
  endDate: 'End date',
  lastDayIncluded: 'last day included',
  lastDayExcluded: 'last day not included',
  selectedLegend: 'Selected',
  takenLegend: 'Booked or under maintenance (cannot be crossed)',
  calendarKeys: 'Arrows move · Enter selects · PageUp / PageDown change month',
  undo: 'Undo',
  undoKey: 'Press Z to undo',
  notifications: 'Notifications',
  requestId: 'Request ID',
  breadcrumbs: 'You are here',
  increase: 'Increase',
  decrease: 'Decrease',
  chooseFile: 'Choose a file',
  dropFile: 'or drop it here',
  removeFile: 'Remove file',
  sortedUp: 'ascending',
  sortedDown: 'descending',
  actions: 'Actions',
  pagination: 'Pages',
  done: 'done',
  blocked: 'blocked',
  wrongFileType: 'Wrong file type; use ',
  today: 'today',
  tooManyDecimals: 'Use at most two decimals',
  notANumber: 'Enter a number',
};

function subscribe(changed: () => void): () => void {
  const observer = new MutationObserver(changed);
  observer.observe(document.documentElement, { attributes: true, attributeFilter: ['lang'] });
  return () => observer.disconnect();
}

const documentLanguage = (): string => document.documentElement.lang;

/** The kit's own language, read from <html lang>. */
export function useKitLanguage(): 'zh' | 'en' {
  return useSyncExternalStore(subscribe, documentLanguage).startsWith('en') ? 'en' : 'zh';
}

/** Words the kit itself says: close, retry, previous month … */
export function useKitText(): KitText {
  return useKitLanguage() === 'en' ? en : zh;
}

/** Locale for date parts: both write the year first, as the rest of the page does. */
export function useDateLocale(): string {
  return useKitLanguage() === 'en' ? 'en-CA' : 'zh-CN';
}
