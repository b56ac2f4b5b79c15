import { Module } from '@nestjs/common';
import { IdentityModule } from './features/identity/identity.module.js';
import { InvoicingModule } from './features/invoicing/invoicing.module.js';
import { NotificationsModule } from './features/notifications/notifications.module.js';
import { PlatformModule } from './platform/platform.module.js';

/** The only file that lists all features, in the order in which they may know each other. */
@Module({
  imports: [PlatformModule, IdentityModule, InvoicingModule, NotificationsModule],
})
export class AppModule {}
