import { useTextOf } from './kit-text';

const words = {
  zh: {
    openCalendar: '打开日历',
    lastDayIncluded: '含最后一天',
    lastDayExcluded: '不含最后一天',
    selectedLegend: '已选',
    takenLegend: '已占用 / 维护（不可跨越）',
    calendarKeys: '方向键移动 · Enter 选择 · PageUp / PageDown 换月',
    previousMonth: '上个月',
    nextMonth: '下个月',
  },
  en: {
    openCalendar: 'Open calendar',
    lastDayIncluded: 'last day included',
    lastDayExcluded: 'last day not included',
    selectedLegend: 'Selected',
    takenLegend: 'Booked or under maintenance (cannot be crossed)',
    calendarKeys: 'Arrows move · Enter selects · PageUp / PageDown change month',
    previousMonth: 'Previous month',
    nextMonth: 'Next month',
  },
};

/** What fields and calendars of days say. */
export const useDateText = () => useTextOf(words);
