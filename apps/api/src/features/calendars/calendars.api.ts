export { type Invitation, invitationFor } from './invitation.js';
