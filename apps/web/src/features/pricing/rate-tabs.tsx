import { SectionTabs } from '../../shared/ui';
import { classesMessages } from './classes.messages';

/** The pages about prices. */
export function RateTabs({ current }: { current: '/rates' | '/rates/classes' }) {
  const say = classesMessages.useSay();
  return (
    <SectionTabs
      label={say('section')}
      tabs={[
        { href: '/rates', label: say('rates') },
        { href: '/rates/classes', label: say('classes') },
      ]}
      current={current}
    />
  );
}
