import { useState } from 'react';
import { AddClassDialog } from '../../features/pricing/add-class-dialog';
import { classesMessages } from '../../features/pricing/classes.messages';
import { CompanyClasses } from '../../features/pricing/company-classes';
import { RateTabs } from '../../features/pricing/rate-tabs';
import { Button, PageHeader } from '../../shared/ui';

/** What companies of a class pay less, and which company is in which class from when on. */
export default function CompanyClassesPage() {
  const say = classesMessages.useSay();
  const [isAdding, setAdding] = useState(false);
  return (
    <>
      <PageHeader
        title={say('classes')}
        actions={
          <Button variant="primary" icon="plus" onPress={() => setAdding(true)}>
            {say('add')}
          </Button>
        }
      />
      <RateTabs current="/rates/classes" />
      <CompanyClasses />
      {isAdding && <AddClassDialog onClose={() => setAdding(false)} />}
    </>
  );
}
