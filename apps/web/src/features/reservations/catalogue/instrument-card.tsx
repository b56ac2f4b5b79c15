import type { ReactNode } from 'react';
import { money, parkToday } from '../../../shared/format/format';
import { useName } from '../../../shared/i18n/messages';
import { Checkbox, cx, TextLink } from '../../../shared/ui';
import type { InstrumentCard } from '../instruments.types';
import { CardBadge } from '../status-badges';
import { catalogueMessages } from './catalogue.messages';
import { DayStrip } from './day-strip';

/** Marks the links that the arrows go through. */
export const rowSelector = '[data-catalogue-row]';

/** Names as they are filed, in both languages, and the link to book. */
export function NameCell({ card, href, large = false }: { card: InstrumentCard; href: string; large?: boolean }) {
  const name = useName();
  const shown = name(card.nameZh, card.nameEn);
  const other = shown === card.nameZh ? card.nameEn : card.nameZh;
  return (
    <span
      className={cx('block min-w-0 py-1', !large && 'max-w-[320px] truncate max-xl:max-w-[230px]')}
      title={large ? undefined : `${shown} ${card.model}`}
    >
      <TextLink
        href={href}
        data-catalogue-row
        className={cx('font-medium', large && 'text-lg after:absolute after:inset-0')}
      >
        {shown}
      </TextLink>{' '}
      <span className="text-mut">{card.model}</span>
      {other && (
        <span className="block truncate text-xs text-mut" lang={shown === card.nameZh ? 'en' : 'zh-CN'}>
          {other}
        </span>
      )}
    </span>
  );
}

/** The first day on which nothing stands, as a word when it is today. */
export function NextFree({ card }: { card: InstrumentCard }) {
  const say = catalogueMessages.useSay();
  if (card.nextFreeOn === null) return <span className="text-mut">{say('none')}</span>;
  return <span className="num">{card.nextFreeOn === parkToday() ? say('today') : card.nextFreeOn}</span>;
}

/** The next fourteen days, and the first free one. */
export function Ahead({ card }: { card: InstrumentCard }) {
  const say = catalogueMessages.useSay();
  return (
    <span className="block py-1">
      <DayStrip strip={card.strip} />
      <span className="block text-xs whitespace-nowrap text-mut">
        {say('nextFree')} <NextFree card={card} />
      </span>
    </span>
  );
}

/** What must be known before booking, in few words. */
export function Conditions({ card }: { card: InstrumentCard }) {
  const say = catalogueMessages.useSay();
  const words = [card.approvalRequired && say('approval'), card.trainingRequired && say('training')].filter(Boolean);
  return words.length > 0 && <span className="text-xs text-mut xl:whitespace-nowrap">{words.join(' · ')}</span>;
}

/** A box to compare by; the fifth one cannot be ticked. */
export function CompareBox({
  card,
  chosen,
  onToggle,
  isNamed = false,
}: {
  card: InstrumentCard;
  chosen: readonly number[];
  onToggle: (id: number) => void;
  isNamed?: boolean;
}) {
  const say = catalogueMessages.useSay();
  const name = useName();
  const isSelected = chosen.includes(card.id);
  return (
    <Checkbox
      aria-label={say('compareOne', { name: `${name(card.nameZh, card.nameEn)} ${card.assetNo}` })}
      isSelected={isSelected}
      isDisabled={!isSelected && chosen.length >= 4}
      onChange={() => onToggle(card.id)}
    >
      {isNamed ? say('compareColumn') : undefined}
    </Checkbox>
  );
}

/** An instrument on a phone. */
export function InstrumentTile({
  card,
  href,
  chosen,
  onToggle,
  price,
}: {
  card: InstrumentCard;
  href: string;
  chosen: readonly number[];
  onToggle: (id: number) => void;
  /** What it costs for the window that is looked for; without one its rates are shown. */
  price: ReactNode;
}) {
  return (
    <article className="relative rounded-md border border-line bg-surface px-3 py-2">
      <div className="flex items-start gap-2">
        <div className="min-w-0 flex-1">
          <NameCell card={card} href={href} large />
          <p className="text-sm text-mut">{[card.location, card.assetNo].filter(Boolean).join(' · ')}</p>
        </div>
        <span className="relative z-10 -mr-1">
          <CompareBox card={card} chosen={chosen} onToggle={onToggle} isNamed />
        </span>
      </div>
      <div className="mt-2 flex flex-wrap items-center gap-1.5">
        <CardBadge card={card} />
        <Conditions card={card} />
      </div>
      <div className="mt-2 flex items-end justify-between gap-3">
        <Ahead card={card} />
        {price ?? <Prices card={card} />}
      </div>
    </article>
  );
}

type Say = ReturnType<typeof catalogueMessages.useSay>;

/** What a session costs in each way in which it is to be had: by the hour, the day, the run, the sample. */
function usesOf(say: Say, card: InstrumentCard): string[] {
  const { opensSession, opensRun, fromHourlyFen, dayFen, runFen, sampleFen } = card;
  const dayText = fromHourlyFen === null ? 'perDay' : 'dayAtMost';
  return [
    opensSession && fromHourlyFen !== null && say('perHour', { money: money(fromHourlyFen) }),
    opensSession && dayFen !== null && say(dayText, { money: money(dayFen) }),
    opensRun && runFen !== null && say('perRun', { money: money(runFen) }),
    opensRun && sampleFen !== null && say('perSample', { money: money(sampleFen) }),
  ].filter((one) => one !== false);
}

/** Prices below each other, the first of them large. */
function PriceList({ prices, strong }: { prices: readonly string[]; strong?: string }) {
  const say = catalogueMessages.useSay();
  if (prices.length === 0) return <span className="text-mut">{say('none')}</span>;
  return (
    <span className="num block text-right">
      {prices.map((text, index) => (
        <span key={text} className={cx('block whitespace-nowrap', index === 0 ? strong : 'text-xs text-mut')}>
          {text}
        </span>
      ))}
    </span>
  );
}

/** What a session costs on an instrument. */
export function PerUse({ card }: { card: InstrumentCard }) {
  return <PriceList prices={usesOf(catalogueMessages.useSay(), card)} />;
}

function Prices({ card }: { card: InstrumentCard }) {
  const say = catalogueMessages.useSay();
  const monthly =
    card.opensRental && card.monthlyFen !== null ? [say('perMonth', { money: money(card.monthlyFen) })] : [];
  return <PriceList prices={[...monthly, ...usesOf(say, card)]} strong="font-semibold" />;
}
