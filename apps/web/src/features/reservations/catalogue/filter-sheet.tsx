import { Button, Sheet } from '../../../shared/ui';
import { catalogueMessages } from './catalogue.messages';
import { CategorySelect, ModeControl, type FilterProps } from './filter-controls';
import WindowExtras from './window-extras';

/** The lesser filters of a phone; fetched when it is opened. */
export default function FilterSheet({ filter, onChange, onClose }: FilterProps & { onClose: () => void }) {
  const say = catalogueMessages.useSay();
  return (
    <Sheet
      title={say('filters')}
      isOpen
      onOpenChange={(open) => !open && onClose()}
      footer={
        <Button variant="primary" onPress={onClose}>
          {say('showResults')}
        </Button>
      }
    >
      <div className="grid gap-4">
        <CategorySelect {...{ filter, onChange }} isStacked />
        <ModeControl {...{ filter, onChange }} isStacked />
        <WindowExtras {...{ filter, onChange }} isStacked />
      </div>
    </Sheet>
  );
}
