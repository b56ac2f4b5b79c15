import { cleanup, screen, waitFor, within } from '@testing-library/react';
import { instrument } from '../../../test/tenant-park';
import { visit } from '../../../test/visit';
import { atADesk, entry, park } from '../../../test/waiting-park';

beforeEach(atADesk);
afterEach(cleanup);

describe('waiting for what is paid by the count', () => {
  it('keeps what is wanted by the count, and is not sent without it where nothing else is paid', async () => {
    const byRun = { ...instrument, opensRun: true, ratePlan: { ...instrument.ratePlan!, hourly: [], runFen: 20_000 } };
    const asked = park({
      'GET /instruments/5': { body: byRun },
      'POST /waiting-list': { status: 201, body: { id: 8, position: 1 } },
    });
    const user = await visit(
      '/waiting-list?join=1&instrumentId=5&kind=session&from=2026-12-03T01:00:00Z&until=2026-12-03T03:00:00Z&runs=3&samples=9',
    );
    const sheet = await screen.findByRole('dialog');
    const runs = await within(sheet).findByRole<HTMLInputElement>('textbox', { name: '运行次数' });
    expect(runs.value).toBe('3');
    await user.clear(runs);
    await user.type(runs, '0{Tab}');
    const submit = within(sheet).getByRole('button', { name: '加入候补' });
    expect(within(sheet).getByText('请填写次数或样品数')).toBeTruthy();
    expect(submit.hasAttribute('data-disabled')).toBe(true);
    await user.clear(runs);
    await user.type(runs, '4{Tab}');
    await user.click(submit);
    await waitFor(() =>
      expect(asked.find((one) => one.method === 'POST')?.body).toMatchObject({
        instrumentId: 5,
        counts: { runs: 4, samples: 0, extras: [] },
      }),
    );
  });

  it('tells what is waited for with what is counted', async () => {
    park({}, { entries: [entry({ counts: { runs: 4, samples: 0, extras: [{ code: 'TECH', quantity: 90 }] } })] });
    await visit('/waiting-list');
    expect((await screen.findByRole('row', { name: /流式细胞仪/ })).textContent).toContain('运行 4 次和附加 1 项');
  });
});
