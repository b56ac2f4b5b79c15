import type { Localized } from '@parkbench/domain';

/** What a member is told: a title, a sentence and where to go. */
export interface Notice {
  readonly kind: string;
  readonly title: Localized;
  readonly body: Localized;
  /** A path of the page. */
  readonly link: string;
  /** One notice a member and key, however often it is delivered. */
  readonly dedupeKey: string;
}

export interface Recipient {
  readonly memberId: number;
  readonly email: string;
  readonly locale: 'zh-CN' | 'en';
  readonly emailNotices: boolean;
}
