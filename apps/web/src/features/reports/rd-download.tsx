import { useState } from 'react';
import { monthName } from '../../shared/format/format';
import { latestMonths } from '../../shared/format/months';
import { env } from '../../shared/env';
import { Button, Dialog, LinkButton, SelectField } from '../../shared/ui';
import { downloadMessages } from './download.messages';

const monthsBack = 36;

/** Opens the choice of months for the statement of R&D costs; finance names the company by it. */
export function RdDownload({ companyId }: { companyId?: string }) {
  const say = downloadMessages.useSay();
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button icon="download" onPress={() => setOpen(true)}>
        {say('rd')}
      </Button>
      {isOpen && <Months companyId={companyId} onClose={() => setOpen(false)} />}
    </>
  );
}

function Months({ companyId, onClose }: { companyId?: string; onClose: () => void }) {
  const say = downloadMessages.useSay();
  const months = latestMonths(monthsBack);
  const last = months[1] ?? '';
  const [from, setFrom] = useState(`${last.slice(0, 4)}-01`);
  const [to, setTo] = useState(last);
  const options = months.map((id) => ({ id, label: monthName(id) }));
  const known = (month: string): string => (months.includes(month) ? month : last);
  const query = new URLSearchParams({ from: known(from), to: known(to), ...(companyId ? { companyId } : {}) });
  return (
    <Dialog
      isOpen
      title={say('rdTitle')}
      onOpenChange={(open) => !open && onClose()}
      footer={
        <>
          <Button onPress={onClose}>{say('cancel')}</Button>
          <LinkButton
            variant="primary"
            icon="download"
            target="_blank"
            href={`${env.apiBase}/reports/rd-statement.xlsx?${query.toString()}`}
          >
            {say('download')}
          </LinkButton>
        </>
      }
    >
      <div className="grid gap-3">
        <p className="text-mut">{say('rdHint')}</p>
        <div className="grid grid-cols-2 gap-3">
          <SelectField label={say('from')} options={options} value={known(from)} onChange={(id) => id && setFrom(id)} />
          <SelectField label={say('to')} options={options} value={known(to)} onChange={(id) => id && setTo(id)} />
        </div>
      </div>
    </Dialog>
  );
}
