import { act, render } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { App } from '../src/app/app';

/** Opens the application at an address, as a browser would. */
export async function visit(path: string): Promise<ReturnType<typeof userEvent.setup>> {
  window.scrollTo = () => undefined;
  window.history.replaceState(null, '', path);
  await act(async () => {
    render(<App />);
  });
  return userEvent.setup();
}
