import { defineMessages } from '../../../shared/i18n/messages';
import { Callout } from '../../../shared/ui';

const messages = defineMessages(
  {
    title: '现在不能续租',
    detail: '租期已结束、已登记归还日，或预约已变更。需要时请重新预约，或联系实验室。',
  },
  {
    title: 'It cannot be extended any more',
    detail: 'It has ended, its return is announced, or it was changed. Book anew, or ask the lab.',
  },
);

/** What an old reminder leads to when nothing can be extended any more. */
export function ExtendGone() {
  const say = messages.useSay();
  return (
    <Callout tone="warn" role="status" className="mb-3" title={say('title')}>
      {say('detail')}
    </Callout>
  );
}
