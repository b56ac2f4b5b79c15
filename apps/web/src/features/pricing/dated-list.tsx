import type { ReactNode } from 'react';
import { lastDay, parkToday } from '../../shared/format/format';
import { Badge, IconButton } from '../../shared/ui';
import { classesMessages } from './classes.messages';

/** What holds from ever: where the record begins. */
const beginning = '2000-01-01';

export interface Dated {
  readonly id: number;
  readonly validFrom: string;
  readonly validUntil: string | null;
}

type State = 'planned' | 'now' | 'past';

/** Whether something holds, will hold, or has held. */
export function stateOf({ validFrom, validUntil }: Omit<Dated, 'id'>, today: string): State {
  if (validFrom > today) return 'planned';
  return validUntil === null || validUntil > today ? 'now' : 'past';
}

export interface DatedListProps<Row extends Dated> {
  readonly label: string;
  readonly rows: readonly Row[];
  readonly render: (row: Row) => ReactNode;
  readonly onTakeBack: (row: Row) => void;
}

/** Rows that follow each other in time, the latest first; one that does not hold yet can be taken back. */
export function DatedList<Row extends Dated>({ label, rows, render, onTakeBack }: DatedListProps<Row>) {
  const say = classesMessages.useSay();
  const today = parkToday();
  return (
    <ol aria-label={label} className="grid grid-cols-1 gap-0.5 border-l-2 border-line pl-3">
      {rows.map((row) => {
        const state = stateOf(row, today);
        return (
          <li key={row.id} className="flex min-h-8 flex-wrap items-center gap-x-2 text-sm">
            <Badge tone={state === 'now' ? 'ok' : state === 'planned' ? 'brand' : 'off'}>{say(state)}</Badge>
            <span className={state === 'now' ? 'font-medium' : state === 'past' ? 'text-mut' : undefined}>
              {render(row)}
            </span>
            <span className="num text-mut">
              <Span row={row} />
            </span>
            {state === 'planned' && (
              <IconButton icon="trash" size="sm" label={say('takeBack')} onPress={() => onTakeBack(row)} />
            )}
          </li>
        );
      })}
    </ol>
  );
}

function Span({ row: { validFrom, validUntil } }: { row: Dated }) {
  const say = classesMessages.useSay();
  const from = validFrom === beginning ? say('always') : validFrom;
  if (validUntil !== null) return say('until', { from, to: lastDay(validUntil) });
  return validFrom === beginning ? from : say('since', { date: from });
}
