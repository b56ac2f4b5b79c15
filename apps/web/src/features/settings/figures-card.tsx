import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { ProblemError } from '../../shared/api/problem';
import { LoadFailed } from '../../shared/load-failed';
import { Button, Callout, Card, NumberField, Skeleton, Switch, TextField, toast } from '../../shared/ui';
import { figureMessages } from './figure.messages';
import { settingsMessages } from './settings.messages';
import { figuresQuery, type ParkFigures, useSaveFigures } from './settings.queries';

const switches = ['keepsQualifications', 'depositOnReceipt', 'vouchersByCompany'] as const;
type SwitchKey = (typeof switches)[number];
type NumberKey = Exclude<keyof ParkFigures, 'version' | 'dunningReminderDays' | SwitchKey>;
interface Figure {
  readonly key: NumberKey;
  readonly unit: 'hours' | 'minutes' | 'days' | 'times' | 'percent' | 'companies' | 'yuan';
  readonly min: number;
  readonly max: number;
  /** Kept as so many of the unit shown: basis points are written as times or per cent. */
  readonly scale?: number;
  readonly isOptional?: boolean;
}

const figures: readonly Figure[] = [
  { key: 'holdHours', unit: 'hours', min: 1, max: 720 },
  { key: 'offerSessionMinutes', unit: 'minutes', min: 2, max: 1440 },
  { key: 'offerRentalHours', unit: 'hours', min: 1, max: 168 },
  { key: 'startEarlyMinutes', unit: 'minutes', min: 0, max: 240 },
  { key: 'lateReturnMinutes', unit: 'minutes', min: 0, max: 1440 },
  { key: 'overdueFactorBps', unit: 'times', min: 1, max: 10, scale: 10_000 },
  { key: 'paymentDueDays', unit: 'days', min: 0, max: 180 },
  { key: 'reviewDays', unit: 'days', min: 0, max: 30 },
  { key: 'dunningBookingDays', unit: 'days', min: 1, max: 3650, isOptional: true },
  { key: 'dunningBookingOverFen', unit: 'yuan', min: 0, max: 10_000_000, scale: 100 },
  { key: 'dunningRentalDays', unit: 'days', min: 1, max: 3650, isOptional: true },
  { key: 'overdueInvoiceLimitDays', unit: 'days', min: 0, max: 3650 },
  { key: 'outageAbatementMinutes', unit: 'minutes', min: 1, max: 1440 },
  { key: 'idleShareBps', unit: 'percent', min: 0, max: 100, scale: 100 },
  { key: 'qualificationIdleDays', unit: 'days', min: 1, max: 3650, isOptional: true },
  { key: 'reportMinCompanies', unit: 'companies', min: 2, max: 50 },
];

/** The figures as they stand in the form; a list of days that cannot be read is null. */
type Draft = Record<NumberKey, number | null> & Record<SwitchKey, boolean> & { dunningReminderDays: number[] | null };

/** Days as they are typed, "1, 7, 14"; null when it is no list of up to six different days. */
function daysOf(text: string): number[] | null {
  const days = text
    .split(/[,，、\s]+/)
    .filter(Boolean)
    .map(Number);
  const right = days.every((day) => Number.isInteger(day) && day >= 1 && day <= 365);
  return right && days.length <= 6 && new Set(days).size === days.length ? days.sort((a, b) => a - b) : null;
}

/** The park's figures beside the rules of booking. */
export function FiguresCard() {
  const say = settingsMessages.useSay();
  const { data, error, refetch, isRefetching } = useQuery({ ...figuresQuery, staleTime: Infinity, gcTime: 0 });
  // The version also counts the park's rules; only other figures begin anew.
  if (data) return <Form key={JSON.stringify({ ...data, version: 0 })} read={data} />;
  if (error)
    return <LoadFailed title={say('failed')} error={error} onRetry={() => void refetch()} isRetrying={isRefetching} />;
  return <Skeleton lines={6} lineHeight={40} />;
}

function Form({ read }: { read: ParkFigures }) {
  const say = settingsMessages.useSay();
  const [draft, setDraft] = useState<Draft>(read);
  const save = useSaveFigures();
  const missing = figures.filter(({ key, isOptional }) => draft[key] === null && !isOptional);
  const isChanged = Object.entries(draft).some(
    ([key, value]) => JSON.stringify(read[key as keyof ParkFigures]) !== JSON.stringify(value),
  );
  const problem = save.error instanceof ProblemError ? save.error : null;
  const send = async (): Promise<void> => {
    try {
      await save.mutateAsync({ ...(draft as ParkFigures), version: read.version });
      toast({ title: say('saved') });
    } catch {
      // Said above the fields.
    }
  };
  return (
    <Card
      title={say('figures')}
      actions={
        <Button
          size="sm"
          variant="primary"
          isDisabled={!isChanged || missing.length > 0 || draft.dunningReminderDays === null}
          isPending={save.isPending}
          onPress={() => void send()}
        >
          {say('save')}
        </Button>
      }
    >
      {problem && <Callout tone="bad" role="alert" className="mb-3" title={problem.title} />}
      <div className="grid gap-x-6 gap-y-4 lg:grid-cols-3">
        {figures.map((one) => (
          <FigureField
            key={one.key}
            figure={one}
            value={draft[one.key]}
            isMissing={missing.includes(one)}
            onChange={(value) => setDraft({ ...draft, [one.key]: value })}
          />
        ))}
        <ReminderDays
          days={read.dunningReminderDays}
          onChange={(dunningReminderDays) => setDraft({ ...draft, dunningReminderDays })}
        />
        {switches.map((key) => (
          <FigureSwitch
            key={key}
            name={key}
            isOn={draft[key]}
            onChange={(isOn) => setDraft({ ...draft, [key]: isOn })}
          />
        ))}
      </div>
    </Card>
  );
}

interface FigureFieldProps {
  readonly figure: Figure;
  readonly value: number | null;
  readonly isMissing: boolean;
  readonly onChange: (value: number | null) => void;
}

/** A figure in its unit, kept as so many of its smallest parts. */
function FigureField({ figure: { key, unit, min, max, scale = 1 }, value, isMissing, onChange }: FigureFieldProps) {
  const say = figureMessages.useSay();
  return (
    <NumberField
      label={say(key)}
      description={say(`${key}Hint`)}
      unit={say(unit)}
      min={min}
      max={max}
      step={scale === 1 ? 1 : 0.1}
      decimals={scale === 1 ? 0 : 2}
      value={value === null ? null : value / scale}
      onChange={(next) => onChange(next === null ? null : Math.round(next * scale))}
      error={isMissing ? say('required') : undefined}
    />
  );
}

/** The days on which a company is reminded, typed as a list. */
function ReminderDays({ days, onChange }: { days: readonly number[]; onChange: (days: number[] | null) => void }) {
  const figure = figureMessages.useSay();
  const [text, setText] = useState(days.join(', '));
  return (
    <TextField
      label={figure('dunningReminderDays')}
      description={figure('dunningReminderDaysHint')}
      value={text}
      onChange={(typed) => {
        setText(typed);
        onChange(daysOf(typed));
      }}
      error={daysOf(text) === null ? figure('daysWrong') : undefined}
    />
  );
}

function FigureSwitch({ name, isOn, onChange }: { name: SwitchKey; isOn: boolean; onChange: (isOn: boolean) => void }) {
  const figure = figureMessages.useSay();
  return (
    <div>
      <Switch isSelected={isOn} onChange={onChange}>
        {figure(name)}
      </Switch>
      <p className="m-0 text-sm text-mut">{figure(`${name}Hint`)}</p>
    </div>
  );
}
