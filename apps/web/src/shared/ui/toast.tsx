import { useEffect } from 'react';
import {
  Button as RacButton,
  Text,
  UNSTABLE_Toast as RacToast,
  UNSTABLE_ToastContent as ToastContent,
  UNSTABLE_ToastQueue as ToastQueue,
  UNSTABLE_ToastRegion as RacToastRegion,
} from 'react-aria-components';
import { Button } from './button';
import { Icon } from './icon';
import { useKitText } from './kit-text';
import { cx, focusRing } from './styles';

export interface ToastMessage {
  title: string;
  detail?: string;
  tone?: 'info' | 'ok' | 'warn' | 'bad';
  /** Takes the act back; offered for ten seconds, also on the key Z. */
  undo?: () => void;
}

const undoTime = 10_000;
const readingTime = 6_000;
const queue = new ToastQueue<ToastMessage>({ maxVisibleToasts: 3 });

/** Says what has just happened; failures stay until closed. Returns a function that closes it. */
export function toast(message: ToastMessage): () => void {
  const timeout = message.undo ? undoTime : message.tone === 'bad' ? undefined : readingTime;
  const key = queue.add(message, { timeout });
  return () => queue.close(key);
}

const signs = {
  info: { icon: 'info', colour: 'text-brand' },
  ok: { icon: 'check-circle', colour: 'text-ok' },
  warn: { icon: 'alert', colour: 'text-warn' },
  bad: { icon: 'x-circle', colour: 'text-bad' },
} as const;

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable ||
    target.closest('input, textarea, select, [role="spinbutton"], [role="textbox"]') !== null);

function undoLatest(): boolean {
  const latest = queue.visibleToasts.find((shown) => shown.content.undo);
  if (!latest) return false;
  queue.close(latest.key);
  latest.content.undo?.();
  return true;
}

function useUndoKey(enabled: boolean): void {
  useEffect(() => {
    if (!enabled) return undefined;
    const onKey = (event: KeyboardEvent) => {
      const plain = !event.ctrlKey && !event.metaKey && !event.altKey && !event.shiftKey && !event.defaultPrevented;
      if (plain && event.key.toLowerCase() === 'z' && !isTyping(event.target) && undoLatest()) event.preventDefault();
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, [enabled]);
}

export interface ToastRegionProps {
  /** False when the reader has switched single-letter keys off. */
  singleKeys?: boolean;
}

/** Where toasts appear; once per application. Z takes the latest reversible act back. */
export function ToastRegion({ singleKeys = true }: ToastRegionProps) {
  const text = useKitText();
  useUndoKey(singleKeys);
  return (
    <RacToastRegion
      queue={queue}
      aria-label={text.notifications}
      className="fixed right-[16px] bottom-[16px] z-50 flex w-[380px] max-w-[calc(100vw-32px)] flex-col-reverse gap-[8px] outline-none max-lg:bottom-[calc(72px+env(safe-area-inset-bottom))]"
    >
      {({ toast: shown }) => (
        <RacToast
          toast={shown}
          className={cx(
            'flex items-start gap-[10px] rounded-md border border-line2 bg-surface p-[12px] text-ink shadow-lg',
            focusRing,
          )}
        >
          <ToastBody id={shown.key} {...shown.content} />
        </RacToast>
      )}
    </RacToastRegion>
  );
}

function ToastBody({ id, title, detail, tone = 'ok', undo }: ToastMessage & { id: string }) {
  const text = useKitText();
  return (
    <>
      <Icon name={signs[tone].icon} size={18} className={cx('mt-[2px]', signs[tone].colour)} />
      <ToastContent className="min-w-0 flex-1">
        <Text slot="title" className="block font-semibold">
          {title}
        </Text>
        {detail && (
          <Text slot="description" className="block text-sm text-mut">
            {detail}
          </Text>
        )}
      </ToastContent>
      {undo && (
        <Button
          size="sm"
          aria-keyshortcuts="Z"
          onPress={() => {
            queue.close(id);
            undo();
          }}
        >
          {text.undo} <kbd className="rounded-sm border border-line px-[4px] text-xs text-mut max-lg:hidden">Z</kbd>
        </Button>
      )}
      <RacButton
        slot="close"
        aria-label={text.close}
        className={cx(
          'grid size-[28px] shrink-0 place-items-center rounded text-mut data-hovered:bg-sunken max-lg:size-[44px]',
          focusRing,
        )}
      >
        <Icon name="x" />
      </RacButton>
    </>
  );
}
