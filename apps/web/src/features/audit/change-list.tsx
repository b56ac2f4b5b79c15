import { money, parkDateTime } from '../../shared/format/format';
import { auditMessages } from './audit.messages';
import { type Change, changesOf } from './event-changes';
import { fieldMessages, isField } from './field.messages';
import { isValue, valueMessages } from './value.messages';

type SayField = ReturnType<typeof fieldMessages.useSay>;

/** More are folded away. */
const shownAtOnce = 4;
const instant = /^\d{4}-\d{2}-\d{2}T[\d:.]+(Z|[+-]\d{2}:\d{2})$/;

/** What an event says; more than a few things on request. */
export function ChangeList({ data }: { data: Readonly<Record<string, unknown>> }) {
  const say = auditMessages.useSay();
  const changes = changesOf(data);
  if (changes.length === 0) return null;
  const rest = changes.slice(shownAtOnce);
  return (
    <>
      <Lines changes={changes.slice(0, shownAtOnce)} />
      {rest.length > 0 && (
        <details className="text-sm">
          <summary className="cursor-pointer text-brand-strong max-lg:py-2">
            {say('more', { count: rest.length })}
          </summary>
          <Lines changes={rest} />
        </details>
      )}
    </>
  );
}

function Lines({ changes }: { changes: readonly Change[] }) {
  const say = fieldMessages.useSay();
  return (
    <ul className="flex flex-wrap gap-x-4 text-sm text-mut">
      {changes.map((change, index) => (
        <li key={index} className="num min-w-0 break-words">
          {change.field && `${fieldName(change.field, say)}: `}
          {'before' in change && (
            <>
              <s>{valueText(change.field, change.before, say)}</s>
              {' → '}
            </>
          )}
          <span className="text-ink">{valueText(change.field, change.value, say)}</span>
        </li>
      ))}
    </ul>
  );
}

const fieldName = (field: string, say: SayField): string => (isField(field) ? say(field) : field);

function valueText(field: string, value: unknown, say: SayField): string {
  if (value === null || value === undefined || value === '') return say('nothing');
  if (typeof value === 'boolean') return say(value ? 'yes' : 'no');
  if (typeof value === 'number') return numberText(field, value);
  if (typeof value === 'string') return stringText(value);
  if (Array.isArray(value)) return value.map((one) => valueText(field, one, say)).join(' · ');
  return Object.entries(value)
    .map(([name, part]) => `${fieldName(name, say)} ${valueText(name, part, say)}`)
    .join(', ');
}

function stringText(value: string): string {
  if (isValue(value)) return valueMessages.say(value);
  return instant.test(value) ? parkDateTime(value) : value;
}

function numberText(field: string, value: number): string {
  if (field.endsWith('Fen')) return money(value);
  return field.endsWith('Bps') ? `${value / 100}%` : String(value);
}
