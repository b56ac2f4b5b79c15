import { cleanup, screen, waitFor, within } from '@testing-library/react';
import { fakeApi } from '../../../test/fake-api';
import { managerSession } from '../../../test/inventory-park';
import { visit } from '../../../test/visit';
import { setLanguage } from '../../shared/i18n/language';

const checkedAt = '2026-03-01T02:00:00.000Z';
const queue = (name: string, more: object = {}) => ({
  name,
  waiting: 0,
  active: 0,
  delayed: 0,
  failed: 0,
  oldestAt: null,
  ...more,
});
const well = {
  checkedAt,
  version: '0.1.0',
  node: 'v22.0.0',
  upSince: '2026-03-01T00:00:00.000Z',
  memoryBytes: 104_857_600,
  database: {
    version: '17.5',
    sizeBytes: 52_428_800,
    connections: 12,
    maxConnections: 100,
    roundTripMs: 1.2,
    upSince: '2026-03-01T00:00:00.000Z',
    migration: 'KeepHeartbeats1795715100000',
  },
  queues: [queue('wake'), queue('import')],
  workers: [{ worker: 'lab:42', startedAt: checkedAt, beatAt: '2026-03-01T01:59:56.000Z' }],
  outbox: { open: 0, oldestAt: null, stuck: [], stuckTotal: 0 },
  dueWork: { due: 0, oldestAt: null, stuck: [], stuckTotal: 0 },
  nightly: {
    day: '2026-03-01',
    startedAt: '2026-02-28T18:00:00.000Z',
    endedAt: '2026-02-28T18:01:00.000Z',
    lines: 120,
    alarms: 0,
  },
  backup: null,
};

function park(health: object, session: object = managerSession) {
  return fakeApi({
    'GET /session': { body: session },
    'GET /notifications': { body: { items: [], unread: 0 } },
    'GET /system-health': { body: { ...well, ...health } },
    'POST /system-health/retry': { body: { retried: 1 } },
  });
}
const card = (title: string): HTMLElement => {
  const found = screen.getByRole('heading', { name: title }).closest('section');
  if (!found) throw new Error(`no card ${title}`);
  return found;
};

beforeEach(() => setLanguage('zh'));
afterEach(cleanup);

describe('the health of the system', () => {
  it('is said part by part, and what is not known is not called good', async () => {
    park({});
    await visit('/health');
    await screen.findByRole('heading', { name: '后台进程' });
    expect(within(card('后台进程')).getByText('最近响应 4 秒前')).toBeTruthy();
    expect(within(card('每晚账目复核')).getByText('2026-03-01：复核 120 行，全部一致')).toBeTruthy();
    expect(within(card('备份')).getByText('未知')).toBeTruthy();
    for (const title of ['后台进程', '任务队列', '待发送事件', '到期事项', '数据库'])
      expect(within(card(title)).getByText('正常')).toBeTruthy();
  });

  it('names what fails, and has it tried again', async () => {
    const stuck = [
      { id: 3, what: 'invoice.issued', attempts: 20, error: 'SMTP 550', since: '2026-03-01T01:00:00.000Z' },
    ];
    const asked = park({
      workers: [],
      outbox: { open: 1, oldestAt: '2026-03-01T01:00:00.000Z', stuck, stuckTotal: 1 },
      queues: [queue('wake'), queue('import', { failed: 2 })],
    });
    const user = await visit('/health');
    await screen.findByRole('heading', { name: '后台进程' });
    expect(within(card('后台进程')).getByText('异常')).toBeTruthy();
    expect(within(card('待发送事件')).getByText('SMTP 550')).toBeTruthy();
    await user.click(screen.getByRole('button', { name: '立即重试：待发送事件' }));
    await user.click(screen.getByRole('button', { name: '立即重试：仪器导入' }));
    await waitFor(() =>
      expect(asked.filter(({ method }) => method === 'POST').map(({ body }) => body)).toEqual([
        { of: 'outbox' },
        { of: 'queue', queue: 'import' },
      ]),
    );
  });
});
