import { changesOf } from './event-changes';

describe('what an event changed', () => {
  it.each([
    ['pairs', { changes: { location: ['A1', 'B2'] } }, [{ field: 'location', before: 'A1', value: 'B2' }]],
    [
      'two records, of which only what differs is said',
      { before: { holdHours: 72, note: '' }, after: { holdHours: 24, note: null } },
      [{ field: 'holdHours', before: 72, value: 24 }],
    ],
    [
      'from and to of a move',
      { from: { startsAt: 'a' }, to: { startsAt: 'b' }, instrumentId: 3 },
      [
        { field: 'startsAt', before: 'a', value: 'b' },
        { field: 'instrumentId', value: 3 },
      ],
    ],
    ['from one state', { from: 'applied' }, [{ field: '', before: 'applied', value: undefined }]],
    ['facts, without what is empty', { amountFen: 5, note: '', invoices: [] }, [{ field: 'amountFen', value: 5 }]],
    ['nothing', {}, []],
  ])('is read from %s', (_, data, changes) => {
    expect(changesOf(data)).toEqual(changes);
  });
});
