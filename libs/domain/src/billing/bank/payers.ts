import type { Localized } from '../../core/localized.js';
import { normalizeCreditCode } from '../../core/credit-code.js';

/** A company as a payer: what its transfers may say of it. */
export interface Payer {
  readonly companyId: number;
  readonly nameZh: string;
  readonly nameEn: string;
  readonly creditCode: string;
  readonly bankAccount: string;
}

/** A counterparty whose line somebody assigned to a company before. */
export interface KnownPayer {
  readonly counterparty: string;
  readonly counterAccount: string;
  readonly companyId: number;
}

/** Who paid, as far as a line says it. */
export interface PayerFound {
  readonly companyId: number;
  /** Points of the evidence, 0 to 50. */
  readonly points: number;
  readonly reason: Localized;
}

/** The name without spaces, in half width, brackets of one kind: （上海）and (上海) are the same. */
function plainName(name: string): string {
  return name
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s·.,，。]/g, '');
}

const plainAccount = (account: string): string => account.normalize('NFKC').replace(/[\s-]/g, '');
const SHORTEST_NAME = 4;
const SHORTEST_ACCOUNT = 6;

/** Companies by what identifies them; made once for all lines of a statement. */
export class PayerIndex {
  private readonly accounts = new Map<string, number>();
  private readonly names = new Map<string, number>();
  private readonly codes = new Map<string, number>();
  private readonly known = new Map<string, number>();
  private readonly nameOf = new Map<number, Payer>();
  /** How names begin and how long they are, so that a text is looked through once and not once a company. */
  private readonly starts = new Set<string>();
  private readonly lengths = new Set<number>();

  constructor(payers: readonly Payer[], known: readonly KnownPayer[]) {
    for (const payer of payers) this.add(payer);
    for (const one of known) {
      const account = plainAccount(one.counterAccount);
      const key = account.length >= SHORTEST_ACCOUNT ? account : plainName(one.counterparty);
      if (key !== '') this.known.set(key, one.companyId);
    }
  }

  private add(payer: Payer): void {
    const { companyId } = payer;
    this.nameOf.set(companyId, payer);
    const account = plainAccount(payer.bankAccount);
    if (account.length >= SHORTEST_ACCOUNT) this.accounts.set(account, companyId);
    if (payer.creditCode !== '') this.codes.set(payer.creditCode, companyId);
    for (const name of [plainName(payer.nameZh), plainName(payer.nameEn)]) {
      if (name.length < SHORTEST_NAME) continue;
      this.names.set(name, companyId);
      this.starts.add(name.slice(0, SHORTEST_NAME));
      this.lengths.add(name.length);
    }
  }

  payer(companyId: number): Payer | undefined {
    return this.nameOf.get(companyId);
  }

  /**
   * The company that a line points to, by the strongest evidence: its account, its credit code, its name as the
   * counterparty's, a counterparty assigned before, its name within the text. Null when none is named or two are.
   */
  find(line: {
    readonly counterparty: string;
    readonly counterAccount: string;
    readonly text: string;
  }): PayerFound | null {
    const account = plainAccount(line.counterAccount);
    const name = plainName(line.counterparty);
    return (
      found(this.accounts.get(account), 50, {
        zh: '对方账号与企业登记的账号一致',
        en: 'the account is the company’s',
      }) ??
      found(this.codeIn(`${line.counterparty} ${line.text}`), 50, {
        zh: '附言含企业统一社会信用代码',
        en: 'the text holds its credit code',
      }) ??
      found(this.names.get(name), 45, {
        zh: '对方户名与企业名称一致',
        en: 'the counterparty is the company by name',
      }) ??
      found(this.known.get(account.length >= SHORTEST_ACCOUNT ? account : name), 45, {
        zh: '此前同一付款方已确认为该企业',
        en: 'this payer was confirmed as the company before',
      }) ??
      found(this.namedIn(plainName(`${line.counterparty}\u0001${line.text}`)), 35, {
        zh: '摘要或户名中含企业名称',
        en: 'the text contains the company’s name',
      })
    );
  }

  private codeIn(text: string): number | undefined {
    const compact = normalizeCreditCode(text);
    for (let at = 0; at + 18 <= compact.length; at++) {
      const companyId = this.codes.get(compact.slice(at, at + 18));
      if (companyId !== undefined) return companyId;
    }
    return undefined;
  }

  private namedIn(text: string): number | undefined {
    const named = [...text.split('').keys()]
      .filter((at) => this.starts.has(text.slice(at, at + SHORTEST_NAME)))
      .flatMap((at) => [...this.lengths].flatMap((length) => this.nameAt(text.slice(at, at + length), length)));
    const longest = named.reduce<Named | undefined>((a, b) => (a && a.name.length >= b.name.length ? a : b), undefined);
    // 北京诺核 within 北京诺核生物 is no second company: the longer name is meant.
    const isOne = named.every((one) => one.companyId === longest?.companyId || longest?.name.includes(one.name));
    return isOne ? longest?.companyId : undefined;
  }

  private nameAt(name: string, length: number): Named[] {
    const companyId = name.length === length ? this.names.get(name) : undefined;
    return companyId === undefined ? [] : [{ name, companyId }];
  }
}

interface Named {
  readonly name: string;
  readonly companyId: number;
}

const found = (companyId: number | undefined, points: number, reason: Localized): PayerFound | null =>
  companyId === undefined ? null : { companyId, points, reason };
