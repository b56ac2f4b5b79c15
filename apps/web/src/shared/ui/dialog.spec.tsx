import { jest } from '@jest/globals';
import { act, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import { ConfirmDialog, toast, ToastRegion } from './index';

function Issue({ onConfirm }: { onConfirm: () => void | Promise<unknown> }) {
  const [isOpen, setOpen] = useState(true);
  return (
    <ConfirmDialog
      isOpen={isOpen}
      onOpenChange={setOpen}
      title="Issue 12 invoices?"
      consequence="Issued invoices cannot be changed."
      confirmLabel="Issue"
      onConfirm={onConfirm}
    />
  );
}

beforeEach(() => {
  document.documentElement.lang = 'en';
});

describe('ConfirmDialog', () => {
  it('names the consequence and starts on the harmless button', () => {
    render(<Issue onConfirm={() => {}} />);
    const dialog = screen.getByRole('alertdialog', { name: 'Issue 12 invoices?' });
    expect(dialog.textContent).toContain('Issued invoices cannot be changed.');
    expect(document.activeElement?.textContent).toBe('Cancel');
  });

  it('closes once the act is done, and by Escape without doing it', async () => {
    const onConfirm = jest.fn<() => void>();
    const { unmount } = render(<Issue onConfirm={onConfirm} />);
    await userEvent.keyboard('{Escape}');
    expect(screen.queryByRole('alertdialog')).toBeNull();
    expect(onConfirm).not.toHaveBeenCalled();
    unmount();
    render(<Issue onConfirm={onConfirm} />);
    await userEvent.click(screen.getByRole('button', { name: 'Issue' }));
    expect(onConfirm).toHaveBeenCalledTimes(1);
    expect(screen.queryByRole('alertdialog')).toBeNull();
  });

  it('stays open when the act fails', async () => {
    render(<Issue onConfirm={() => Promise.reject(new Error('refused'))} />);
    await userEvent.click(screen.getByRole('button', { name: 'Issue' }));
    expect(screen.getByRole('alertdialog')).toBeTruthy();
  });
});

describe('toast', () => {
  it('takes the act back by Z, but not while typing', async () => {
    const undo = jest.fn();
    render(
      <>
        <input aria-label="Note" />
        <ToastRegion />
      </>,
    );
    act(() => void toast({ title: 'Reservation cancelled', undo }));
    await userEvent.type(screen.getByRole('textbox', { name: 'Note' }), 'z');
    expect(undo).not.toHaveBeenCalled();
    act(() => screen.getByRole('textbox').blur());
    await userEvent.keyboard('z');
    expect(undo).toHaveBeenCalledTimes(1);
    expect(screen.queryByText('Reservation cancelled')).toBeNull();
  });
});
