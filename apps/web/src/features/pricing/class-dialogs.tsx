import { useState } from 'react';
import { parkToday } from '../../shared/format/format';
import { useName } from '../../shared/i18n/messages';
import { SelectField } from '../../shared/ui';
import { ChangeDialog } from './change-dialog';
import { ShareField } from './share-field';
import { classesMessages } from './classes.messages';
import {
  type ClassDiscount,
  type CompanyClass,
  type CompanyClassHistory,
  touchedByClass,
  touchedByDiscount,
  useSetClass,
  useSetDiscount,
} from './classes.queries';
import { stateOf } from './dated-list';
import { monthStartAfter } from './plan-draft';

const today = (): string => parkToday();
/** What holds today of rows that follow each other. */
export const held = <Row extends { readonly validFrom: string; readonly validUntil: string | null }>(
  rows: readonly Row[],
): Row | undefined => rows.find((row) => stateOf(row, today()) === 'now');

/** What a class takes off from a day on. */
export function DiscountDialog({ of, onClose }: { of: CompanyClass; onClose: () => void }) {
  const say = classesMessages.useSay();
  const name = useName();
  const now: Pick<ClassDiscount, 'rentalBps' | 'sessionBps'> = held(of.discounts) ?? { rentalBps: 0, sessionBps: 0 };
  const [rentalBps, setRental] = useState<number | null>(now.rentalBps);
  const [sessionBps, setSession] = useState<number | null>(now.sessionBps);
  const [at, setAt] = useState<{ validFrom: string | null; note: string }>({
    validFrom: monthStartAfter(today()),
    note: '',
  });
  const { validFrom, note } = at;
  const isWhole = validFrom !== null && rentalBps !== null && sessionBps !== null;
  return (
    <ChangeDialog
      title={say('discountOf', { name: name(of.nameZh, of.nameEn) })}
      input={isWhole ? { validFrom, rentalBps, sessionBps, note } : null}
      {...at}
      onChange={(part) => setAt({ ...at, ...part })}
      look={(input) => touchedByDiscount(of.code, input)}
      save={useSetDiscount(of.code)}
      onClose={onClose}
    >
      <div className="grid grid-cols-1 gap-3 lg:grid-cols-2">
        <ShareField label={say('rental')} bps={rentalBps} onChange={setRental} />
        <ShareField label={say('session')} bps={sessionBps} onChange={setSession} />
      </div>
    </ChangeDialog>
  );
}

export interface MembershipDialogProps {
  readonly of: CompanyClassHistory;
  readonly classes: readonly CompanyClass[];
  readonly onClose: () => void;
}

/** The class of a company from a day on. */
export function MembershipDialog({ of, classes, onClose }: MembershipDialogProps) {
  const say = classesMessages.useSay();
  const name = useName();
  const now = held(of.periods)?.classCode;
  const [classCode, setCode] = useState<string | null>(classes.find((one) => one.code !== now)?.code ?? null);
  const [at, setAt] = useState<{ validFrom: string | null; note: string }>({
    validFrom: monthStartAfter(today()),
    note: '',
  });
  const { validFrom, note } = at;
  return (
    <ChangeDialog
      title={say('changeOf', { name: name(of.nameZh, of.nameEn) })}
      input={validFrom !== null && classCode !== null ? { classCode, validFrom, note } : null}
      {...at}
      onChange={(part) => setAt({ ...at, ...part })}
      look={(input) => touchedByClass(of.companyId, input)}
      save={useSetClass(of.companyId)}
      onClose={onClose}
    >
      <SelectField
        label={say('to')}
        options={classes.map((one) => ({ id: one.code, label: name(one.nameZh, one.nameEn) }))}
        value={classCode}
        onChange={setCode}
      />
    </ChangeDialog>
  );
}
