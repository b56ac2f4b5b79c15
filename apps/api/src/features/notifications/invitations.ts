import { Injectable } from '@nestjs/common';
import type { Tx } from '../../platform/database/database.js';
import { ParkSettings } from '../../platform/park-settings.js';
import { type Invitation, invitationFor } from '../calendars/calendars.api.js';
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
    how: { method: Invitation['method']; isWithdrawn?: boolean },
  ): Promise<Enclosed> {
    const park = await this.settings.get();
    const language = languageOf(recipient);
    const organizer = { name: language === 'en' ? park.nameEn : park.nameZh, address: senderAddress() };
    const attendee = { name: recipient.name, address: recipient.email };
    return invitationFor(tx, park, { reservationId, ...how, organizer, attendee, language });
  }
}
