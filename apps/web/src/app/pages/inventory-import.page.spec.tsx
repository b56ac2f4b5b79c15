import { cleanup, screen, within } from '@testing-library/react';
import { fakeApi, type Asked } from '../../../test/fake-api';
import { importRows, managerSession, wrongImport } from '../../../test/inventory-park';
import { visit } from '../../../test/visit';
import { setLanguage } from '../../shared/i18n/language';

function park(more: Parameters<typeof fakeApi>[0] = {}): Asked[] {
  return fakeApi({
    'GET /session': { body: managerSession },
    'GET /notifications': { body: { items: [], unread: 0 } },
    'GET /imports': { body: { items: [] } },
    'GET /imports/5': { body: wrongImport },
    'GET /imports/5/rows': ({ path }) => ({
      body: {
        items: path.includes('problems=true') ? importRows.filter((row) => row.problems.length > 0) : importRows,
        nextCursor: null,
      },
    }),
    ...more,
  });
}

beforeEach(() => setLanguage('zh'));
afterEach(cleanup);

describe('the import page', () => {
  it('shows the cell that is wrong and does not offer to import', async () => {
    park();
    await visit('/inventory/import?id=5');
    expect(await screen.findByText('1 个单元格需要更正')).toBeTruthy();
    const sheet = await screen.findByRole('table');
    expect(within(sheet).getByText('C3').closest('tr')?.textContent).toContain('A-2');
    expect(within(sheet).getByText('C3').parentElement?.textContent).toContain('“四十五万”不是金额');
    expect(within(sheet).queryByText('A-1')).toBeNull();
    expect(screen.getByRole('button', { name: '导入 1 台仪器' })).toHaveProperty('disabled', true);
  });

  it('takes a sheet without mistakes over with one act', async () => {
    let status = 'preview';
    const right = { ...wrongImport, summary: { ...wrongImport.summary, new: 2, invalid: 0, problems: 0 } };
    const log = park({
      'GET /imports/5': () => ({ body: { ...right, status } }),
      'POST /imports/5/confirm': () => {
        status = 'imported';
        return { status: 202 };
      },
    });
    const user = await visit('/inventory/import?id=5');
    await user.click(await screen.findByRole('button', { name: '导入 2 台仪器' }));
    expect(await screen.findByText('导入完成')).toBeTruthy();
    expect(log.filter((asked) => asked.method === 'POST')).toHaveLength(1);
  });

  it('lets a column be another field, which the column before then loses', async () => {
    const log = park({ 'PUT /imports/5/mapping': { status: 202 } });
    const user = await visit('/inventory/import?id=5&step=map');
    const fields = await screen.findAllByRole('combobox', { name: '对应内容' });
    await user.selectOptions(fields[2]!, 'nameZh');
    expect(fields[1]).toHaveProperty('value', '');
    await user.selectOptions(fields[1]!, 'location');
    await user.click(screen.getByRole('button', { name: '按此对应重新核对' }));
    expect(log.find((asked) => asked.method === 'PUT')?.body).toEqual({ mapping: ['assetNo', 'location', 'nameZh'] });
  });

  it('says why a file was refused and keeps the page', async () => {
    park({
      'POST /imports': { status: 422, body: { code: 'damaged', title: '文件已损坏或不完整，请重新保存后上传' } },
    });
    const user = await visit('/inventory/import');
    await screen.findByRole('button', { name: '选择文件' });
    const input = document.querySelector<HTMLInputElement>('input[type="file"]')!;
    await user.upload(input, new File(['PK'], '清单.xlsx'));
    expect((await screen.findByRole('alert'))?.textContent).toContain('文件已损坏或不完整');
    expect(screen.getByRole('button', { name: '选择文件' })).toHaveProperty('disabled', false);
  });
});
