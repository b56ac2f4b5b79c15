import { useQuery } from '@tanstack/react-query';
import { InstrumentField, type Chosen } from '../../shared/instrument-field';
import { useName } from '../../shared/i18n/messages';
import { ComboBoxField } from '../../shared/ui';
import { categoriesQuery } from './waiting-list.queries';
import { wishMessages } from './wish.messages';

export interface TargetFieldsProps {
  readonly ofCategory: boolean;
  readonly instrument: Chosen | null;
  readonly categoryId: string | null;
  readonly onInstrument: (instrument: Chosen | null) => void;
  readonly onCategory: (id: string | null) => void;
}

/** The instrument, or the category, that is wanted. */
export function TargetFields({ ofCategory, instrument, categoryId, onInstrument, onCategory }: TargetFieldsProps) {
  const say = wishMessages.useSay();
  const name = useName();
  const { data = [] } = useQuery(categoriesQuery);
  if (!ofCategory) return <InstrumentField value={instrument} onChange={onInstrument} isRequired />;
  return (
    <ComboBoxField
      label={say('categoryField')}
      isRequired
      value={categoryId}
      onChange={onCategory}
      options={data.map((one) => ({ id: String(one.id), label: name(one.nameZh, one.nameEn) }))}
    />
  );
}
