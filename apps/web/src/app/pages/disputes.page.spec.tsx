import { cleanup, screen, waitFor, within } from '@testing-library/react';
import { fakeApi, type Answer } from '../../../test/fake-api';
import { FakeStream } from '../../../test/fake-stream';
import { financeSession, marchLine, tenantSession } from '../../../test/finance-park';
import { visit } from '../../../test/visit';
import type { Dispute, DisputeRow, DraftLine, DraftStatement } from '../../features/billing-run/review/review.queries';
import { setLanguage } from '../../shared/i18n/language';

const adminSession = { ...tenantSession, member: { ...tenantSession.member, role: 'company_admin' } };
const line: DraftLine = {
  ...marchLine,
  chargeId: 501,
  held: false,
  dispute: null,
  explanation: { ...marchLine.explanation, data: marchLine.explanation.data },
};
const opened = {
  id: 7,
  status: 'open',
  reason: '3 月 20 日已归还',
  openedBy: '陈核',
  openedAt: '2026-04-04T02:00:00.000Z',
  answer: null,
  answeredBy: null,
  answeredAt: null,
  correction: null,
  adjustmentFen: null,
} as const;
const draft = (lines: DraftLine[], change: Partial<DraftStatement> = {}): DraftStatement => ({
  month: '2026-03',
  companyId: 1,
  companyZh: '诺核生物',
  companyEn: 'Nuohe',
  reviewUntil: '2026-04-06T16:00:00.000Z',
  open: true,
  invoiceId: null,
  invoiceNo: null,
  netFen: 218_384,
  taxFen: 28_390,
  grossFen: 246_774,
  lines,
  ...change,
});
const row: DisputeRow = {
  ...line,
  ...opened,
  companyId: 1,
  companyZh: '诺核生物',
  companyEn: 'Nuohe',
  runMonth: '2026-03',
  inReview: true,
  invoiceId: null,
  invoiceNo: null,
};
const dispute: Dispute = {
  ...row,
  history: [{ at: opened.openedAt, action: 'dispute.opened', actorName: '陈核', text: opened.reason }],
};

function world(session: unknown, answers: Record<string, Answer | (() => Answer)>) {
  return fakeApi({
    'GET /session': { body: session },
    'GET /notifications': { body: { items: [], unread: 0 } },
    ...answers,
  });
}

beforeEach(() => {
  Object.assign(globalThis, { EventSource: FakeStream });
  setLanguage('zh');
});
afterEach(cleanup);

