import { Injectable } from '@nestjs/common';
import { addDays, formatYuan, type Localized } from '@parkbench/domain';
import type { Tx } from '../../platform/database/database.js';
import { Problem } from '../../platform/http/problem.js';
import type { Park } from '../../platform/park-settings.js';
import { type ExtensionPreview, ExtendReservation } from '../reservations/reservations.api.js';
import type { ReservationFacts } from './reservation-words.js';

const equivalentsNamed = 2;

/** What a reminder says about one month more: its price when it is free, else what there is instead. */
@Injectable()
export class ExtensionAdvice {
  constructor(private readonly extensions: ExtendReservation) {}

  /** Null when it cannot be extended at all (its return is announced, nobody rents it out any more). */
  async forOwner(tx: Tx, found: ReservationFacts, at: { park: Park; now: Date }): Promise<Localized | null> {
    const { id, memberId, companyId } = found;
    const owner = { memberId, companyId, role: 'member', name: '' } as const;
    try {
      return wordsOf(await this.extensions.previewWithin(tx, owner, { id, months: 1 }, at));
    } catch (error) {
      if (error instanceof Problem) return null;
      throw error;
    }
  }
}

const price = (fen: number | null): string => (fen === null ? '' : ` ¥${formatYuan(fen)}`);

function wordsOf({ free, quote, newEndsOn, violations, alternatives }: ExtensionPreview): Localized {
  const refused = violations.filter((one) => one.severity === 'refuse');
  if (!free) return insteadOf(alternatives);
  if (refused.length > 0) {
    return {
      zh: `下一个月空闲，但暂不能续租：${refused.map((one) => one.message.zh).join('；')}。`,
      en: `The next month is free, but cannot be had yet: ${refused.map((one) => one.message.en).join('; ')}.`,
    };
  }
  const lastDay = addDays(newEndsOn, -1);
  return {
    zh: `再租一个月（至 ${lastDay}）仍空闲，${price(quote.totalFen).trim()}，点开链接一键续租。`,
    en: `One more month, to ${lastDay}, is free:${price(quote.totalFen)}. Open the link to extend with one click.`,
  };
}

function insteadOf(alternatives: ExtensionPreview['alternatives']): Localized {
  const next = alternatives?.nextFree;
  const others = (alternatives?.equivalents ?? []).slice(0, equivalentsNamed);
  const zh = [
    ...(next?.startsOn ? [`本仪器最早 ${next.startsOn} 起可再租一个月${price(next.totalFen)}`] : []),
    ...others.map((one) => `同类 ${one.nameZh}（${one.assetNo}）同期空闲${price(one.totalFen)}`),
  ];
  const en = [
    ...(next?.startsOn ? [`this one is free for a month from ${next.startsOn}${price(next.totalFen)}`] : []),
    ...others.map((one) => `${one.nameEn || one.nameZh} (${one.assetNo}) is free then${price(one.totalFen)}`),
  ];
  return {
    zh: `下一个月已被占用，不能续租。${zh.length > 0 ? `可选：${zh.join('；')}。` : '暂无同类仪器空闲。'}`,
    en: `The next month is taken.${en.length > 0 ? ` Instead: ${en.join('; ')}.` : ' Nothing like it is free.'}`,
  };
}
