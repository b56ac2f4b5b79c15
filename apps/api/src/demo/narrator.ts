import { setTimeout as wait } from 'node:timers/promises';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { addDays, addMonths, firstDay, instantAt, monthOf } from '@parkbench/domain';
import { Clock } from '../platform/clock.js';
import { DueWork } from '../platform/due-work/due-work.js';
import { OutboxRelay } from '../platform/outbox/outbox-relay.js';
import { JobHandlers } from '../platform/queue/job-handlers.js';
import { Queues } from '../platform/queue/queues.js';
import { Client, Refused } from './client.js';
import { categoryNames, companies, demoPassword, equivalents, park, purposes, seller, staff } from './people.js';
import { standInThePresent } from './present.js';
import { type Happening, type InstrumentTold, tellStory } from './story.js';
import { trainingOf } from './training.js';

const zone = park.timeZone;

interface Month {
  readonly run: { readonly status: string } | null;
}
interface MonthCompanies {
  readonly items: readonly { companyId: number; invoiceId: number | null; grossFen: number }[];
}

/** Lets the demo's people do, day by day, what the story says, through the application's own routes. */
export class Narrator {
  private manager!: Client;
  private finance!: Client;
  private readonly tenants: Client[] = [];
  private readonly made = new Map<string, number>();
  private refused = 0;

  constructor(
    private readonly app: NestFastifyApplication,
    private readonly setClock: (instant: Date) => void,
    private readonly log: (line: string) => void,
  ) {}

  async openPark(workbook: Buffer): Promise<void> {
    await new Client(this.app).post('/setup', park);
    const admin = await new Client(this.app).signIn(park.email, demoPassword);
    for (const { email, role, name } of staff) await this.join(admin, { email, role, name, companyId: null });
    this.manager = await new Client(this.app).signIn(staff[0].email, demoPassword);
    this.finance = await new Client(this.app).signIn(staff[1].email, demoPassword);
    const { version } = await this.finance.get<{ version: number }>('/settings/seller');
    await this.finance.put('/settings/seller', seller, version);
    for (const { members, ...company } of companies) {
      const { id } = await this.manager.post<{ id: number }>('/companies', {
        ...company,
        phone: '0311-8000 0000',
        invoiceEmail: members[0]?.email ?? '',
      });
      for (const member of members) await this.join(this.manager, { ...member, companyId: id });
      this.tenants.push(await new Client(this.app).signIn(members[0]?.email ?? '', demoPassword));
    }
    for (const client of [this.manager, this.finance, ...this.tenants])
      await client.patch('/session', { emailNotices: false });
    this.log(`${companies.length} companies and their people`);
    await this.importInventory(workbook);
    await this.groupEquivalents();
  }

  async tell(today: string, end: Date): Promise<void> {
    const { items } = await this.manager.get<{ items: InstrumentTold[] }>('/inventory?limit=100');
    await this.train(today);
    const story = tellStory(items, today);
    let day = '';
    for (const happening of story) {
      const at = instantAt(happening.day, happening.hour * 60, zone);
      if (at > end.getTime()) continue;
      await this.moveTo(new Date(at), happening.day !== day);
      day = happening.day;
      await this.act(happening);
    }
    await this.moveTo(end, true);
    await standInThePresent({ manager: this.manager, tenants: this.tenants, today });
    for (const client of [this.manager, this.finance, ...this.tenants]) {
      await client.post('/notifications/read-all');
      await client.patch('/session', { emailNotices: true });
    }
    this.log(
      `${this.made.size} reservations of the past year and the coming weeks${this.refused > 0 ? `, ${this.refused} refused as they should be` : ''}`,
    );
  }

  /** Most instruments ask for training: whoever books has had it. */
  private async train(today: string): Promise<void> {
    const begin = addMonths(firstDay(monthOf(today)), -11);
    const { items: people } = await this.manager.get<{
      items: { id: number; email: string; companyId: number | null }[];
    }>('/members');
    const { items: categories } = await this.manager.get<{
      items: { id: number; parentId: number | null; nameZh: string }[];
    }>('/categories');
    // The workbook names categories in Chinese only.
    for (const { id, parentId, nameZh } of categories)
      await this.manager.put(`/categories/${id}`, { parentId, nameZh, nameEn: categoryNames[nameZh] ?? '' });
    const bookers = new Set(companies.map(({ members }) => members[0]?.email ?? ''));
    const tenants = people.filter((one) => one.companyId !== null);
    const ids = categories.map((one) => one.id);
    const grants = trainingOf(tenants, bookers, ids, { begin, today });
    for (const grant of grants) await this.manager.post('/qualifications', grant);
    this.log(`${grants.length} trainings on record`);
  }

