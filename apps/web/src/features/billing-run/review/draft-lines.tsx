import { useState } from 'react';
import { monthName } from '../../../shared/format/format';
import { useName } from '../../../shared/i18n/messages';
import { Button, Callout, ConfirmDialog, Money, toast } from '../../../shared/ui';
import { DisputeStatus } from './dispute-status';
import type { RenderWhy } from './render-why';
import { reviewMessages } from './review.messages';
import { useWithdraw, type DraftLine } from './review.queries';

export interface DraftLinesProps {
  readonly lines: readonly DraftLine[];
  readonly renderWhy: RenderWhy;
  /** Left out: nothing can be disputed any more. */
  readonly onDispute?: (line: DraftLine) => void;
  readonly canWithdraw: boolean;
}

/** The lines of a draft, each with why; a disputed one with what was said about it. */
export function DraftLines({ lines, renderWhy, onDispute, canWithdraw }: DraftLinesProps) {
  const say = reviewMessages.useSay();
  return (
    <ol aria-label={say('lines')} className="divide-y divide-line">
      {lines.map((line) => (
        <Line key={line.chargeId} line={line} renderWhy={renderWhy} onDispute={onDispute} canWithdraw={canWithdraw} />
      ))}
    </ol>
  );
}

interface LineProps extends Omit<DraftLinesProps, 'lines'> {
  readonly line: DraftLine;
}

function Line({ line, renderWhy, onDispute, canWithdraw }: LineProps) {
  const say = reviewMessages.useSay();
  const name = useName();
  const item = name(line.instrumentZh, line.instrumentEn) || line.itemName;
  const { dispute, held } = line;
  return (
    <li className="py-2.5">
      <div className="flex items-start justify-between gap-3">
        <div className="min-w-0">
          <p>
            <span className="font-medium">{item}</span>{' '}
            <span className="num text-sm text-mut">
              {[line.assetNo, monthName(line.month)].filter(Boolean).join(' · ')}
            </span>
          </p>
          <p className="num text-sm">{name(line.explanation.zh, line.explanation.en)}</p>
        </div>
        <div className="flex shrink-0 flex-col items-end gap-1">
          <Money fen={line.amountFen} className={held ? 'text-mut line-through' : 'font-medium'} />
          {onDispute && !held && (
            <Button size="sm" aria-label={say('disputeOf', { item })} onPress={() => onDispute(line)}>
              {say('disputeLine')}
            </Button>
          )}
        </div>
      </div>
      {renderWhy(line)}
      {dispute && (
        <Callout tone={held ? 'warn' : 'info'} className="mt-2">
          <div className="flex flex-wrap items-start justify-between gap-2">
            <div className="min-w-0 flex-1 basis-60">
              <DisputeStatus status={dispute.status} />
              <p className="mt-1">{dispute.reason}</p>
              {dispute.answer && (
                <p className="mt-1">
                  <span className="text-mut">{say('answerOf')}: </span>
                  {dispute.answer}
                </p>
              )}
            </div>
            {held && canWithdraw && <Withdraw id={dispute.id} />}
          </div>
        </Callout>
      )}
    </li>
  );
}

/** Takes an objection back: the line is billed as it is. */
export function Withdraw({ id }: { id: number }) {
  const say = reviewMessages.useSay();
  const [isAsking, setAsking] = useState(false);
  const withdraw = useWithdraw();
  const confirm = async (): Promise<void> => {
    await withdraw.mutateAsync(id);
    toast({ title: say('withdrawn') });
  };
  return (
    <>
      <Button size="sm" onPress={() => setAsking(true)}>
        {say('withdraw')}
      </Button>
      <ConfirmDialog
        isOpen={isAsking}
        onOpenChange={setAsking}
        tone="primary"
        title={say('withdrawTitle')}
        consequence={say('withdrawConsequence')}
        confirmLabel={say('withdraw')}
        isPending={withdraw.isPending}
        onConfirm={confirm}
      >
        {withdraw.error && (
          <Callout tone="bad" role="alert" title={say('refused')}>
            {withdraw.error.message}
          </Callout>
        )}
      </ConfirmDialog>
    </>
  );
}
