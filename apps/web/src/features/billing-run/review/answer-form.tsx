import { useState } from 'react';
import { ProblemError } from '../../../shared/api/problem';
import { Button, Callout, formatFen, MoneyField, RadioGroup, TextArea, TextLink, toast } from '../../../shared/ui';
import { reviewMessages } from './review.messages';
import { useAnswer, type Dispute, type DisputeAnswer } from './review.queries';

type Choice = 'uphold' | 'amount' | 'source';

/** What is sent for a choice; null while something is missing. */
function answerOf(choice: Choice | null, answer: string, rightFen: number | null): DisputeAnswer | null {
  if (answer === '' || choice === null) return null;
  if (choice === 'uphold') return { decision: 'uphold', answer };
  if (choice === 'source') return { decision: 'accept', correction: 'source', answer };
  return rightFen === null ? null : { decision: 'accept', correction: 'adjustment', answer, rightFen };
}

/** Finance upholds a line, or accepts the objection with a correction that stands beside it. */
export function AnswerForm({ dispute }: { dispute: Dispute }) {
  const say = reviewMessages.useSay();
  const [choice, setChoice] = useState<Choice | null>(null);
  const [rightFen, setRight] = useState<number | null>(null);
  const [text, setText] = useState('');
  const send = useAnswer(dispute.id);
  const answer = answerOf(choice, text.trim(), rightFen);
  const submit = async (): Promise<void> => {
    if (!answer) return;
    try {
      await send.mutateAsync(answer);
      toast({ title: say('answered') });
    } catch {
      // Said below; what was written stays.
    }
  };
  const problem = send.error instanceof ProblemError ? send.error : null;
  const isSame = choice === 'amount' && rightFen === dispute.amountFen;
  return (
    <section className="grid gap-3 rounded-md border border-line p-3">
      <RadioGroup
        label={say('decision')}
        value={choice}
        onChange={(id) => setChoice(id as Choice)}
        options={[
          { id: 'uphold', label: say('uphold') },
          { id: 'amount', label: say('acceptAmount') },
          { id: 'source', label: say('acceptSource') },
        ]}
      />
      {choice === 'amount' && <RightAmount value={rightFen} onChange={setRight} was={dispute.amountFen} />}
      {choice === 'source' && <SourceHint dispute={dispute} />}
      <TextArea
        label={say('answer')}
        description={say('answerHint')}
        value={text}
        onChange={setText}
        isRequired
        maxLength={1000}
      />
      <div className="flex flex-wrap items-center justify-between gap-2">
        <p className="text-sm text-mut">{say(dispute.inReview ? 'effectNow' : 'effectNext')}</p>
        <Button
          variant="primary"
          isDisabled={answer === null || isSame}
          isPending={send.isPending}
          onPress={() => void submit()}
        >
          {say('send')}
        </Button>
      </div>
      {problem && (
        <Callout tone="bad" role="alert" title={say('refused')}>
          {problem.title}
        </Callout>
      )}
    </section>
  );
}

interface RightAmountProps {
  readonly value: number | null;
  readonly onChange: (fen: number | null) => void;
  readonly was: number;
}

/** What the line should have been, and the line that this adds. */
function RightAmount({ value, onChange, was }: RightAmountProps) {
  const say = reviewMessages.useSay();
  return (
    <div>
      <MoneyField label={say('rightAmount')} value={value} onChange={onChange} isRequired />
      {value !== null && value !== was && (
        <p className="num mt-1 text-sm text-mut">{say('difference', { difference: formatFen(value - was) })}</p>
      )}
    </div>
  );
}

function SourceHint({ dispute: { sourceKind, sourceId } }: { dispute: Dispute }) {
  const say = reviewMessages.useSay();
  const href = sourceKind === 'reservation' ? `/reservations/${sourceId}` : '/adjustments';
  return (
    <p className="text-sm text-mut">
      {say('sourceHint')}{' '}
      <TextLink href={href} className="underline!">
        {say('toSource')}
      </TextLink>
    </p>
  );
}
