import { cleanup, screen, within } from '@testing-library/react';
import { fakeApi, type Asked } from '../../../test/fake-api';
import { managerSession } from '../../../test/inventory-park';
import { visit } from '../../../test/visit';
import { setLanguage } from '../../shared/i18n/language';

const period = (id: number, classCode: string, nameZh: string, validFrom: string, validUntil: string | null) => ({
  id,
  classCode,
  nameZh,
  nameEn: classCode,
  validFrom,
  validUntil,
  note: '',
});
const discount = (id: number, validFrom: string, validUntil: string | null, rentalBps: number, sessionBps: number) => ({
  id,
  validFrom,
  validUntil,
  rentalBps,
  sessionBps,
  note: '',
});
const none = { count: 0, items: [] };
const touched = {
  instruments: none,
  reservations: none,
  extensions: none,
  companies: { count: 1, items: [{ id: 2, nameZh: '海川生物', nameEn: 'Haichuan', reservations: 0 }] },
  waiting: 0,
  series: 0,
};

function park(): Asked[] {
  const classes = [
    {
      code: 'standard',
      nameZh: '入园企业',
      nameEn: 'Resident',
      companies: 1,
      discounts: [discount(1, '2000-01-01', null, 0, 0)],
    },
    {
      code: 'incubating',
      nameZh: '在孵企业',
      nameEn: 'Incubating',
      companies: 0,
      discounts: [discount(3, '2099-01-01', null, 2000, 2500), discount(2, '2000-01-01', '2099-01-01', 1000, 0)],
    },
  ];
  const periods = [
    period(5, 'incubating', '在孵企业', '2099-06-01', null),
    period(4, 'standard', '入园企业', '2000-01-01', '2099-06-01'),
  ];
  return fakeApi({
    'GET /session': { body: managerSession },
    'GET /notifications': { body: { items: [], unread: 0 } },
    'GET /company-classes': { body: { items: classes } },
    'GET /company-classes/members': {
      body: { items: [{ companyId: 2, nameZh: '海川生物', nameEn: 'Haichuan', periods }] },
    },
    'POST /companies/2/classes/preview': { body: touched },
    'POST /companies/2/classes': { status: 201, body: { id: 9 } },
    'POST /company-classes/incubating/discounts/preview': { body: touched },
    'POST /company-classes/incubating/discounts': { status: 201, body: { id: 9 } },
    'POST /company-classes': { status: 204 },
    'DELETE /company-class-discounts/3': { status: 204 },
  });
}

beforeEach(() => setLanguage('zh'));
afterEach(cleanup);

describe('company classes', () => {
  it('stand with what they take off over time, and what is planned can be taken back', async () => {
    const log = park();
    const user = await visit('/rates/classes');
    const list = await screen.findByRole('list', { name: '在孵企业' });
    expect(within(list).getByText('租金 20%，机时 25%')).toBeTruthy();
    expect(within(list).getByText('租金 10%，机时 0%')).toBeTruthy();
    await user.click(within(list).getByRole('button', { name: '撤销' }));
    expect(await screen.findByText('已撤销')).toBeTruthy();
    expect(log.some((asked) => asked.method === 'DELETE' && asked.path === '/company-class-discounts/3')).toBe(true);
  });

  it('change for a company on a day, after a look at whom it touches', async () => {
    const log = park();
    const user = await visit('/rates/classes');
    expect(await screen.findByText('2099-06-01 起 在孵企业')).toBeTruthy();
    await user.click(screen.getByRole('button', { name: '变更“海川生物”的类别' }));
    const dialog = await screen.findByRole('dialog', { name: '变更“海川生物”的类别' });
    expect(await within(dialog).findByText('涉及 1 家企业')).toBeTruthy();
    await user.click(within(dialog).getByRole('button', { name: '保存' }));
    expect(await screen.findByText(/已保存，/)).toBeTruthy();
    expect(log.find((asked) => asked.path === '/companies/2/classes')?.body).toMatchObject({ classCode: 'incubating' });
  });

  it('take another share off from a day on', async () => {
    const log = park();
    const user = await visit('/rates/classes');
    const cards = await screen.findAllByRole('button', { name: '调整优惠' });
    await user.click(cards[1]!);
    const dialog = await screen.findByRole('dialog', { name: '调整“在孵企业”的优惠' });
    const rental = within(dialog).getByRole('textbox', { name: '租金优惠' });
    await user.clear(rental);
    await user.type(rental, '15');
    await user.tab();
    await user.click(within(dialog).getByRole('button', { name: '保存' }));
    expect(await screen.findByText(/已保存，/)).toBeTruthy();
    expect(log.find((asked) => asked.path === '/company-classes/incubating/discounts')?.body).toMatchObject({
      rentalBps: 1500,
      sessionBps: 0,
    });
  });

  it('are made with a name in both languages and a code', async () => {
    const log = park();
    const user = await visit('/rates/classes');
    await user.click(await screen.findByRole('button', { name: '新建类别' }));
    const dialog = await screen.findByRole('dialog', { name: '新建类别' });
    await user.click(within(dialog).getByRole('button', { name: '保存' }));
    expect(await within(dialog).findAllByText('请填写')).toHaveLength(2);
    await user.type(within(dialog).getByRole('textbox', { name: '中文名称' }), '毕业企业');
    await user.type(within(dialog).getByRole('textbox', { name: '英文名称' }), 'Graduated');
    await user.type(within(dialog).getByRole('textbox', { name: '代码' }), 'graduated');
    await user.click(within(dialog).getByRole('button', { name: '保存' }));
    expect(await screen.findByText('已新建类别')).toBeTruthy();
    expect(log.find((asked) => asked.method === 'POST')?.body).toMatchObject({ code: 'graduated', rentalBps: 0 });
  });
});
