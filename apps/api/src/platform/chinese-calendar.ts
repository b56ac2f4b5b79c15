import chineseDays from 'chinese-days';

/** A day that is not what its name says: a statutory holiday, or a weekend day that is worked to make up for one. */
export interface CalendarDay {
  readonly day: string;
  readonly kind: 'holiday' | 'workday';
  readonly nameZh: string;
}

const dayMs = 86_400_000;

/** The statutory holidays and make-up workdays of a year; null when they have not been announced, as far as the library knows. */
export function chineseCalendar(year: number): CalendarDay[] | null {
  const days: CalendarDay[] = [];
  for (let ms = Date.UTC(year, 0, 1); ms < Date.UTC(year + 1, 0, 1); ms += dayMs) {
    const date = new Date(ms);
    const day = date.toISOString().slice(0, 10);
    const isWeekend = date.getUTCDay() === 0 || date.getUTCDay() === 6;
    const { work, name } = chineseDays.getDayDetail(day);
    // A holiday is named 'National Day,国庆节,3'; any other day by its weekday.
    const nameZh = name.split(',')[1] ?? '';
    if (work && isWeekend) days.push({ day, kind: 'workday', nameZh });
    if (!work && nameZh !== '') days.push({ day, kind: 'holiday', nameZh });
  }
  return days.some(({ kind }) => kind === 'holiday') ? days : null;
}
