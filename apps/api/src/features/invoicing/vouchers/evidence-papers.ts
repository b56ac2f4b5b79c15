import { formatYuan, localDate, localParts, percentText } from '@parkbench/domain';
import type { Language } from '../documents/invoice-words.js';
import type { PlainPaper } from '../documents/plain-paper-definition.js';
import { methodWords } from '../documents/receipt-words.js';
import type { EvidencePayment, EvidenceReservation, EvidenceUse } from './evidence-facts.js';
import { evidenceWords as w } from './evidence-words.js';

/** What every paper of a pack needs to know. */
export interface PackHead {
  readonly use: EvidenceUse;
  readonly language: Language;
  readonly timeZone: string;
  readonly provider: string;
}

const dayOf = (instant: string | null, timeZone: string): string =>
  instant === null ? '' : localDate(Date.parse(instant), timeZone);
function timeOf(instant: string | null, timeZone: string): string {
  if (instant === null) return '';
  const { date, minutesOfDay } = localParts(Date.parse(instant), timeZone);
  const two = (n: number): string => String(n).padStart(2, '0');
  return `${date} ${two(Math.floor(minutesOfDay / 60))}:${two(minutesOfDay % 60)}`;
}
const hours = (from: string, to: string): string => ((Date.parse(to) - Date.parse(from)) / 3_600_000).toFixed(2);

function base(
  { use, provider, timeZone, language }: PackHead,
  key: 'statement' | 'confirmation' | 'payments' | 'usage',
) {
  return {
    title: w[key][language],
    number: use.number,
    author: provider,
    at: use.usedAt,
    smallPrint: key === 'statement' ? w.statementSmall[language] : '',
    facts: [
      [w.voucherNo[language], use.no],
      [w.number[language], use.number],
      [w.usedOn[language], dayOf(use.usedAt, timeZone)],
    ] as const,
    rows: [
      [w.company[language], (language === 'en' && use.companyEn) || use.companyZh],
      [w.creditCode[language], use.creditCode],
      [w.provider[language], provider],
    ] as const,
  };
}

/** The settlement: what was charged, what the voucher covers and pays, what is left to the company. */
export function statementPaper(head: PackHead): PlainPaper {
  const { use, language } = head;
  const othersFen = use.paidFen - use.amountFen;
  const rows: [string, number][] = [
    [w.gross[language], use.grossFen],
    [w.credited[language], -use.creditedFen],
    [w.covered[language], use.coveredFen],
    [w.byVoucher[language], use.amountFen],
    [w.own[language], use.grossFen - use.creditedFen - use.amountFen],
    [w.byOthers[language], othersFen],
  ];
  const paper = base(head, 'statement');
  return {
    ...paper,
    rows: [
      ...paper.rows,
      [w.issuer[language], use.issuer],
      [w.term[language], `${use.validFrom} – ${use.validTo}`],
      [w.share[language], `${percentText(use.shareBps)}%`],
    ],
    tables: [
      {
        title: w.amounts[language],
        head: [w.item[language], w.amount[language]],
        rows: rows.filter(([, fen]) => fen !== 0).map(([label, fen]) => [label, formatYuan(fen)]),
        right: [1],
        none: '',
      },
    ],
    total: { label: w.inCapitals[language], amountFen: use.amountFen },
  };
}

/** What was agreed of a reservation, as its contract. */
export function confirmationPaper(head: PackHead, reservation: EvidenceReservation): PlainPaper {
  const { language, timeZone } = head;
  const paper = base(head, 'confirmation');
  const { kind, startsAt, endsAt } = reservation;
  const period =
    kind === 'rental'
      ? `${dayOf(startsAt, timeZone)} – ${dayOf(new Date(Date.parse(endsAt) - 1).toISOString(), timeZone)}`
      : `${timeOf(startsAt, timeZone)} – ${timeOf(endsAt, timeZone)}`;
  return {
    ...paper,
    rows: [
      ...paper.rows,
      [w.reservation[language], `R${reservation.id}`],
      [w.instrument[language], `${nameOf(reservation, language)} · ${reservation.assetNo}`],
      [w.model[language], reservation.model],
      [w.person[language], reservation.memberName],
      [w.period[language], period],
      [w.confirmedOn[language], dayOf(reservation.confirmedAt, timeZone)],
      [w.purpose[language], reservation.purpose],
      [w.project[language], reservation.project],
      [w.rdUse[language], w[reservation.rdUse ? 'yes' : 'no'][language]],
      [w.agreed[language], `¥${formatYuan(reservation.totalFen)}`],
    ],
    tables: [
      {
        title: w.lines[language],
        head: [w.month[language], w.item[language], w.reckoning[language], w.amount[language]],
        rows: reservation.charges.map((line) => [
          line.month,
          line.itemName,
          language === 'zh' ? line.textZh : line.textEn,
          formatYuan(line.amountFen),
        ]),
        right: [3],
        none: w.noLines[language],
      },
    ],
  };
}

/** Everything that paid the statement so far. */
export function paymentsPaper(head: PackHead, payments: readonly EvidencePayment[]): PlainPaper {
  const { language } = head;
  return {
    ...base(head, 'payments'),
    tables: [
      {
        title: w.payments[language],
        head: [w.day[language], w.method[language], w.reference[language], w.amount[language]],
        rows: payments.map((p) => [
          p.receivedOn,
          methodWords[p.method]?.[language] ?? p.method,
          p.reference,
          formatYuan(p.amountFen),
        ]),
        right: [3],
        none: w.noPayments[language],
      },
    ],
  };
}

/** When the instruments were used, and who handed what over in which state. */
export function usagePaper(head: PackHead, reservations: readonly EvidenceReservation[]): PlainPaper {
  const { language, timeZone } = head;
  const used = reservations.map((r) => {
    const [from, to] = [r.handedOverAt ?? r.startsAt, r.returnedAt ?? r.endsAt];
    return [
      `R${r.id}`,
      `${nameOf(r, language)} · ${r.assetNo}`,
      timeOf(from, timeZone),
      timeOf(to, timeZone),
      hours(from, to),
    ];
  });
  const handovers = reservations.flatMap((r) =>
    r.handovers.map((h) => [
      `R${r.id}`,
      w[h.direction === 'out' ? 'out' : 'back'][language],
      timeOf(h.at, timeZone),
      [conditionOf(h.condition, language), h.note].filter(Boolean).join(' · '),
      h.byName,
      h.signedBy,
    ]),
  );
  const hand = ['reservation', 'direction', 'day', 'condition', 'by', 'signedBy'] as const;
  return {
    ...base(head, 'usage'),
    tables: [
      {
        title: w.records[language],
        head: (['reservation', 'instrument', 'start', 'end', 'hours'] as const).map((key) => w[key][language]),
        rows: used,
        right: [4],
        none: w.noLines[language],
      },
      {
        title: w.handovers[language],
        head: hand.map((key) => w[key][language]),
        rows: handovers,
        none: w.noHandovers[language],
      },
    ],
  };
}

const nameOf = (r: EvidenceReservation, language: Language): string =>
  (language === 'en' && r.instrumentEn) || r.instrumentZh;

function conditionOf(condition: string, language: Language): string {
  return condition === 'good' || condition === 'worn' || condition === 'damaged' ? w[condition][language] : condition;
}
