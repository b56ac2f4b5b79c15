import type { RuleKey } from '@parkbench/domain';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useName } from '../../shared/i18n/messages';
import { LoadFailed } from '../../shared/load-failed';
import { Badge, Button, Callout, Card, Skeleton, toast } from '../../shared/ui';
import { ruleMessages } from './rule.messages';
import { RuleField } from './rule-field';
import { ruleGroups } from './rule-specs';
import { settingsMessages } from './settings.messages';
import { type RulesInForce, rulesQuery } from './settings.queries';
import { type RulesDraft, useRulesDraft } from './use-rules-draft';
import { useRuleWords } from './use-rule-words';

/** Whose rules they are: nothing lies above the park but what is built in. */
export interface RulesEditorProps {
  readonly path: string;
  readonly isPark?: boolean;
}

/** The rules of the park, a category or an instrument; what is inherited is grey and says where it comes from. */
export function RulesEditor({ path, isPark = false }: RulesEditorProps) {
  const say = settingsMessages.useSay();
  const { data, error, refetch, isRefetching } = useQuery({ ...rulesQuery(path), gcTime: 0, staleTime: Infinity });
  if (data) return <Editor key={path} path={path} read={data} isPark={isPark} />;
  if (error)
    return <LoadFailed title={say('failed')} error={error} onRetry={() => void refetch()} isRetrying={isRefetching} />;
  return <Skeleton lines={12} lineHeight={40} />;
}

function Editor({ path, read, isPark }: { path: string; read: RulesInForce; isPark: boolean }) {
  const say = settingsMessages.useSay();
  const rule = ruleMessages.useSay();
  const name = useName();
  const draft = useRulesDraft(path, read);
  const save = async (): Promise<void> => {
    if (await draft.save()) toast({ title: say('saved') });
  };
  return (
    <div className="grid grid-cols-1 gap-4">
      {!isPark && <h2 className="m-0 text-xl font-semibold">{name(read.nameZh, read.nameEn)}</h2>}
      {draft.isOvertaken && (
        <Callout
          tone="warn"
          role="alert"
          title={say('stale')}
          actions={
            <Button size="sm" onPress={() => draft.takeTheirs()}>
              {say('takeTheirs')}
            </Button>
          }
        />
      )}
      {draft.problem && (
        <Callout tone="bad" role="alert" title={draft.problem.title}>
          {Object.values(draft.problem.fieldErrors).join('；')}
        </Callout>
      )}
      {ruleGroups.map(({ id, keys }) => (
        <Card key={id} title={rule(id)} flush>
          <ul className="m-0 list-none divide-y divide-line p-0">
            {keys.map((key) => (
              <Rule key={key} ruleKey={key} draft={draft} isPark={isPark} />
            ))}
          </ul>
        </Card>
      ))}
      {draft.changed.length > 0 && (
        <SaveBar count={draft.changed.length}>
          <Button onPress={draft.discard}>{say('discard')}</Button>
          <Button
            variant="primary"
            isPending={draft.isSaving}
            isDisabled={draft.wrong.size > 0}
            onPress={() => void save()}
          >
            {say('save')}
          </Button>
        </SaveBar>
      )}
    </div>
  );
}

function SaveBar({ count, children }: { count: number; children: ReactNode }) {
  const say = settingsMessages.useSay();
  return (
    <div
      role="status"
      className="sticky bottom-[calc(4rem+env(safe-area-inset-bottom))] z-20 flex flex-wrap items-center justify-end gap-2 rounded-lg border border-line2 bg-surface p-3 shadow-lg lg:bottom-4"
    >
      <span className="mr-auto text-mut">{say('changed', { count })}</span>
      {children}
    </div>
  );
}

interface RuleProps {
  readonly ruleKey: RuleKey;
  readonly draft: RulesDraft;
  readonly isPark: boolean;
}

function Rule({ ruleKey: key, draft, isPark }: RuleProps) {
  const rule = ruleMessages.useSay();
  const isOwn = draft.own[key] !== undefined;
  return (
    <li className="grid grid-cols-[minmax(0,1fr)_auto] items-start gap-x-6 gap-y-2 px-4 py-3 lg:grid-cols-[minmax(0,5fr)_minmax(0,7fr)_6rem]">
      <div>
        <h3 className="m-0 text-base font-medium">{rule(key)}</h3>
        <p className="m-0 text-sm text-mut">{rule(`${key}Hint`)}</p>
      </div>
      <div className="text-right lg:order-1">
        <OwnOrNot ruleKey={key} draft={draft} isPark={isPark} />
      </div>
      <div className="col-span-2 lg:col-span-1">
        {isOwn ? (
          <RuleField
            key={draft.generation}
            ruleKey={key}
            rules={draft.effective}
            onChange={(value) => draft.set(key, value)}
            onWrong={(isWrong) => draft.markWrong(key, isWrong)}
          />
        ) : (
          <Inherited ruleKey={key} draft={draft} />
        )}
      </div>
    </li>
  );
}

/** Sets a rule here, or leaves it to what is above. */
function OwnOrNot({ ruleKey: key, draft, isPark }: RuleProps) {
  const rule = ruleMessages.useSay();
  const name = { rule: rule(key) };
  return draft.own[key] === undefined ? (
    <Button
      size="sm"
      aria-label={rule(isPark ? 'changeOf' : 'setOwnOf', name)}
      onPress={() => draft.set(key, draft.inherited[key])}
    >
      {rule(isPark ? 'change' : 'setOwn')}
    </Button>
  ) : (
    <Button
      size="sm"
      variant="ghost"
      aria-label={rule(isPark ? 'toDefaultOf' : 'inheritOf', name)}
      onPress={() => draft.inherit(key)}
    >
      {rule(isPark ? 'toDefault' : 'inherit')}
    </Button>
  );
}

/** A rule that is not set here: what holds, and from where. */
function Inherited({ ruleKey: key, draft }: Pick<RuleProps, 'ruleKey' | 'draft'>) {
  const rule = ruleMessages.useSay();
  const name = useName();
  const words = useRuleWords();
  const { from, nameZh, nameEn } = draft.sources[key] ?? { from: 'default', nameZh: null, nameEn: null };
  const sources = { own: 'fromPark', park: 'fromPark', category: 'fromCategory', default: 'fromDefault' } as const;
  return (
    <div className="flex flex-wrap items-start gap-x-3 gap-y-1 text-mut">
      <div>
        {words(key, draft.inherited).map((line) => (
          <div key={line}>{line}</div>
        ))}
      </div>
      <Badge>{rule(sources[from], { name: name(nameZh ?? '', nameEn ?? '') })}</Badge>
    </div>
  );
}
