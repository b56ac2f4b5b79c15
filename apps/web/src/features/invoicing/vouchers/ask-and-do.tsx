import { useState, type ReactNode } from 'react';
import { Button, ConfirmDialog, toast } from '../../../shared/ui';
import { vouchersMessages } from './vouchers.messages';

export interface AskAndDoProps {
  readonly label: string;
  readonly title: string;
  readonly consequence: string;
  readonly tone?: 'danger' | 'primary';
  readonly isConfirmDisabled?: boolean;
  readonly act: () => Promise<unknown>;
  readonly doneText?: string;
  /** Fields to fill before. */
  readonly children?: ReactNode;
}

/** A button that asks first, and says whether it worked. */
export function AskAndDo({ label, act, tone = 'primary', doneText, children, ...question }: AskAndDoProps) {
  const say = vouchersMessages.useSay();
  const [isAsking, setAsking] = useState(false);
  const [isPending, setPending] = useState(false);
  const confirm = async (): Promise<void> => {
    setPending(true);
    try {
      await act();
      toast({ title: doneText ?? say('done') });
    } catch (error) {
      toast({ tone: 'bad', title: error instanceof Error ? error.message : String(error) });
      throw error;
    } finally {
      setPending(false);
    }
  };
  return (
    <>
      <Button size="sm" onPress={() => setAsking(true)}>
        {label}
      </Button>
      <ConfirmDialog
        isOpen={isAsking}
        onOpenChange={setAsking}
        tone={tone}
        confirmLabel={label}
        isPending={isPending}
        onConfirm={confirm}
        {...question}
      >
        {children}
      </ConfirmDialog>
    </>
  );
}
