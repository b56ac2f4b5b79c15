import { useEffect, useRef } from 'react';
import { env } from '../env';

type Listener = (data: unknown) => void;

const listeners = new Map<string, Set<Listener>>();
let source: EventSource | undefined;

function open(): EventSource {
  const opened = new EventSource(`${env.apiBase}/live`);
  for (const topic of listeners.keys()) attach(opened, topic);
  return opened;
}

function attach(to: EventSource, topic: string): void {
  to.addEventListener(topic, (event) => {
    const data: unknown = JSON.parse((event as MessageEvent<string>).data || '{}');
    for (const listener of listeners.get(topic) ?? []) listener(data);
  });
}

/** Calls back when something of these topics changed anywhere; one connection serves the whole page. */
export function useLive(topics: readonly string[], onChange: Listener): void {
  const latest = useRef(onChange);
  latest.current = onChange;
  const key = topics.join(',');
  useEffect(() => {
    const listener: Listener = (data) => latest.current(data);
    for (const topic of key.split(',')) {
      if (!listeners.has(topic)) {
        listeners.set(topic, new Set());
        if (source) attach(source, topic);
      }
      listeners.get(topic)?.add(listener);
    }
    source ??= open();
    return () => {
      for (const topic of key.split(',')) listeners.get(topic)?.delete(listener);
      if ([...listeners.values()].every((set) => set.size === 0)) {
        source?.close();
        source = undefined;
      }
    };
  }, [key]);
}
