export { type Invitation, invitationFor, type Invited, seriesPublication } from './invitation.js';
