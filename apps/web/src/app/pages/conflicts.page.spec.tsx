import { cleanup, screen, within } from '@testing-library/react';
import { fakeApi } from '../../../test/fake-api';
import { managerSession } from '../../../test/inventory-park';
import { visit } from '../../../test/visit';
import { setLanguage } from '../../shared/i18n/language';

const one = {
  reservationId: 41,
  reservationKind: 'session',
  status: 'confirmed',
  companyZh: '诺核生物',
  companyEn: 'Nuohe',
  memberName: '陈核',
  instrument: { id: 5, nameZh: '倒置荧光显微镜', nameEn: 'Inverted microscope', assetNo: 'SJZ-0050' },
  startsAt: '2099-03-10T01:00:00.000Z',
  endsAt: '2099-03-10T03:00:00.000Z',
  outageId: null,
  dueAt: null,
  lateId: null,
  lateCompanyZh: null,
  lateCompanyEn: null,
  validUntil: null,
  count: null,
  reasonZh: null,
  reasonEn: null,
};
const kind = (name: string, ...items: object[]) => ({ kind: name, total: items.length, items });

function park(kinds: object[], requests = 0) {
  return fakeApi({
    'GET /session': { body: managerSession },
    'GET /notifications': { body: { items: [], unread: 0 } },
    'GET /conflicts': { body: { until: '2099-03-31', requests, kinds } },
    'GET /reservations/41/equivalents': {
      body: {
        equivalents: [
          {
            instrumentId: 6,
            assetNo: 'SJZ-0051',
            nameZh: '倒置荧光显微镜',
            nameEn: '',
            model: 'Ti2-E',
            totalFen: 9_000,
            likeness: 'same_kind',
          },
          {
            instrumentId: 7,
            assetNo: 'SJZ-0046',
            nameZh: '流式细胞仪',
            nameEn: '',
            model: '',
            totalFen: 9_000,
            likeness: 'similar',
          },
        ],
      },
    },
  });
}

beforeEach(() => setLanguage('zh'));
afterEach(cleanup);

describe('conflicts', () => {
  it('come together by kind, each with why and where it is settled', async () => {
    park(
      [
        kind('case', {
          ...one,
          outageId: 9,
          dueAt: '2099-03-05T01:00:00.000Z',
          reasonZh: '更换光源',
          reasonEn: '更换光源',
        }),
        kind('calibration', { ...one, validUntil: '2099-03-09' }),
        kind('closure'),
      ],
      3,
    );
    await visit('/conflicts');
    const cases = await screen.findByRole('region', { name: /停机影响待答复/ });
    expect(within(cases).getByText('答复期限 2099-03-05 09:00 · 更换光源')).toBeTruthy();
    expect(within(cases).getByRole('link', { name: '处理停机影响' }).getAttribute('href')).toBe('/maintenance?case=9');
    const due = screen.getByRole('region', { name: /预约期内校准到期/ });
    expect(within(due).getByText('校准有效期至 2099-03-09')).toBeTruthy();
    const plan = within(due).getByRole('link', { name: '安排校准' });
    expect(plan.getAttribute('href')).toBe('/maintenance?plan=1&calibrate=5');
    expect(screen.queryByRole('region', { name: /闭园/ })).toBeNull();
    expect(screen.getByRole('link', { name: '待审批申请 3 项' }).getAttribute('href')).toBe('/requests');
  });

  it('show what could stand in, and say what is only similar', async () => {
    const asked = park([kind('out_of_service', one)]);
    const user = await visit('/conflicts');
    await screen.findByRole('region', { name: /仪器已停用/ });
    expect(asked.some(({ path }) => path.endsWith('/equivalents'))).toBe(false);
    await user.click(screen.getByRole('button', { name: '看可替代仪器' }));
    const list = await screen.findByRole('list', { name: '同期可替代仪器' });
    const [same, similar] = within(list).getAllByRole('listitem');
    expect([same?.textContent?.includes('仅分类相同'), similar?.textContent?.includes('仅分类相同')]).toEqual([
      false,
      true,
    ]);
  });

  it('say when there is nothing', async () => {
    park([kind('case')]);
    await visit('/conflicts');
    expect(await screen.findByText('没有需要处理的冲突')).toBeTruthy();
  });
});
