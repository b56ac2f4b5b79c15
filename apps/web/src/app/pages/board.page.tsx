import { useSession } from '../../features/identity/session';
import { OutageForm } from '../../features/maintenance/outage-form';
import { BoardView } from '../../features/reservations/board/board-view';

/** Instruments × time; an outage planned from here is the maintenance feature's own form. */
export default function BoardPage() {
  const { member } = useSession();
  return (
    <BoardView
      isStaff={member.company === null}
      renderOutage={({ instrument, start, end }, onClose) => (
        <OutageForm instrument={instrument} start={start} end={end} onDone={onClose} />
      )}
    />
  );
}
