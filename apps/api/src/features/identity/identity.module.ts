import { Module } from '@nestjs/common';
import { sessionReader } from '../../platform/http/access.guard.js';
import { InvitationsController } from './invitations.controller.js';
import { Invitations } from './invitations.js';
import { Passwords } from './password.js';
import { People } from './people.js';
import { PeopleController } from './people.controller.js';
import { SessionController } from './session.controller.js';
import { Sessions } from './sessions.js';
import { SetUpController } from './set-up.controller.js';
import { SetUpPark } from './set-up-park.js';
import { SignIn } from './sign-in.js';

@Module({
  controllers: [SessionController, SetUpController, InvitationsController, PeopleController],
  providers: [
    Passwords,
    Sessions,
    { provide: sessionReader, useExisting: Sessions },
    SignIn,
    SetUpPark,
    Invitations,
    People,
  ],
  exports: [sessionReader, SetUpPark, Passwords, People],
})
export class IdentityModule {}
