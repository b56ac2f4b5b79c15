import { useState } from 'react';
import { LoadFailed } from '../../shared/load-failed';
import { TypedSearch } from '../../shared/typed-search';
import { PageFooter } from '../../shared/page-footer';
import { Button, Callout, EmptyState, FilterSelect } from '../../shared/ui';
import { usePages } from '../../shared/use-pages';
import { GrantDialog } from './grant-dialog';
import { type Opened, QualificationGrid } from './qualification-grid';
import { QualificationSheet } from './qualification-sheet';
import { qualificationsKey, type QualificationState, type QualifiedPerson } from './qualifications.queries';
import { qualificationMessages } from './qualifications.messages';
import type { Target } from './target-name';
import { useKept } from './use-kept';

export interface QualificationsViewProps {
  readonly filter: { readonly q?: string; readonly state?: string };
  readonly onFilter: (change: { q?: string; state?: string }) => void;
}

const states: readonly QualificationState[] = ['valid', 'expiring', 'expired', 'upcoming'];

/** Who was trained for what; the lab grants, prolongs and takes back, to one or many. */
export function QualificationsView({ filter, onFilter }: QualificationsViewProps) {
  const say = qualificationMessages.useSay();
  const { q = '', state = '' } = filter;
  const list = usePages<QualifiedPerson>(qualificationsKey, '/qualifications', { q, state, limit: 50 });
  const [opened, setOpened] = useState<Opened | null>(null);
  const [keys, setKeys] = useState<ReadonlySet<string>>(new Set());
  const [granting, setGranting] = useState<{ people: readonly QualifiedPerson[]; target: Target | null } | null>(null);
  const chosen = list.rows.filter((one) => keys.has(String(one.memberId)));
  const clear = (): void => onFilter({ q: '', state: '' });
  if (list.error)
    return <LoadFailed title={say('failed')} error={list.error} onRetry={list.retry} isRetrying={list.isRetrying} />;
  return (
    <>
      <Kept />
      <Toolbar
        filter={filter}
        onFilter={onFilter}
        chosen={chosen.length}
        onGrant={() => setGranting({ people: chosen, target: null })}
      />
      <QualificationGrid
        people={list.rows}
        isLoading={list.isPending}
        selection={{
          keys,
          onChange: setKeys,
          rowLabel: (person) => say('selectPerson', { name: person.name }),
          allLabel: say('selectAll'),
        }}
        onOpen={setOpened}
        onGive={(person, target) => setGranting({ people: [person], target })}
        empty={
          <EmptyState
            icon="users"
            title={say('none')}
            detail={say('noneDetail')}
            action={{ label: say('clear'), onPress: clear }}
          />
        }
      />
      <PageFooter list={list} />
      {opened && <QualificationSheet {...opened} onClose={() => setOpened(null)} />}
      {granting && (
        <GrantDialog
          {...granting}
          onClose={() => setGranting(null)}
          onDone={() => {
            setGranting(null);
            setKeys(new Set());
          }}
        />
      )}
    </>
  );
}

interface ToolbarProps extends QualificationsViewProps {
  readonly chosen: number;
  readonly onGrant: () => void;
}

function Toolbar({ filter: { q = '', state = '' }, onFilter, chosen, onGrant }: ToolbarProps) {
  const say = qualificationMessages.useSay();
  return (
    <div className="my-3 flex flex-wrap items-center gap-2">
      <TypedSearch
        value={q}
        onChange={(text) => onFilter({ q: text })}
        label={say('search')}
        className="w-full lg:w-80"
      />
      <FilterSelect
        label={say('stateFilter')}
        emptyLabel={say('all')}
        value={states.find((one) => one === state) ?? null}
        onChange={(next) => onFilter({ state: next ?? '' })}
        options={states.map((id) => ({ id, label: say(id) }))}
      />
      <Button variant="primary" icon="plus" className="lg:ml-auto" isDisabled={chosen === 0} onPress={onGrant}>
        {chosen > 0 ? say('grantTo', { count: chosen }) : say('grant')}
      </Button>
    </div>
  );
}

/** What the park's rule makes of all this. */
function Kept() {
  const say = qualificationMessages.useSay();
  const rule = useKept();
  if (!rule) return null;
  if (!rule.kept) return <Callout tone="warn">{say('notKept')}</Callout>;
  return rule.idleDays === null ? null : <p className="text-sm text-mut">{say('idleRule', { days: rule.idleDays })}</p>;
}
