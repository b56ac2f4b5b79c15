import { useName } from '../../shared/i18n/messages';
import { Button, Checkbox, cx, DataTable, type Column, type TableSelection } from '../../shared/ui';
import { QualificationBadge } from './qualification-badge';
import type { Qualification, QualifiedPerson } from './qualifications.queries';
import { qualificationMessages } from './qualifications.messages';
import { type Target, targetKey, useTargetName } from './target-name';

export interface Opened {
  readonly person: QualifiedPerson;
  readonly qualification: Qualification;
}

export interface QualificationGridProps {
  readonly people: readonly QualifiedPerson[];
  readonly isLoading: boolean;
  readonly selection: TableSelection<QualifiedPerson>;
  readonly onOpen: (opened: Opened) => void;
  /** An empty field of the grid: this target to this person. */
  readonly onGive: (person: QualifiedPerson, target: Target) => void;
  readonly empty: React.ReactNode;
}

/** Every instrument or category that somebody on the page was trained for, by name. */
function targetsOf(people: readonly QualifiedPerson[]): readonly Target[] {
  const known = new Map<string, Target>();
  for (const { qualifications } of people) for (const one of qualifications) known.set(targetKey(one), one);
  return [...known.values()].sort((a, b) => a.nameZh.localeCompare(b.nameZh, 'zh-CN'));
}

/** People down, what they were trained for across; on a phone a card a person. */
export function QualificationGrid({ people, isLoading, selection, onOpen, onGive, empty }: QualificationGridProps) {
  const say = qualificationMessages.useSay();
  const targets = targetsOf(people);
  const columns = useColumns(targets, onOpen, onGive);
  return (
    <DataTable
      caption={say('grid')}
      isLoading={isLoading}
      rows={people}
      rowKey={(person) => String(person.memberId)}
      columns={columns}
      selection={selection}
      scrollX={targets.length > 3}
      empty={empty}
      renderCard={(person) => <PersonCard person={person} selection={selection} onOpen={onOpen} />}
    />
  );
}

function useColumns(
  targets: readonly Target[],
  onOpen: QualificationGridProps['onOpen'],
  onGive: QualificationGridProps['onGive'],
): Column<QualifiedPerson>[] {
  const say = qualificationMessages.useSay();
  const name = useName();
  const targetName = useTargetName();
  return [
    {
      key: 'person',
      header: say('person'),
      isRowHeader: true,
      width: '200px',
      render: (person) => (
        <>
          <span className="block min-w-[180px] font-medium">{person.name}</span>
          <span className="block text-sm text-mut">{name(person.companyZh, person.companyEn)}</span>
        </>
      ),
    },
    ...targets.map((target): Column<QualifiedPerson> => ({
      key: targetKey(target),
      header: <span className="block max-w-[180px] whitespace-normal">{targetName(target)}</span>,
      render: (person) => <Cell person={person} target={target} onOpen={onOpen} onGive={onGive} />,
    })),
  ];
}

interface CellProps extends Pick<QualificationGridProps, 'onOpen' | 'onGive'> {
  readonly person: QualifiedPerson;
  readonly target: Target;
}

function Cell({ person, target, onOpen, onGive }: CellProps) {
  const say = qualificationMessages.useSay();
  const targetName = useTargetName();
  const found = person.qualifications.find((one) => targetKey(one) === targetKey(target));
  const words = { person: person.name, target: targetName(target) };
  if (!found)
    return (
      <Button
        size="sm"
        variant="ghost"
        icon="plus"
        aria-label={say('give', words)}
        className="px-[6px]! text-mut! opacity-50 focus-visible:opacity-100 data-hovered:opacity-100"
        onPress={() => onGive(person, target)}
      />
    );
  return <OpenButton person={person} qualification={found} onOpen={onOpen} />;
}

function OpenButton({ person, qualification, onOpen }: Opened & Pick<QualificationGridProps, 'onOpen'>) {
  const say = qualificationMessages.useSay();
  const targetName = useTargetName();
  const { state, end } = qualification;
  const until = end === null ? say('forGood') : say('untilDay', { day: end });
  const words = { person: person.name, target: targetName(qualification), state: say(state), until };
  return (
    <Button
      size="sm"
      variant="ghost"
      className="px-0!"
      aria-label={say('cell', words)}
      onPress={() => onOpen({ person, qualification })}
    >
      <QualificationBadge qualification={qualification} />
    </Button>
  );
}

function PersonCard({
  person,
  selection,
  onOpen,
}: { person: QualifiedPerson } & Pick<QualificationGridProps, 'selection' | 'onOpen'>) {
  const say = qualificationMessages.useSay();
  const name = useName();
  const key = String(person.memberId);
  const toggle = (isSelected: boolean): void => {
    const keys = new Set(selection.keys);
    if (isSelected) keys.add(key);
    else keys.delete(key);
    selection.onChange(keys);
  };
  return (
    <div className="rounded-md border border-line bg-surface p-3">
      <div className="flex items-start gap-2">
        <Checkbox
          aria-label={say('selectPerson', { name: person.name })}
          isSelected={selection.keys.has(key)}
          onChange={toggle}
          className="-mt-2 -ml-2"
        />
        <p className="min-w-0">
          <span className="block font-medium">{person.name}</span>
          <span className="block text-sm text-mut">{name(person.companyZh, person.companyEn)}</span>
        </p>
      </div>
      <PersonQualifications person={person} onOpen={onOpen} className="mt-2" />
    </div>
  );
}

/** One person's, one line each; they open where somebody may change them. */
export function PersonQualifications({
  person,
  onOpen,
  className,
}: {
  person: QualifiedPerson;
  onOpen?: QualificationGridProps['onOpen'];
  className?: string;
}) {
  const say = qualificationMessages.useSay();
  const targetName = useTargetName();
  if (person.qualifications.length === 0)
    return <p className={cx('text-sm text-mut', className)}>{say('noQualification')}</p>;
  return (
    <ul className={cx('grid gap-1', className)}>
      {person.qualifications.map((one) => (
        <li key={one.id} className="flex flex-wrap items-center justify-between gap-x-3 gap-y-1">
          <span className="min-w-0 break-words">{targetName(one)}</span>
          {onOpen ? (
            <OpenButton person={person} qualification={one} onOpen={onOpen} />
          ) : (
            <QualificationBadge qualification={one} />
          )}
        </li>
      ))}
    </ul>
  );
}
