import { useName } from '../../../shared/i18n/messages';
import { Button, Icon, LinkButton } from '../../../shared/ui';
import { isMovable, looks } from './block-look';
import { Specials } from './board-shut';
import { boardMessages } from './board.messages';
import { spanText } from './board-words';
import type { Block, BoardRow } from './board.types';

export interface BoardDetailProps {
  readonly row: BoardRow | undefined;
  readonly block: Block | undefined;
  readonly isStaff: boolean;
  readonly onMove: () => void;
  readonly onCreate: () => void;
}

/** Where a block leads: a reservation's page, or the outage in the list of outages; what is another's leads nowhere. */
export function hrefOf({ kind, source }: Block): string | undefined {
  if (source === 0 || kind === 't') return undefined;
  return kind === 'm' ? `/maintenance?outage=${source}` : `/reservations/${source}`;
}

/** What has the focus, in full, with the typed form beside every drag. */
export function BoardDetail({ row, block, isStaff, onMove, onCreate }: BoardDetailProps) {
  const say = boardMessages.useSay();
  const name = useName();
  const look = block && looks[block.kind];
  const href = block && hrefOf(block);
  return (
    <div className="flex min-h-12 flex-wrap items-center gap-x-3 gap-y-1 rounded-md border border-line bg-surface px-3 py-1.5">
      {row ? (
        <p className="min-w-0 flex-1 truncate">
          <span className="font-medium">{name(row.nameZh, row.nameEn)}</span>{' '}
          <span className="num text-mut">{[row.model, row.assetNo].filter(Boolean).join(' · ')}</span>
          {block && look && (
            <>
              <span className="mx-2 text-line2">|</span>
              <Icon name={look.icon} size={14} className="mr-1 inline align-[-2px]" />
              {[say(look.word), block.label].filter(Boolean).join(' · ')} ·{' '}
              <span className="num">{spanText(block.start, block.end)}</span>
            </>
          )}
          <Specials row={row} block={block} />
        </p>
      ) : (
        <p className="flex-1 text-mut">{say(isStaff ? 'select' : 'selectTenant')}</p>
      )}
      {block && (
        <>
          {isMovable(block.kind) && (
            <Button size="sm" onPress={onMove}>
              {say('move')}
            </Button>
          )}
          {href && (
            <LinkButton size="sm" variant="primary" href={href}>
              {say('open')}
            </LinkButton>
          )}
        </>
      )}
      {row && !block && (
        <>
          <LinkButton size="sm" href={`/i/${row.id}`}>
            {say('openInstrument')}
          </LinkButton>
          <Button size="sm" variant="primary" icon="plus" onPress={onCreate}>
            {say('create')}
          </Button>
        </>
      )}
    </div>
  );
}
