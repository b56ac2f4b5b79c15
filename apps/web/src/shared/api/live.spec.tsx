import { jest } from '@jest/globals';
import { render } from '@testing-library/react';
import { useLive } from './live';

/** A stream the test speaks through. */
class FakeStream extends EventTarget {
  static opened: FakeStream[] = [];
  readyState = 1;
  constructor(readonly url: string) {
    super();
    FakeStream.opened.push(this);
  }
  close(): void {
    this.readyState = 2;
  }
  say(topic: string, data: unknown): void {
    this.dispatchEvent(new MessageEvent(topic, { data: JSON.stringify(data) }));
  }
}

function Listener({ topics, onChange }: { topics: string[]; onChange: (data: unknown) => void }) {
  useLive(topics, onChange);
  return null;
}

const newest = (): FakeStream => {
  const stream = FakeStream.opened.at(-1);
  if (!stream) throw new Error('nothing listens');
  return stream;
};

beforeEach(() => {
  FakeStream.opened = [];
  Object.assign(globalThis, { EventSource: FakeStream });
});

describe('live updates', () => {
  it('share one connection, and end it with the last listener', () => {
    const heard = jest.fn();
    const first = render(<Listener topics={['reservation']} onChange={heard} />);
    const second = render(<Listener topics={['invoice', 'reservation']} onChange={heard} />);
    expect(FakeStream.opened.map(({ url }) => url)).toEqual(['/api/v1/live']);
    newest().say('invoice', { id: 4 });
    expect(heard.mock.calls).toEqual([[{ id: 4 }]]);
    first.unmount();
    second.unmount();
    expect(newest().readyState).toBe(2);
  });

  it('look again after a refusal, since what happened in between was not heard', () => {
    jest.useFakeTimers();
    const heard = jest.fn();
    const { unmount } = render(<Listener topics={['occupancy']} onChange={heard} />);
    newest().readyState = 2;
    newest().dispatchEvent(new Event('error'));
    jest.advanceTimersByTime(5_000);
    expect(FakeStream.opened).toHaveLength(2);
    newest().dispatchEvent(new Event('open'));
    expect(heard).toHaveBeenCalledTimes(1);
    unmount();
    jest.useRealTimers();
  });
});
