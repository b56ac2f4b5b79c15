export { CreatePlatform1795500000000 } from './1795500000000-create-platform.js';
export { CreateIdentity1795500100000 } from './1795500100000-create-identity.js';
export { CreateInventory1795500200000 } from './1795500200000-create-inventory.js';
export { CreateReservations1795500300000 } from './1795500300000-create-reservations.js';
export { CreateInvoicing1795500400000 } from './1795500400000-create-invoicing.js';
export { CreateNotifications1795500500000 } from './1795500500000-create-notifications.js';
export { IsolateCompanies1795500600000 } from './1795500600000-isolate-companies.js';
