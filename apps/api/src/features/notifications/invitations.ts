import { Injectable } from '@nestjs/common';
import type { Tx } from '../../platform/database/database.js';
import { type Park, ParkSettings } from '../../platform/park-settings.js';
import { type Invited, invitationFor, seriesPublication } from '../calendars/calendars.api.js';
import { senderAddress } from './mailer.js';
import { type Enclosed, languageOf, type Recipient } from './notice.js';

/** The invitation that a mail to somebody carries, from the park. */
@Injectable()
export class Invitations {
  constructor(private readonly settings: ParkSettings) {}

  async to(
    tx: Tx,
    recipient: Recipient,
    reservationId: number,
    how: Pick<Invited, 'method' | 'isWithdrawn'>,
  ): Promise<Enclosed> {
    const park = await this.settings.get();
    const language = languageOf(recipient);
    const organizer = organizerOf(park, language);
    const attendee = { name: recipient.name, address: recipient.email };
    return invitationFor(tx, park, { reservationId, ...how, organizer, attendee, language });
  }

  /** All sessions of series at once. */
  async ofSeries(tx: Tx, recipient: Recipient, seriesIds: readonly number[]): Promise<Enclosed> {
    const park = await this.settings.get();
    const language = languageOf(recipient);
    return seriesPublication(tx, park, { seriesIds, language, organizer: organizerOf(park, language) });
  }
}

const organizerOf = ({ nameZh, nameEn }: Park, language: 'zh' | 'en'): { name: string; address: string } => ({
  name: language === 'en' ? nameEn : nameZh,
  address: senderAddress(),
});
