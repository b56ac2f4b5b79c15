import { screen, waitFor, within } from '@testing-library/react';
import { calendarOf } from '../../../test/calendar-of';
import { type Answer, type Asked, fakeApi } from '../../../test/fake-api';
import { financeSession, tenantSession } from '../../../test/finance-park';
import { firstOfDecember, instrument, quote, reservation } from '../../../test/tenant-park';
import { standStill } from '../../../test/stand-still';
import { visit } from '../../../test/visit';

const extras = [
  { code: 'TECH', component: 'assistance', nameZh: '技术协助', nameEn: 'Operator', unit: 'hour', unitFen: 30_000 },
  { code: 'COL', component: 'consumable', nameZh: '色谱柱', nameEn: 'Column', unit: 'piece', unitFen: 15_000 },
] as const;
const plan = { ...instrument.ratePlan!, hourly: [], runFen: 20_000, sampleFen: 5_000, extras };
const byRun = { ...instrument, opensRental: true, opensSession: true, opensRun: true, ratePlan: plan };
const managerSession = { ...financeSession, member: { ...financeSession.member, name: '王实', role: 'manager' } };

const thing = (component: string, code: string, unit: string, unitFen: number, names = ['', '']) => ({
  component,
  code,
  nameZh: names[0],
  nameEn: names[1],
  unit,
  unitFen,
  taxRateBps: 1300,
});
const run = thing('run', '', 'run', 20_000);
const tech = thing('assistance', 'TECH', 'hour', 30_000, ['技术协助', 'Operator']);
const column = thing('consumable', 'COL', 'piece', 15_000, ['色谱柱', 'Column']);
const booked = { month: null, booked: 4, counted: null, amountFen: 80_000 };
const counts = {
  byCount: true,
  items: [{ ...run, ...booked }],
  countable: [run, tech, column],
  months: [],
  history: [],
};

type Handler = Answer | ((asked: Asked) => Answer);
function park(answers: Record<string, Handler>) {
  return fakeApi({
    'GET /session': { body: tenantSession },
    'GET /notifications': { body: { items: [], unread: 0 } },
    'GET /instruments/5': { body: byRun },
    'GET /instruments/5/calendar': { body: calendarOf() },
    'POST /quotes': { body: quote },
    'GET /reservations/41/handovers': { body: { accessories: [], items: [], drafts: [], damages: [] } },
    'GET /reservations/41/counts': { body: counts },
    ...answers,
  });
}
const bodies = (log: readonly Asked[], of: string) =>
  log.filter((a) => `${a.method} ${a.path}` === of).map((a) => a.body);
const type = async (user: Awaited<ReturnType<typeof visit>>, box: HTMLElement, text: string): Promise<void> => {
  await user.clear(box);
  await user.type(box, `${text}{Tab}`);
};

standStill(firstOfDecember);

describe('booking by the run', () => {
  it('asks how many, begins with one, and prices what is picked with it', async () => {
    const log = park({ 'POST /reservations': { status: 201, body: { id: 41, status: 'confirmed', version: 1 } } });
    const user = await visit('/i/5?mode=run&day=2026-12-02&at=10:00&minutes=60');
    expect(screen.queryByRole('radio', { name: '按小时' })).toBeNull();
    expect(await screen.findByRole('radio', { name: '按次 / 按样', checked: true })).toBeTruthy();
    expect(await screen.findByText('¥200.00/次')).toBeTruthy();
    await waitFor(() => expect(bodies(log, 'POST /quotes').at(-1)).toMatchObject({ counts: { runs: 1 } }));
    await type(user, screen.getByRole('textbox', { name: '运行次数' }), '3');
    await type(user, screen.getByRole('textbox', { name: '技术协助' }), '1.5');
    const wanted = { runs: 3, samples: 0, extras: [{ code: 'TECH', quantity: 90 }] };
    await waitFor(() => expect(bodies(log, 'POST /quotes').at(-1)).toMatchObject({ counts: wanted }));
    expect(window.location.search).toContain('TECH');
    await user.click(await screen.findByRole('button', { name: '提交预约，等待审批' }));
    await waitFor(() =>
      expect(bodies(log, 'POST /reservations')[0]).toMatchObject({ kind: 'session', counts: wanted }),
    );
  });

  it('asks no price for nothing', async () => {
    const log = park({});
    await visit('/i/5?mode=run&day=2026-12-02&at=10:00&minutes=60&runs=0&samples=0');
    expect(await screen.findByText('请填写次数或样品数')).toBeTruthy();
    expect(bodies(log, 'POST /quotes')).toEqual([]);
  });

  it('asks for runs beside the hours where both are paid', async () => {
    const both = { ...byRun, ratePlan: { ...plan, hourly: instrument.ratePlan!.hourly } };
    const log = park({ 'GET /instruments/5': { body: both } });
    const user = await visit('/i/5?mode=session&day=2026-12-02&at=10:00&minutes=60');
    await type(user, await screen.findByRole('textbox', { name: '样品数' }), '2');
    await waitFor(() => expect(bodies(log, 'POST /quotes').at(-1)).toMatchObject({ counts: { runs: 0, samples: 2 } }));
    expect(screen.queryByRole('radio', { name: '按次 / 按样' })).toBeNull();
  });
});

