import './label-sheets.css';
import { useName } from '../../../shared/i18n/messages';
import { cx, QrCode } from '../../../shared/ui';
import type { InventoryRow } from '../inventory.types';
import { labelsMessages } from './labels.messages';

export type LabelSize = 'small' | 'large';

/** How many labels fit on a sheet of A4. */
export const perSheet: Record<LabelSize, number> = { small: 24, large: 10 };

export interface LabelSheetsProps {
  readonly rows: readonly InventoryRow[];
  readonly size: LabelSize;
  /** Places of the first sheet that are used already. */
  readonly skip: number;
  readonly park: string;
}

/** Labels in the places of A4 label paper; each code leads to the instrument's page. */
export function LabelSheets({ rows, size, skip, park }: LabelSheetsProps) {
  const say = labelsMessages.useSay();
  const places: (InventoryRow | null)[] = [...Array<null>(skip).fill(null), ...rows];
  const sheets = Array.from({ length: Math.ceil(places.length / perSheet[size]) }, (_, n) =>
    places.slice(n * perSheet[size], (n + 1) * perSheet[size]),
  );
  return (
    <ol className="grid justify-items-start gap-4 max-lg:overflow-x-auto">
      {sheets.map((sheet, n) => (
        <li key={sheet.find((row) => row)?.id ?? n} className="label-frame">
          <ul aria-label={say('sheet', { n: n + 1 })} className={cx('label-sheet', `label-${size}`)}>
            {sheet.map((row, place) =>
              row ? <Label key={row.id} row={row} size={size} park={park} /> : <li key={`free-${place}`} />,
            )}
          </ul>
        </li>
      ))}
    </ol>
  );
}

function Label({ row, size, park }: { row: InventoryRow; size: LabelSize; park: string }) {
  const say = labelsMessages.useSay();
  const name = useName()(row.nameZh, row.nameEn);
  return (
    <li>
      <QrCode value={`${window.location.origin}/i/${row.id}`} label={say('qr', { name })} className="shrink-0" />
      <div className="label-words">
        <p className="label-name">{name}</p>
        <p>{row.model}</p>
        <p className="num">{row.assetNo}</p>
        <p>{row.location}</p>
        <p className="mt-[1mm] text-[0.85em]">{park}</p>
        {size === 'large' && <p className="text-[0.85em]">{say('scan')}</p>}
      </div>
    </li>
  );
}
