import { cleanup, screen, waitFor, within } from '@testing-library/react';
import { fakeApi } from '../../../test/fake-api';
import { financeSession, tenantSession } from '../../../test/finance-park';
import { visit } from '../../../test/visit';
import { setLanguage } from '../../shared/i18n/language';

const held = {
  id: 4,
  version: 2,
  companyId: 1,
  companyZh: '诺核生物',
  companyEn: 'Nuohe',
  reservationId: 41,
  reservationStatus: 'completed',
  startsAt: '2026-02-28T16:00:00.000Z',
  endsAt: '2026-03-31T16:00:00.000Z',
  instrumentZh: '流式细胞仪',
  instrumentEn: 'Flow cytometer',
  assetNo: 'SJZ-0005',
  status: 'held',
  amountFen: 450_000,
  heldFen: 450_000,
  undecidedFen: 450_000,
  isToDecide: true,
  dueAt: '2026-02-20T02:00:00.000Z',
  takenAt: '2026-02-20T02:00:00.000Z',
  releasedAt: null,
  receiptNumber: 'PBD2026-000004',
  voidedReceipts: [],
  parts: [] as object[],
};
const totals = {
  count: 1,
  amountFen: 450_000,
  heldFen: 450_000,
  dueFen: 0,
  toDecide: 1,
  ledgerFen: 450_000,
  ledgerHeldFen: 450_000,
};

const openInvoice = (id: number, dueOn: string): object => ({
  id,
  number: `PB2026-00000${id}`,
  dueOn,
  status: 'issued',
  openFen: 300_000,
});

function park(session: object, deposit: object = held) {
  const asked = fakeApi({
    'GET /session': { body: session },
    'GET /notifications': { body: { items: [], unread: 0 } },
    'GET /companies': { body: { items: [] } },
    'GET /deposits': { body: { items: [deposit], nextCursor: null, totals } },
    'GET /deposits/4': { body: deposit },
    'GET /invoices': {
      body: { items: [openInvoice(7, '2026-04-16'), openInvoice(9, '2026-05-16')], nextCursor: null, totals: {} },
    },
    'POST /deposits/4/release': { body: { ...held, status: 'mixed' } },
    'POST /deposits/4/receive': { body: held },
  });
  return () => asked.filter((one) => one.method === 'POST');
}

type User = Awaited<ReturnType<typeof visit>>;
const field = (name: RegExp): HTMLElement => screen.getByRole('textbox', { name });

async function opened(
  session: object = financeSession,
  deposit: object = held,
): Promise<{ user: User; posts: ReturnType<typeof park> }> {
  const posts = park(session, deposit);
  const user = await visit('/deposits?open=4');
  await screen.findByRole('region', { name: '处理进度' });
  return { user, posts };
}

beforeEach(() => setLanguage('zh'));
afterEach(cleanup);

describe('deposits', () => {
  it('are listed with sums that finance can compare with the ledger', async () => {
    park(financeSession);
    await visit('/deposits');
    const row = await screen.findByRole('row', { name: /PBD2026-000004/ });
    expect(within(row).getByText('归还后待处理')).toBeTruthy();
    expect(screen.getByText('与代管余额一致')).toBeTruthy();
  });

  it('are decided on part by part, never above what is left, and what is kept needs a reason', async () => {
    const { user, posts } = await opened();
    await user.type(field(/没收（损坏/), '500');
    expect(screen.getByText('请填写没收原因')).toBeTruthy();
    await user.type(field(/没收原因/), '物镜划伤');
    await user.type(field(/抵扣未结清账单/), '5000');
    expect(screen.getByText('合计超过未处理余额 ¥4,500.00')).toBeTruthy();
    expect(screen.getByRole('button', { name: '确认处理' }).hasAttribute('disabled')).toBe(true);
    await user.clear(field(/抵扣未结清账单/));
    await user.click(screen.getByRole('button', { name: '其余全部退还' }));
    await user.click(screen.getByRole('button', { name: '确认处理' }));
    await waitFor(() => expect(posts()).toHaveLength(1));
    expect(posts()[0]?.body).toEqual({
      version: 2,
      parts: [
        { kind: 'forfeit', amountFen: 50_000, reason: '物镜划伤' },
        { kind: 'refund', amountFen: 400_000 },
      ],
    });
  });

  it('are set off against the invoices that finance ticks', async () => {
    const { user, posts } = await opened();
    await user.type(field(/抵扣未结清账单/), '3000');
    await user.click(await screen.findByRole('checkbox', { name: /PB2026-000009/ }));
    await user.click(screen.getByRole('button', { name: '确认处理' }));
    await waitFor(() => expect(posts()).toHaveLength(1));
    expect(posts()[0]?.body).toEqual({
      version: 2,
      parts: [{ kind: 'set_off', amountFen: 300_000, invoiceIds: [9] }],
    });
  });

  it('let a manager keep a part for a damage, and pay nothing out', async () => {
    await opened({ ...financeSession, member: { ...financeSession.member, role: 'manager' } });
    expect(field(/没收（损坏/)).toBeTruthy();
    expect(screen.queryByRole('textbox', { name: /退还企业|抵扣未结清账单/ })).toBeNull();
  });

  it('that are due are recorded as received by finance', async () => {
    const due = {
      ...held,
      status: 'due',
      takenAt: null,
      receiptNumber: null,
      heldFen: 0,
      undecidedFen: 0,
      isToDecide: false,
    };
    const { user, posts } = await opened(financeSession, due);
    await user.type(field(/流水号/), 'ICBC-9');
    await user.click(screen.getByRole('button', { name: '登记到账' }));
    await waitFor(() => expect(posts()).toHaveLength(1));
    expect(posts()[0]?.body).toEqual({ version: 2, method: 'bank', reference: 'ICBC-9' });
  });

  it('show a tenant its receipt and what comes next, and nothing to decide', async () => {
    await opened(tenantSession);
    expect(screen.getByRole('link', { name: '押金收据（中文）' }).getAttribute('href')).toContain(
      '/deposits/4/receipt?lang=zh',
    );
    expect(screen.getByText(/等待园区决定退还、抵扣或扣留/)).toBeTruthy();
    expect(screen.queryByRole('button', { name: '确认处理' })).toBeNull();
  });
});
