import { useEffect, useEffectEvent } from 'react';
import { env } from '../env';

type Listener = (data: unknown) => void;

const RETRY_MS = 5_000;
const CLOSED = 2;

const listeners = new Map<string, Set<Listener>>();
let source: EventSource | undefined;
let wasLost = false;
let retry: ReturnType<typeof setTimeout> | undefined;

function tell(topic: string, data: unknown): void {
  for (const listener of listeners.get(topic) ?? []) listener(data);
}

function attach(to: EventSource, topic: string): void {
  to.addEventListener(topic, (event) => tell(topic, JSON.parse((event as MessageEvent<string>).data || '{}')));
}

/** The browser reconnects by itself after a lost connection, not after a refusal such as a 503. */
function open(): void {
  const opened = new EventSource(`${env.apiBase}/live`);
  source = opened;
  for (const topic of listeners.keys()) attach(opened, topic);
  opened.addEventListener('error', () => {
    wasLost = true;
    if (opened.readyState === CLOSED) retry = setTimeout(open, RETRY_MS);
  });
  // What happened in between was not heard: everyone looks again.
  opened.addEventListener('open', () => {
    if (wasLost) for (const topic of listeners.keys()) tell(topic, {});
    wasLost = false;
  });
}

function close(): void {
  clearTimeout(retry);
  wasLost = false;
  source?.close();
  source = undefined;
}

/** Calls back when something of these topics changed anywhere; one connection serves the whole page. */
export function useLive(topics: readonly string[], onChange: Listener): void {
  const listener = useEffectEvent(onChange);
  const key = topics.join(',');
  useEffect(() => {
    const mine: Listener = (data) => listener(data);
    for (const topic of key.split(',')) {
      if (!listeners.has(topic)) {
        listeners.set(topic, new Set());
        if (source) attach(source, topic);
      }
      listeners.get(topic)?.add(mine);
    }
    if (!source) open();
    return () => {
      for (const topic of key.split(',')) listeners.get(topic)?.delete(mine);
      if ([...listeners.values()].every((set) => set.size === 0)) close();
    };
  }, [key]);
}
