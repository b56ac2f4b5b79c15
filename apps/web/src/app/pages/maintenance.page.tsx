import { useQuery } from '@tanstack/react-query';
import { maintenanceMessages } from '../../features/maintenance/maintenance.messages';
import { maintenanceKey } from '../../features/maintenance/maintenance.queries';
import { OutageCases } from '../../features/maintenance/outage-cases';
import { OutageForm } from '../../features/maintenance/outage-form';
import { OutageList } from '../../features/maintenance/outage-list';
import { instrumentQuery } from '../../features/reservations/reservations.queries';
import { useLiveRefresh } from '../../shared/api/use-live-refresh';
import { parkToday } from '../../shared/format/format';
import { useName } from '../../shared/i18n/messages';
import { useSearchState } from '../../shared/search-state';
import { Button, PageHeader, SegmentedControl, Sheet, Skeleton } from '../../shared/ui';

/** Outages of instruments; ?plan=1 is the form of a new one, ?case=7 the cases of one; &fault=5 takes an instrument out at once, &calibrate=5 plans its calibration. */
export default function MaintenancePage() {
  const say = maintenanceMessages.useSay();
  const [{ view, plan, outage, case: open, fault, calibrate, reason }, change] = useSearchState();
  useLiveRefresh(['occupancy', 'outage'], maintenanceKey);
  // Coming from the board one looks for an outage that may be over.
  const isAll = view === 'all' || (view === undefined && outage !== undefined);
  const close = (): void => change({ plan: undefined, fault: undefined, calibrate: undefined, reason: undefined });
  return (
    <>
      <PageHeader
        title={say('title')}
        actions={
          <Button variant="primary" icon="plus" onPress={() => change({ plan: '1' })}>
            {say('plan')}
          </Button>
        }
      />
      <div className="mb-3">
        <SegmentedControl
          label={say('view')}
          value={isAll ? 'all' : 'ahead'}
          onChange={(next) => change({ view: next, outage: undefined })}
          options={(['ahead', 'all'] as const).map((id) => ({ id, label: say(id) }))}
        />
      </div>
      <OutageList
        from={isAll ? undefined : parkToday()}
        onPlan={() => change({ plan: '1' })}
        onOpen={(id) => change({ case: String(id) })}
      />
      {open && <OutageCases id={Number(open)} onClose={() => change({ case: undefined })} />}
      {plan && (
        <Sheet title={say('plan')} isOpen onOpenChange={(open) => !open && close()}>
          {fault || calibrate ? (
            <FormFor
              id={Number(fault ?? calibrate)}
              kind={fault ? 'fault' : 'calibration'}
              reason={reason ?? ''}
              onDone={close}
            />
          ) : (
            <OutageForm instrument={null} start={null} end={null} onDone={close} />
          )}
        </Sheet>
      )}
    </>
  );
}

interface FormForProps {
  readonly id: number;
  readonly kind: 'fault' | 'calibration';
  readonly reason: string;
  readonly onDone: () => void;
}

/** The form of an outage for an instrument that has just failed, or is due for calibration. */
function FormFor({ id, kind, reason, onDone }: FormForProps) {
  const name = useName();
  const { data } = useQuery(instrumentQuery(id));
  if (!data) return <Skeleton lines={8} />;
  const label = `${name(data.nameZh, data.nameEn)} ${data.assetNo}`;
  return <OutageForm instrument={{ id, label }} start={null} end={null} {...{ kind, reason, onDone }} />;
}