const session = {
  ...reservation,
  kind: 'session',
  startsOn: null,
  months: null,
  segments: [],
  startsAt: '2026-12-01T02:00:00.000Z',
  endsAt: '2026-12-01T04:00:00.000Z',
  depositFen: 0,
};

describe('counting at use', () => {
  it('asks at the stop, with what was booked in the boxes', async () => {
    const running = { ...session, status: 'active', allowed: ['stop'] };
    const log = park({
      'GET /reservations': { body: { items: [running], nextCursor: null } },
      'GET /reservations/41': { body: running },
      'POST /reservations/41/stop': { body: { id: 41, status: 'completed', version: 4 } },
    });
    const user = await visit('/i/5/use');
    await user.click(await screen.findByRole('button', { name: '结束使用' }));
    const dialog = within(await screen.findByRole('dialog', { name: '结束使用' }));
    const box = await dialog.findByRole<HTMLInputElement>('textbox', { name: '运行次数' });
    expect(box.value).toBe('4');
    await type(user, box, '3');
    await user.click(dialog.getByRole('button', { name: '其他协助与耗材' }));
    await type(user, dialog.getByRole('textbox', { name: '色谱柱' }), '1');
    await user.click(dialog.getByRole('button', { name: '结束使用' }));
    await waitFor(() =>
      expect(bodies(log, 'POST /reservations/41/stop')[0]).toMatchObject({
        counts: { runs: 3, extras: [{ code: 'COL', quantity: 1 }] },
      }),
    );
  });

  it('is put right by staff, who say why', async () => {
    const over = { ...session, status: 'completed', allowed: ['count'] };
    const counted = {
      ...counts,
      items: [{ ...run, ...booked, counted: 3, amountFen: 60_000 }],
      history: [
        {
          id: 1,
          ...run,
          month: null,
          count: 3,
          before: null,
          reason: '',
          byName: '李酸',
          at: '2026-12-01T03:00:00.000Z',
        },
      ],
    };
    const log = park({
      'GET /session': { body: managerSession },
      'GET /reservations/41': { body: over },
      'GET /reservations/41/counts': { body: counted },
      'POST /reservations/41/counts': { body: { id: 41, status: 'completed', version: 5 } },
    });
    const user = await visit('/reservations/41');
    const card = within(await screen.findByRole('region', { name: '用量登记' }));
    expect(card.getByText('实际 3 次')).toBeTruthy();
    expect(card.getByText(/预约 4 次/)).toBeTruthy();
    await user.click(card.getByRole('button', { name: '登记或更正用量' }));
    const dialog = within(await screen.findByRole('dialog'));
    await type(user, dialog.getByRole('textbox', { name: '运行次数' }), '5');
    const save = dialog.getByRole('button', { name: '保存' });
    expect(save.hasAttribute('disabled')).toBe(true);
    await user.type(dialog.getByRole('textbox', { name: /更正原因/ }), '运行日志为 5 次');
    await user.click(save);
    await waitFor(() =>
      expect(bodies(log, 'POST /reservations/41/counts')[0]).toEqual({
        counts: { runs: 5, extras: [] },
        reason: '运行日志为 5 次',
      }),
    );
  });
});