  private async join(
    by: Client,
    who: { email: string; role: string; name: string; companyId: number | null },
  ): Promise<void> {
    const { token } = await by.post<{ token: string }>('/invitations', {
      email: who.email,
      role: who.role,
      companyId: who.companyId,
    });
    await new Client(this.app).post(`/invitations/${token}/accept`, { name: who.name, password: demoPassword });
  }

  private async importInventory(workbook: Buffer): Promise<void> {
    this.startWorkers();
    const { id } = await this.manager.upload<{ id: number }>('/imports', 'instruments.xlsx', workbook);
    await this.until(`/imports/${id}`, ['preview']);
    await this.manager.post(`/imports/${id}/confirm`);
    const { summary } = await this.until<{ status: string; summary: Record<string, number> }>(`/imports/${id}`, [
      'imported',
    ]);
    this.log(`${summary.new ?? 0} instruments imported from the park's own spreadsheet`);
  }

  /** What stands in for what although its name differs; the rest goes by its name. */
  private async groupEquivalents(): Promise<void> {
    const { items } = await this.manager.get<{ items: { id: number; assetNo: string }[] }>('/inventory?limit=100');
    for (const [kind, numbers] of Object.entries(equivalents)) {
      const ids = items.filter(({ assetNo }) => numbers.includes(assetNo.slice(-4))).map(({ id }) => id);
      await this.manager.put('/instruments/kind', { ids, kind });
    }
  }

  private async until<T extends { status: string }>(path: string, wanted: readonly string[]): Promise<T> {
    for (let i = 0; i < 600; i++) {
      const found = await this.manager.get<T>(path);
      if (wanted.includes(found.status)) return found;
      if (found.status === 'failed') throw new Error(`${path}: ${JSON.stringify(found).slice(0, 500)}`);
      await wait(50);
    }
    throw new Error(`${path} did not come to ${wanted.join(' or ')}`);
  }

  /** This process is its own worker while it tells the story. */
  private startWorkers(): void {
    for (const [name, { handler }] of this.app.get(JobHandlers).queues) this.app.get(Queues).work(name, 1, handler);
  }

  private async moveTo(instant: Date, newDay: boolean): Promise<void> {
    this.setClock(instant);
    this.app.get(Clock).reread();
    if (!newDay) return;
    for (let again = true; again;)
      again = (await this.app.get(DueWork).drain()) + (await this.app.get(OutboxRelay).drain()) > 0;
  }

  private async act({ day, hour, act }: Happening): Promise<void> {
    try {
      await this.perform(day, hour, act);
    } catch (error) {
      if (!(error instanceof Refused) || error.status >= 500) throw error;
      this.refused++;
    }
  }

  private async perform(day: string, hour: number, act: Happening['act']): Promise<void> {
    if (act.kind === 'run-month') return this.runMonth(act.month);
    if (act.kind === 'close-month') return this.closeMonth(day, act.month, act.leaveUnpaid);
    if (act.kind === 'rent' || act.kind === 'session') return this.book(act);
    if (act.kind === 'bundle') return this.bookTogether(act);
    if (act.kind === 'outage') return this.planOutage(act);
    const id = this.made.get(act.key);
    if (id === undefined) return;
    const path = `/reservations/${id}`;
    const { version, status } = await this.manager.get<{ version: number; status: string }>(path);
    if (act.kind === 'decide' && status !== 'requested') return;
    const [verb, body] = requestOf(act, { day, at: new Date(instantAt(day, hour * 60, zone)).toISOString(), version });
    await this.manager.post(`${path}/${verb}`, body);
  }

