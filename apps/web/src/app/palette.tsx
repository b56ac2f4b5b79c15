import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import {
  Autocomplete,
  Dialog,
  Header,
  Input,
  Menu,
  MenuItem,
  MenuSection,
  Modal,
  ModalOverlay,
  SearchField,
} from 'react-aria-components';
import { useSession } from '../features/identity/session';
import { get } from '../shared/api/client';
import { defineMessages, useName } from '../shared/i18n/messages';
import { Icon } from '../shared/ui';
import { useBesides } from './besides';
import { navigationOf } from './navigation';
import { shellMessages } from './shell.messages';

const messages = defineMessages(
  { paletteEmpty: '没有匹配的结果', instruments: '仪器', pages: '页面' },
  { paletteEmpty: 'Nothing matches', instruments: 'Instruments', pages: 'Pages' },
);

interface Found {
  readonly items: readonly {
    readonly id: number;
    readonly nameZh: string;
    readonly nameEn: string;
    readonly model: string;
    readonly assetNo: string;
  }[];
}

const row =
  'flex min-h-9 cursor-pointer items-center gap-2 rounded px-3 outline-none data-focused:bg-brand-soft max-lg:min-h-11';

/** Ctrl K: pages by role, and instruments by name, pinyin initials, model or number. */
export default function Palette({ onClose }: { onClose: () => void }) {
  const say = shellMessages.useSay();
  const [text, setText] = useState('');
  return (
    <ModalOverlay isOpen isDismissable onOpenChange={onClose} className="fixed inset-0 z-50 bg-black/30 px-4 pt-[12vh]">
      <Modal className="mx-auto max-w-xl rounded-md border border-line bg-surface shadow-xl">
        <Dialog aria-label={say('palette')} className="outline-none">
          <Autocomplete inputValue={text} onInputChange={setText}>
            <SearchField
              aria-label={say('palette')}
              autoFocus
              className="flex items-center gap-2 border-b border-line px-4"
            >
              <Icon name="search" className="text-mut" />
              <Input
                placeholder={say('palette')}
                className="h-12 min-w-0 flex-1 bg-transparent outline-none [&::-webkit-search-cancel-button]:hidden"
              />
            </SearchField>
            <Findings query={text.trim()} onClose={onClose} />
          </Autocomplete>
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}

function useFound(query: string): Found['items'] {
  const { data } = useQuery({
    queryKey: ['palette', query],
    queryFn: ({ signal }) => get<Found>('/instruments', { q: query, limit: 8 }, signal),
    enabled: query.length > 0,
    placeholderData: keepPreviousData,
  });
  return query === '' ? [] : (data?.items ?? []);
}

function Findings({ query, onClose }: { query: string; onClose: () => void }) {
  const shell = shellMessages.useSay();
  const say = messages.useSay();
  const name = useName();
  const navigate = useNavigate();
  const { member } = useSession();
  const found = useFound(query);
  const main = navigationOf(member.role).map((page) => ({ ...page, label: shell(page.label) }));
  const pages = [...main, ...useBesides()].filter(({ label }) => label.toLowerCase().includes(query.toLowerCase()));
  const go = (path: string): void => {
    onClose();
    void navigate({ to: path });
  };
  return (
    <Menu
      className="max-h-96 overflow-y-auto p-1 outline-none"
      aria-label={shell('palette')}
      renderEmptyState={() => <p className="p-4 text-mut">{say('paletteEmpty')}</p>}
    >
      {found.length > 0 && (
        <MenuSection>
          <Header className="px-3 pt-2 text-xs text-mut">{say('instruments')}</Header>
          {found.map((i) => (
            <MenuItem
              key={i.id}
              id={`i${i.id}`}
              textValue={`${i.nameZh} ${i.nameEn}`}
              className={row}
              onAction={() => go(`/i/${i.id}`)}
            >
              <Icon name="microscope" />
              <span className="truncate">{name(i.nameZh, i.nameEn)}</span>
              <span className="ml-auto shrink-0 text-sm text-mut">
                {i.model} · {i.assetNo}
              </span>
            </MenuItem>
          ))}
        </MenuSection>
      )}
      {pages.length > 0 && (
        <MenuSection>
          <Header className="px-3 pt-2 text-xs text-mut">{say('pages')}</Header>
          {pages.map(({ path, label, icon }) => (
            <MenuItem key={path} id={path} textValue={label} className={row} onAction={() => go(path)}>
              <Icon name={icon} />
              {label}
            </MenuItem>
          ))}
        </MenuSection>
      )}
    </Menu>
  );
}
