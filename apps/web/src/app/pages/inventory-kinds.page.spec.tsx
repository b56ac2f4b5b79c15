import { cleanup, screen, waitFor, within } from '@testing-library/react';
import { fakeApi } from '../../../test/fake-api';
import { managerSession } from '../../../test/inventory-park';
import { visit } from '../../../test/visit';
import { setLanguage } from '../../shared/i18n/language';

const row = (id: number, nameZh: string, kind: string) => ({
  id,
  assetNo: `SJZ-000${id}`,
  nameZh,
  nameEn: '',
  model: '',
  manufacturer: '',
  categoryId: 2,
  categoryZh: '分子生物',
  categoryEn: '',
  kind,
  location: '',
  keeper: '',
  originalValueFen: 0,
  inUseSince: null,
  status: 'in_service',
  statusNote: '',
  opensRental: true,
  opensSession: false,
  opensRun: false,
  calibrationValidUntil: null,
  version: 1,
});
const items = [
  row(1, '生物分析仪', '生物分析'),
  row(2, '核酸片段分析系统', '核酸片段分析'),
  row(3, '凝胶成像系统', '凝胶成像'),
];

function park() {
  return fakeApi({
    'GET /session': { body: managerSession },
    'GET /notifications': { body: { items: [], unread: 0 } },
    'GET /categories': { body: { items: [] } },
    'GET /inventory': { body: { items, nextCursor: null, total: 3 } },
    'PUT /instruments/kind': { body: { changed: 2 } },
  });
}

beforeEach(() => setLanguage('zh'));
afterEach(cleanup);

describe('equivalents in the inventory', () => {
  it('are set for several at once', async () => {
    const asked = park();
    const user = await visit('/inventory');
    await user.click(await screen.findByRole('checkbox', { name: '选中 生物分析仪 SJZ-0001' }));
    await user.click(screen.getByRole('checkbox', { name: '选中 核酸片段分析系统 SJZ-0002' }));
    await user.click(screen.getByRole('button', { name: '设为同类仪器（2 台）' }));
    const dialog = await screen.findByRole('dialog', { name: '把 2 台设为同类仪器' });
    const field = within(dialog).getByRole('textbox', { name: '同类仪器' });
    expect(field).toHaveProperty('value', '生物分析');
    await user.clear(field);
    await user.type(field, '核酸片段分析');
    await user.click(within(dialog).getByRole('button', { name: '保存' }));
    await waitFor(() =>
      expect(asked.find(({ method }) => method === 'PUT')?.body).toEqual({ ids: [1, 2], kind: '核酸片段分析' }),
    );
    await waitFor(() => expect(screen.queryByRole('button', { name: /设为同类仪器/ })).toBeNull());
  });

  it('are looked at together', async () => {
    const asked = park();
    const user = await visit('/inventory');
    await user.click(await screen.findByRole('button', { name: '同类：核酸片段分析' }));
    await waitFor(() =>
      expect(asked.some(({ path }) => path.includes(`kind=${encodeURIComponent('核酸片段分析')}`))).toBe(true),
    );
    expect(window.location.search).toContain('kind=');
  });
});
