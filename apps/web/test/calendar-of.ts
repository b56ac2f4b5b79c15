/** An instrument's calendar with what is taken of it, in a park without closures and holidays unless a test says so. */
export const calendarOf = (busy: readonly object[] = [], closed: object = {}) => ({
  timeZone: 'Asia/Shanghai',
  busy,
  closures: [],
  days: { holidays: [], workdays: [], holidayHours: null },
  ...closed,
});
