import { Module } from '@nestjs/common';
import { AuditModule } from './features/audit/audit.module.js';
import { BillingRunModule } from './features/billing-run/billing-run.module.js';
import { CalendarsModule } from './features/calendars/calendars.module.js';
import { IdentityModule } from './features/identity/identity.module.js';
import { InventoryModule } from './features/inventory/inventory.module.js';
import { InvoicingModule } from './features/invoicing/invoicing.module.js';
import { NotificationsModule } from './features/notifications/notifications.module.js';
import { PlatformModule } from './platform/platform.module.js';
import { PricingModule } from './features/pricing/pricing.module.js';
import { QualificationsModule } from './features/qualifications/qualifications.module.js';
import { ReportsModule } from './features/reports/reports.module.js';
import { ReservationsModule } from './features/reservations/reservations.module.js';
import { MaintenanceModule } from './features/maintenance/maintenance.module.js';
import { WaitingListModule } from './features/waiting-list/waiting-list.module.js';
import { ServicesModule } from './features/services/services.module.js';
import { SettingsModule } from './features/settings/settings.module.js';
import { TaxInvoicesModule } from './features/invoicing/tax-invoices/tax-invoices.module.js';
import { UsageModule } from './features/usage/usage.module.js';

/** The only file that lists all features, in the order in which they may know each other. */
@Module({
  imports: [
    PlatformModule,
    IdentityModule,
    InventoryModule,
    QualificationsModule,
    PricingModule,
    InvoicingModule,
    TaxInvoicesModule,
    ReservationsModule,
    SettingsModule,
    UsageModule,
    MaintenanceModule,
    WaitingListModule,
    BillingRunModule,
    ServicesModule,
    ReportsModule,
    AuditModule,
    CalendarsModule,
    NotificationsModule,
  ],
})
export class AppModule {}