describe('a draft statement', () => {
  it('says why each line is what it is, and takes a dispute with its reason', async () => {
    const held = { ...line, held: true, dispute: opened };
    let shown = draft([line]);
    const asked = world(adminSession, {
      'GET /draft-statements/2026-03': () => ({ body: shown }),
      'POST /draft-statements/2026-03/disputes': () => {
        shown = draft([held], { netFen: 0, taxFen: 0, grossFen: 0 });
        return { body: { id: 7 } };
      },
    });
    const user = await visit('/draft-statements/2026-03');
    expect(await screen.findByText('请在 2026-04-06（含）前核对')).toBeTruthy();
    const why = screen.getByRole('button', { name: /为什么|计费依据|怎么算/ });
    await user.click(why);
    expect(document.getElementById(why.getAttribute('aria-controls') ?? '')?.textContent).toContain('4,500.00');
    await user.click(screen.getByRole('button', { name: '对“流式细胞仪”提出异议' }));
    const dialog = await screen.findByRole('dialog', { name: '对“流式细胞仪”提出异议' });
    const submit = within(dialog).getByRole('button', { name: '提交异议' });
    expect(submit).toHaveProperty('disabled', true);
    await user.type(within(dialog).getByRole('textbox', { name: /异议理由/ }), '3 月 20 日已归还');
    await user.click(submit);
    expect(await screen.findByText('待答复')).toBeTruthy();
    expect(screen.getByText('争议中，暂不出账')).toBeTruthy();
    expect(asked.find((one) => one.method === 'POST')?.body).toEqual({ chargeId: 501, reason: '3 月 20 日已归还' });
  });

  it('keeps what was written when the review is over meanwhile, and says what to do instead', async () => {
    world(adminSession, {
      'GET /draft-statements/2026-03': { body: draft([line]) },
      'POST /draft-statements/2026-03/disputes': {
        status: 409,
        body: { code: 'review_over', title: '核对期已结束，更正通过红字账单办理。', requestId: 'r' },
      },
    });
    const user = await visit('/draft-statements/2026-03');
    await user.click(await screen.findByRole('button', { name: '对“流式细胞仪”提出异议' }));
    await user.type(await screen.findByRole('textbox', { name: /异议理由/ }), '多算了');
    await user.click(screen.getByRole('button', { name: '提交异议' }));
    expect((await screen.findByRole('alert')).textContent).toContain('红字账单');
    expect(screen.getByRole('textbox', { name: /异议理由/ })).toHaveProperty('value', '多算了');
  });

  it('leads to the invoice once it is issued, and disputes nothing any more', async () => {
    world(adminSession, {
      'GET /draft-statements/2026-03': {
        body: draft([line], { open: false, invoiceId: 12, invoiceNo: 'PB2026-000012' }),
      },
    });
    await visit('/draft-statements/2026-03');
    expect((await screen.findByRole('link', { name: '查看账单' })).getAttribute('href')).toBe('/invoices/12');
    expect(screen.queryByRole('button', { name: /提出异议/ })).toBeNull();
  });
});

describe('disputes at finance', () => {
  it('are answered with the right amount, whose difference is named before', async () => {
    const asked = world(financeSession, {
      'GET /disputes': { body: { items: [row], nextCursor: null, open: 1 } },
      'GET /disputes/7': { body: dispute },
      'POST /disputes/7/answer': { body: { id: 7, status: 'accepted', inRun: true } },
    });
    const user = await visit('/disputes?id=7');
    const sheet = await screen.findByRole('dialog', { name: '异议 #7' });
    expect(await within(sheet).findAllByText('3 月 20 日已归还')).not.toHaveLength(0);
    await user.click(within(sheet).getByRole('radio', { name: /直接填写正确金额/ }));
    await user.type(within(sheet).getByRole('textbox', { name: /正确的含税金额/ }), '2000');
    await user.tab();
    expect(await within(sheet).findByText(/将另列调整行 .*467\.74/)).toBeTruthy();
    await user.type(within(sheet).getByRole('textbox', { name: /^答复/ }), '按归还日更正');
    await user.click(within(sheet).getByRole('button', { name: '答复' }));
    await waitFor(() =>
      expect(asked.find((one) => one.method === 'POST')?.body).toEqual({
        decision: 'accept',
        correction: 'adjustment',
        answer: '按归还日更正',
        rightFen: 200_000,
      }),
    );
  });

  it('that need the source corrected first say so', async () => {
    world(financeSession, {
      'GET /disputes': { body: { items: [row], nextCursor: null, open: 1 } },
      'GET /disputes/7': { body: dispute },
      'POST /disputes/7/answer': {
        status: 409,
        body: { code: 'not_corrected', title: '来源还没有更正，这一行的金额没有变化。', requestId: 'r' },
      },
    });
    const user = await visit('/disputes?id=7');
    const sheet = await screen.findByRole('dialog', { name: '异议 #7' });
    await user.click(await within(sheet).findByRole('radio', { name: /来源已更正/ }));
    expect(within(sheet).getByRole('link', { name: '打开来源更正' }).getAttribute('href')).toBe('/reservations/41');
    await user.type(within(sheet).getByRole('textbox', { name: /^答复/ }), '已改');
    await user.click(within(sheet).getByRole('button', { name: '答复' }));
    expect((await within(sheet).findByRole('alert')).textContent).toContain('来源还没有更正');
  });
});
