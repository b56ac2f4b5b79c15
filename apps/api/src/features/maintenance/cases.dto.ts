import { z } from 'zod';
import { day, instant } from '../reservations/reservations.api.js';
import { caseAction, outageKind, outageView } from './outages.dto.js';

const caseStatus = z.enum(['open', 'answered', 'defaulted', 'decided', 'withdrawn']);
const instrument = z.object({ id: z.int(), nameZh: z.string(), nameEn: z.string(), assetNo: z.string() });

/** One case as staff see it: who, what was, what becomes of it. */
const caseView = z
  .object({
    id: z.int(),
    reservationId: z.int(),
    companyZh: z.string(),
    companyEn: z.string(),
    memberName: z.string(),
    kind: z.enum(['rental', 'session']),
    reservationStatus: z.string(),
    status: caseStatus,
    answerBy: z.string(),
    defaultAction: caseAction,
    action: caseAction.nullable(),
    was: z.object({ instrumentId: z.int(), startsAt: z.string(), endsAt: z.string() }),
    now: z.object({ startsAt: z.string(), endsAt: z.string(), instrument }),
    held: instrument.nullable(),
    answeredAt: z.string().nullable(),
    answeredByName: z.string().nullable(),
  })
  .meta({ id: 'OutageCase' });
export const outageCasesView = outageView.extend({ caseList: z.array(caseView) }).meta({ id: 'OutageWithCases' });

const choice = z.object({
  action: caseAction,
  instrument: instrument.nullable().describe('another one, for a swap'),
  startsAt: z.string().nullable(),
  endsAt: z.string().nullable(),
  startsOn: z.string().nullable(),
  totalFen: z.int().nullable().describe('what it costs in all then; null when there is no free slot'),
  abatedFen: z.int().describe('of the rent, for the days out of service'),
  abatedDays: z.int(),
});

/** The owner's own reservation and what may become of it; of others in the way nothing. */
export const ownCaseView = z
  .object({
    caseNo: z.string(),
    outage: z.object({
      kind: outageKind,
      status: z.string(),
      startsAt: z.string(),
      endsAt: z.string(),
      openEnded: z.boolean(),
      reason: z.string(),
    }),
    status: caseStatus,
    answerBy: z.string(),
    defaultAction: caseAction,
    action: caseAction.nullable(),
    was: z.object({ startsAt: z.string(), endsAt: z.string(), instrument }),
    agreedFen: z.int(),
    choices: z.array(choice),
    abatedFen: z.int().describe('rent that is not owed as it stands, for all its outages'),
  })
  .meta({ id: 'OwnOutageCase' });
export const ownCaseAnswer = z.object({ case: ownCaseView.nullable() });

export const caseAnswer = z
  .object({
    action: caseAction,
    startsOn: day.optional().describe('with move: a date of one’s own; without, the next free slot'),
    startsAt: instant.optional(),
  })
  .refine((a) => a.action === 'move' || (a.startsOn === undefined && a.startsAt === undefined), {
    message: 'a date only goes with move',
    path: ['startsOn'],
  })
  .meta({ id: 'CaseAnswer' });
export const caseOutcome = z.object({ action: caseAction, status: z.string() }).meta({ id: 'CaseOutcome' });