  private async book(act: Extract<Happening['act'], { kind: 'rent' | 'session' }>): Promise<void> {
    const tenant = this.tenants[act.company];
    if (!tenant) return;
    const when =
      act.kind === 'rent'
        ? { kind: 'rental', startsOn: act.startsOn, months: act.months }
        : {
            kind: 'session',
            startsAt: new Date(instantAt(act.on, act.startHour * 60, zone)).toISOString(),
            endsAt: new Date(instantAt(act.on, (act.startHour + act.hours) * 60, zone)).toISOString(),
          };
    const purpose = purposes[act.instrumentId % purposes.length];
    const { id } = await tenant.post<{ id: number }>('/reservations', {
      instrumentId: act.instrumentId,
      ...when,
      purpose,
      project: 'RD-2026-01',
      rdUse: true,
    });
    this.made.set(act.key, id);
  }

  private async bookTogether(act: Extract<Happening['act'], { kind: 'bundle' }>): Promise<void> {
    const at = (hour: number): string => new Date(instantAt(act.on, hour * 60, zone)).toISOString();
    const when = { kind: 'session', startsAt: at(act.startHour), endsAt: at(act.startHour + act.hours) };
    await this.tenants[act.company]?.post('/reservations/bundles', {
      items: act.instrumentIds.map((instrumentId) => ({ instrumentId, ...when })),
      purpose: '寡核苷酸杂质联用分析',
      project: 'RD-2026-01',
      rdUse: true,
    });
  }

  private async planOutage(act: Extract<Happening['act'], { kind: 'outage' }>): Promise<void> {
    const at = (date: string, hour: number): string => new Date(instantAt(date, hour * 60, zone)).toISOString();
    await this.manager.post('/outages', {
      instrumentId: act.instrumentId,
      kind: act.calibration ? 'calibration' : 'maintenance',
      startsAt: at(act.from, 8),
      endsAt: at(addDays(act.from, act.days), 18),
      reason: act.calibration ? '年度检定' : '光源与泵头保养',
    });
  }

  private async runMonth(month: string): Promise<void> {
    await this.finance.post(`/months/${month}/run`);
    for (let i = 0; i < 600; i++) {
      const { run } = await this.finance.get<Month>(`/months/${month}`);
      if (run?.status === 'done') return;
      await wait(30);
    }
    throw new Error(`the run of ${month} does not end`);
  }

  private async closeMonth(day: string, month: string, leaveUnpaid: boolean): Promise<void> {
    const { items: billed } = await this.finance.get<MonthCompanies>(`/months/${month}/companies?limit=100`);
    const invoiced = billed.filter((c) => c.invoiceId !== null && c.grossFen > 0);
    for (const [n, { companyId, grossFen }] of invoiced.entries()) {
      if (leaveUnpaid && n === invoiced.length - 1) continue;
      const payment = {
        companyId,
        amountFen: grossFen,
        receivedOn: addDays(day, -(n % 5)),
        method: 'bank',
        reference: `${month}-${companyId}`,
        note: '',
      };
      await this.finance.post('/payments', payment);
    }
    await this.finance.post(`/months/${month}/close`);
    this.log(`${month}: ${invoiced.length} invoices, closed`);
  }
}

type ChangeAct = Exclude<
  Happening['act'],
  { kind: 'run-month' | 'close-month' | 'rent' | 'session' | 'bundle' | 'outage' }
>;

/** The route and the body with which the lab does what the story says to a reservation. */
function requestOf(act: ChangeAct, when: { day: string; at: string; version: number }): [string, object] {
  const { day, at, version } = when;
  switch (act.kind) {
    case 'decide':
      return act.approve ? ['approve', { version }] : ['reject', { version, reason: '该时段安排设备性能确认' }];
    case 'hand-over':
    case 'take-back': {
      const state = act.kind === 'hand-over' ? 'given' : 'returned';
      const accessories = ['电源线', '操作手册'].map((name) => ({ name, state }));
      return [act.kind, { at, condition: 'good', note: '', accessories }];
    }
    case 'no-show':
      return ['no-show', { note: '未到场，电话未接通', waiveFee: false }];
    case 'cancel':
      return ['cancel', { reason: '项目计划调整' }];
    case 'extend':
      return ['extend', { months: 1 }];
    case 'shorten':
      return ['shorten', { returnedOn: act.day ?? addDays(day, 3) }];
  }
}
