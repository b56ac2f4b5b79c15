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
  clear: '清除',
  noResults: '没有匹配项',
  choose: '请选择',
  required: '必填',
  undo: '撤销',
  notifications: '通知',
  requestId: '请求编号',
  breadcrumbs: '当前位置',
  actions: '操作',
  pagination: '分页',
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
  clear: 'Clear',
  noResults: 'No matches',
  choose: 'Choose',
  required: 'required',
  undo: 'Undo',
  notifications: 'Notifications',
  requestId: 'Request ID',
  breadcrumbs: 'You are here',
  actions: 'Actions',
  pagination: 'Pages',
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

/** The words that a part of the kit says of its own, in the kit's language; they load with the part. */
export function useTextOf<T>(words: { readonly zh: T; readonly en: T }): T {
  return words[useKitLanguage()];
}

/** Locale for date parts: both write the year first, as the rest of the page does. */
export function useDateLocale(): string {
  return useKitLanguage() === 'en' ? 'en-CA' : 'zh-CN';
}
