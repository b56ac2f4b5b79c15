import type { Localized } from '@parkbench/domain';
import type { EnclosedDocument } from '../invoicing/invoicing.api.js';
import type { Invitation } from '../calendars/calendars.api.js';

/** What a member is told: a title, a sentence and where to go. */
export interface Notice {
  readonly kind: string;
  readonly title: Localized;
  readonly body: Localized;
  /** A path of the page. */
  readonly link: string;
  /** Documents that the mail brings along as PDF, in the reader's language. */
  readonly documents?: readonly EnclosedDocument[];
  /** The invoice that this mail delivers: one mail an invoice and address, whose state finance sees. */
  readonly delivers?: number;
  /** One notice a member and key, however often it is delivered. */
  readonly dedupeKey: string;
}

/** What a mail carries besides its words. */
export type Enclosed = Invitation | null;

export interface Recipient {
  readonly memberId: number;
  readonly name: string;
  readonly email: string;
  readonly locale: 'zh-CN' | 'en';
  readonly emailNotices: boolean;
}

export const languageOf = (recipient: Recipient): 'zh' | 'en' => (recipient.locale === 'en' ? 'en' : 'zh');
