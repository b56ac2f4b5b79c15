import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import { formatFen, MoneyField, parseYuan } from './index';

function Rent({ allowNegative = false }: { allowNegative?: boolean }) {
  const [fen, setFen] = useState<number | null>(450_000);
  return (
    <>
      <MoneyField label="Rent" value={fen} onChange={setFen} allowNegative={allowNegative} />
      <output>{String(fen)}</output>
    </>
  );
}

beforeEach(() => {
  document.documentElement.lang = 'en';
});

describe('MoneyField', () => {
  it.each([
    ['4500', 450_000],
    ['¥1,234.5', 123_450],
    ['１２３．４５', 12_345],
    ['0.29', 29],
    ['19.99 元', 1999],
    ['-8.10', -810],
    ['.5', 50],
    ['1.005', null],
    ['12a', null],
    ['', null],
  ])('reads %j as %p fen', (typed, fen) => expect(parseYuan(typed)).toBe(fen));

  it('reads back whatever it writes', () => {
    for (const fen of [0, 1, 99, 100, 123_456_789, -5]) expect(parseYuan(formatFen(fen))).toBe(fen);
  });

  it('keeps what is typed until the field is left, then writes it out', async () => {
    render(<Rent />);
    const box = screen.getByRole<HTMLInputElement>('textbox', { name: 'Rent' });
    expect(box.value).toBe('4,500.00');
    await userEvent.clear(box);
    await userEvent.type(box, '12.5');
    expect(box.value).toBe('12.5');
    expect(screen.getByRole('status').textContent).toBe('1250');
    await userEvent.tab();
    expect(box.value).toBe('12.50');
  });

  it('refuses a third decimal and keeps it in sight', async () => {
    render(<Rent />);
    const box = screen.getByRole<HTMLInputElement>('textbox', { name: 'Rent' });
    await userEvent.clear(box);
    await userEvent.type(box, '1.005');
    await userEvent.tab();
    expect(box.value).toBe('1.005');
    expect(screen.getByText('Use at most two decimals')).toBeTruthy();
    expect(screen.getByRole('status').textContent).toBe('null');
  });

  it('takes a minus only where it is allowed', async () => {
    render(<Rent allowNegative />);
    const box = screen.getByRole('textbox', { name: 'Rent' });
    await userEvent.clear(box);
    await userEvent.type(box, '-3');
    expect(screen.getByRole('status').textContent).toBe('-300');
  });
});
