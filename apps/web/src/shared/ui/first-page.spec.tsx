import { jest } from '@jest/globals';
import { render, screen } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { useState } from 'react';
import { DateRangeFilter, FilterSearch, FilterSelect, PageHeader } from '.';

beforeEach(() => {
  document.documentElement.lang = 'zh-CN';
});

describe('the parts of the first page', () => {
  it('filter by the browser’s list, and by nothing again', async () => {
    const user = userEvent.setup();
    const chosen = jest.fn();
    const options = [
      { id: 'optical', label: '光学显微' },
      { id: 'cold', label: '冷藏设备' },
    ] as const;
    const filter = (value: 'cold' | null) => (
      <FilterSelect label="类别" options={options} value={value} onChange={chosen} emptyLabel="全部" />
    );
    const { rerender } = render(filter(null));
    await user.selectOptions(screen.getByLabelText('类别'), '冷藏设备');
    rerender(filter('cold'));
    await user.selectOptions(screen.getByLabelText('类别'), '全部');
    expect(chosen.mock.calls).toEqual([['cold'], [null]]);
  });

  it('search as one types, and by nothing again with Escape or the cross', async () => {
    const user = userEvent.setup();
    const Box = () => {
      const [text, setText] = useState('');
      return <FilterSearch label="搜索" value={text} onChange={setText} />;
    };
    render(<Box />);
    const box = screen.getByRole('searchbox', { name: '搜索' });
    await user.type(box, '离心');
    await user.keyboard('{Escape}');
    expect(box).toHaveProperty('value', '');
    expect(screen.queryByRole('button', { name: '清除' })).toBeNull();
    await user.type(box, '质谱');
    await user.click(screen.getByRole('button', { name: '清除' }));
    expect([box.getAttribute('value'), document.activeElement]).toEqual(['', box]);
  });

  it('show the last day of a span, and its calendar when asked', async () => {
    const user = userEvent.setup();
    const span = { start: '2026-12-05', end: '2026-12-12' };
    render(<DateRangeFilter label="需要的时间" value={span} onChange={() => undefined} />);
    await user.click(screen.getByRole('button', { name: /需要的时间.*2026-12-05 – 2026-12-11/ }));
    expect(await screen.findByRole('dialog')).toBeTruthy();
    await user.keyboard('{Escape}');
    expect(screen.queryByRole('dialog')).toBeNull();
  });

  it('name the window after the page', () => {
    render(<PageHeader title="仪器目录" />);
    expect(document.title).toBe('仪器目录 · 共享实验台');
  });
});
