import type { ReactNode } from 'react';
import { Button, Callout, Sheet, Skeleton } from '../../../shared/ui';
import { LoadFailed } from '../../../shared/load-failed';
import type { Violation } from '../reservations.types';
import { ViolationList } from '../violation-list';
import { changeMessages } from './change.messages';
import type { Change } from './use-change';

export interface ChangeSheetProps {
  readonly title: string;
  readonly onClose: () => void;
  readonly change: Change;
  /** Names the act and its money. */
  readonly confirmLabel: string;
  readonly canConfirm: boolean;
  readonly onConfirm: () => void;
  readonly size?: 'md' | 'lg';
  readonly children: ReactNode;
}

/** A sheet that shows what a change costs before it is confirmed, and what stood against it after. */
export function ChangeSheet({
  title,
  onClose,
  change,
  confirmLabel,
  canConfirm,
  onConfirm,
  size,
  children,
}: ChangeSheetProps) {
  const say = changeMessages.useSay();
  return (
    <Sheet
      title={title}
      size={size}
      isOpen
      onOpenChange={(open) => !open && onClose()}
      footer={
        <Button variant="primary" size="lg" isDisabled={!canConfirm} isPending={change.isPending} onPress={onConfirm}>
          {confirmLabel}
        </Button>
      }
    >
      <div className="grid gap-3">
        {children}
        {change.isPriceChanged && (
          <div ref={bringIntoView}>
            <Callout tone="warn" role="alert">
              {say('priceChanged')}
            </Callout>
          </div>
        )}
        {change.failure && (
          <div ref={bringIntoView}>
            <Callout tone="bad" role="alert" title={say('failed')}>
              {change.failure.message}
            </Callout>
          </div>
        )}
      </div>
    </Sheet>
  );
}

/** Below a calendar, what went wrong would lie out of sight. */
function bringIntoView(element: HTMLElement | null): void {
  element?.scrollIntoView?.({ block: 'nearest' });
}

interface PreviewState {
  readonly error: Error | null;
  readonly isPending: boolean;
  readonly isFetching: boolean;
  readonly refetch: () => unknown;
}

/** The price while it loads, or why there is none. */
export function PreviewGate({ preview, children }: { preview: PreviewState; children: ReactNode }) {
  const say = changeMessages.useSay();
  if (preview.error)
    return (
      <LoadFailed
        title={say('previewFailed')}
        error={preview.error}
        onRetry={() => void preview.refetch()}
        isRetrying={preview.isFetching}
      />
    );
  return preview.isPending ? <Skeleton lines={5} /> : children;
}

/** What the rules say to a change. */
export function ChangeViolations({ violations, title }: { violations: readonly Violation[]; title?: string }) {
  const say = changeMessages.useSay();
  return (
    <ViolationList violations={violations} refusedTitle={title ?? say('violations')} noticeTitle={say('notices')} />
  );
}
