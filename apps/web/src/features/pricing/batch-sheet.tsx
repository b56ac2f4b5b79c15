import type { ReactNode } from 'react';
import { Button, Callout, Sheet, toast } from '../../shared/ui';
import { batchMessages } from './batch.messages';
import { BatchTable } from './batch-table';
import { TouchedPanel } from './touched-panel';
import type { useBatch } from './use-batch';

export interface BatchSheetProps {
  readonly title: string;
  readonly confirmLabel: string;
  readonly validFrom: string;
  readonly batch: Pick<ReturnType<typeof useBatch>, 'shown' | 'problem' | 'isLooking' | 'isSending' | 'back' | 'send'>;
  /** Looks at what is typed, if it is in order. */
  readonly onLook: () => void;
  readonly onClose: () => void;
  /** The fields. */
  readonly children: ReactNode;
}

/** Fields, then old beside new and whom it touches, then all at once: the frame of every change of many prices. */
export function BatchSheet({ title, confirmLabel, validFrom, batch, onLook, onClose, children }: BatchSheetProps) {
  const say = batchMessages.useSay();
  const { shown } = batch;
  const send = async (): Promise<void> => {
    const count = await batch.send();
    if (count === null) return;
    toast({ title: say('done', { count, date: validFrom }), tone: 'ok' });
    onClose();
  };
  const isPossible = shown !== undefined && shown.batch.count > 0 && shown.batch.problems === 0;
  return (
    <Sheet
      isOpen
      size="lg"
      title={title}
      isDismissable={false}
      onOpenChange={(isOpen) => !isOpen && onClose()}
      footer={
        <>
          <Button onPress={shown ? batch.back : onClose}>{say(shown ? 'back' : 'cancel')}</Button>
          {shown ? (
            <Button variant="primary" isPending={batch.isSending} isDisabled={!isPossible} onPress={() => void send()}>
              {confirmLabel}
            </Button>
          ) : (
            <Button variant="primary" isPending={batch.isLooking} onPress={onLook}>
              {say('preview')}
            </Button>
          )}
        </>
      }
    >
      <div className="grid grid-cols-1 gap-4">
        {batch.problem && (
          <Callout tone="bad" role="alert">
            {batch.problem}
          </Callout>
        )}
        {shown ? (
          <>
            <BatchTable batch={shown.batch} validFrom={validFrom} />
            <TouchedPanel touched={shown.touched} error={null} onRetry={batch.back} />
          </>
        ) : (
          children
        )}
      </div>
    </Sheet>
  );
}
