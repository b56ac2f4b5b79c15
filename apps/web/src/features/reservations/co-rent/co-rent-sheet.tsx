import { useState } from 'react';
import { ToggleButton } from 'react-aria-components';
import { money, weekdayName } from '../../../shared/format/format';
import { useName } from '../../../shared/i18n/messages';
import { Button, Callout, DateField, IconButton, NumberField, Sheet, TextField } from '../../../shared/ui';
import { isOverridden, overridableOf, OverrideField, overrideOf } from '../board/override-field';
import { CompanyField } from '../company-field';
import { ChangeViolations } from '../record/change-frame';
import type { Violation } from '../reservations.types';
import { coRentMessages } from './co-rent.messages';
import { type CoRent, type Share, useCoRent } from './use-co-rent';

const weekdays = [1, 2, 3, 4, 5, 6, 7];
const halves = ['am', 'pm'] as const;

/** Staff share a rental out among companies: half days, shares, and what each pays before it is agreed. */
export function CoRentSheet({ instrumentId, onClose }: { instrumentId: number; onClose: () => void }) {
  const say = coRentMessages.useSay();
  const it = useCoRent(instrumentId, onClose);
  const [reason, setReason] = useState('');
  const data = it.isFilled ? it.preview.data : undefined;
  const violations = once((data?.parts ?? []).flatMap((part) => part.violations));
  const codes = overridableOf(violations);
  const isFree = data !== undefined && data.problems.length === 0 && data.parts.every((part) => part.free);
  const canSend = isFree && !it.isStale && isOverridden(codes, reason);
  return (
    <Sheet
      title={say('title')}
      size="lg"
      isOpen
      onOpenChange={(open) => !open && onClose()}
      footer={
        <Button
          variant="primary"
          size="lg"
          isDisabled={!canSend}
          isPending={it.sent.isPending}
          onPress={() => it.sent.mutate(overrideOf(codes, reason))}
        >
          {data ? say('arrange', { money: money(data.totalFen) }) : say('arrangePlain')}
        </Button>
      }
    >
      <div className="grid gap-4">
        <p className="text-mut">{say('intro')}</p>
        <div className="grid grid-cols-2 gap-3">
          <DateField label={say('firstDay')} value={it.startsOn} onChange={it.setStartsOn} isRequired />
          <NumberField
            label={say('months')}
            unit={say('monthsUnit')}
            min={1}
            max={60}
            value={it.months}
            onChange={it.setMonths}
          />
        </div>
        {it.shares.map((share, i) => (
          <ShareFields key={share.key} it={it} share={share} number={i + 1} />
        ))}
        {it.shares.length < 4 && (
          <Button icon="plus" className="justify-self-start" onPress={it.add}>
            {say('add')}
          </Button>
        )}
        <TextField label={say('purpose')} value={it.purpose} onChange={it.setPurpose} />
        <Against it={it} violations={violations} reason={reason} onReason={setReason} />
      </div>
    </Sheet>
  );
}

function ShareFields({ it, share, number }: { it: CoRent; share: Share; number: number }) {
  const say = coRentMessages.useSay();
  const part = it.preview.data?.parts.find((one) => String(one.companyId) === share.companyId);
  return (
    <fieldset className="grid gap-2 rounded border border-line p-3">
      <div className="grid grid-cols-[minmax(0,1fr)_auto] items-end gap-2 lg:grid-cols-[minmax(0,1fr)_150px_auto]">
        <CompanyField
          label={say('company', { number })}
          className="max-lg:col-span-2"
          value={share.companyId}
          onChange={(companyId) => it.change(share.key, { companyId })}
        />
        <NumberField
          label={say('share')}
          unit={say('percent')}
          min={0}
          max={100}
          decimals={2}
          value={share.percent}
          onChange={(percent) => it.change(share.key, { percent })}
        />
        {it.shares.length > 2 && <IconButton icon="x" label={say('remove')} onPress={() => it.remove(share.key)} />}
      </div>
      <HalfDays share={share} number={number} onGive={(half) => it.give(share.key, half)} />
      {part && !it.isStale && (
        <p className="num flex justify-between gap-3 text-mut">
          <span>{say('monthly', { money: money(part.quote.monthlyFen ?? 0) })}</span>
          <span className="font-semibold text-ink">{money(part.quote.totalFen)}</span>
        </p>
      )}
    </fieldset>
  );
}

/** The week in half days; one that this company has is marked. */
function HalfDays({ share, number, onGive }: { share: Share; number: number; onGive: (half: string) => void }) {
  const say = coRentMessages.useSay();
  return (
    <div className="grid grid-cols-7 gap-1">
      {weekdays.map((day) => (
        <div key={day} className="grid gap-1 text-center">
          <span aria-hidden className="text-sm text-mut">
            {weekdayName(day)}
          </span>
          {halves.map((half) => (
            <ToggleButton
              key={half}
              aria-label={say('halfDay', { number, day: weekdayName(day, 'long'), half: say(half) })}
              isSelected={share.halves.has(`${day}${half}`)}
              onChange={() => onGive(`${day}${half}`)}
              className="min-h-[28px] rounded border border-line2 bg-surface text-sm outline-offset-2 outline-brand data-focus-visible:outline-2 data-hovered:bg-sunken data-selected:border-brand data-selected:bg-brand data-selected:text-on-brand max-lg:min-h-[44px]"
            >
              {say(half)}
            </ToggleButton>
          ))}
        </div>
      ))}
    </div>
  );
}

interface AgainstProps {
  readonly it: CoRent;
  readonly violations: readonly Violation[];
  readonly reason: string;
  readonly onReason: (reason: string) => void;
}

/** What keeps it from being agreed as it stands. */
function Against({ it, violations, reason, onReason }: AgainstProps) {
  const say = coRentMessages.useSay();
  const name = useName();
  const { data, error } = it.preview;
  const failure = it.sent.error ?? error;
  if (!it.isFilled) return <p className="text-mut">{say('fill')}</p>;
  return (
    <>
      {data && data.problems.length > 0 && (
        <Callout tone="warn" title={say('problems')}>
          {data.problems.map(({ message }) => name(message.zh, message.en)).join('；')}
        </Callout>
      )}
      {data?.parts.some((part) => !part.free) && <Callout tone="bad">{say('taken')}</Callout>}
      <ChangeViolations violations={violations} title={say('refused')} />
      <OverrideField violations={violations} value={reason} onChange={onReason} />
      {failure && (
        <Callout tone="bad" role="alert" title={say('failed')}>
          {failure.message}
        </Callout>
      )}
    </>
  );
}

/** What is said of several companies is said once. */
function once(violations: readonly Violation[]): readonly Violation[] {
  return [...new Map(violations.map((one) => [one.code + one.message.zh, one])).values()];
}
