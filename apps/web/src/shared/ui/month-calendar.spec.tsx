import { jest } from '@jest/globals';
import { render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { MonthCalendar, type MonthCalendarProps } from './index';

const taken = new Set(['2026-12-08', '2026-12-09']);
const show = (props: Partial<MonthCalendarProps> = {}) =>
  render(
    <MonthCalendar
      label="Start day"
      isUnavailable={(date) => taken.has(date)}
      selected={null}
      min="2026-12-03"
      {...props}
    />,
  );
const day = (name: RegExp) => screen.getByRole('button', { name });

beforeEach(() => {
  document.documentElement.lang = 'en';
});

describe('MonthCalendar', () => {
  it('shows two months, Monday first', () => {
    show();
    const grids = screen.getAllByRole('grid');
    expect(grids).toHaveLength(2);
    const heads = within(grids[0] as HTMLElement).getAllByRole('columnheader', { hidden: true });
    expect(heads[0]?.textContent).toMatch(/^M/);
  });

  it('strikes taken days out and does not let them be chosen', async () => {
    const onPickStart = jest.fn();
    show({ onPickStart });
    const busy = day(/December 8, 2026/);
    expect(busy.getAttribute('aria-disabled')).toBe('true');
    expect(busy.className).toContain('line-through');
    await userEvent.click(busy);
    await userEvent.click(day(/December 2, 2026/));
    expect(onPickStart).not.toHaveBeenCalled();
    await userEvent.click(day(/December 7, 2026/));
    expect(onPickStart).toHaveBeenCalledWith('2026-12-07');
  });

  it('is a grid for the keyboard', async () => {
    const onPickStart = jest.fn();
    show({ onPickStart });
    await userEvent.tab();
    while (!/December 3/.test(document.activeElement?.getAttribute('aria-label') ?? '')) await userEvent.tab();
    await userEvent.keyboard('{ArrowDown}{ArrowRight}{Enter}');
    expect(onPickStart).toHaveBeenCalledWith('2026-12-11');
  });

  it('says the chosen span with its last day', () => {
    show({ selected: { start: '2026-12-10', end: '2027-01-10' } });
    expect(screen.getByRole('status').textContent).toBe('2026-12-10 – 2027-01-09 · last day included');
  });

  it('picks a span that ends the day after the last one', async () => {
    const onPickRange = jest.fn();
    show({ onPickRange });
    await userEvent.click(day(/December 10, 2026/));
    await userEvent.click(day(/December 12, 2026/));
    expect(onPickRange).toHaveBeenLastCalledWith({ start: '2026-12-10', end: '2026-12-13' });
  });
});
