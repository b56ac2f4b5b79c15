import { useName } from '../../shared/i18n/messages';
import { Callout } from '../../shared/ui';
import type { Violation } from './reservations.types';

/** Every rule that says no, and below it what is only worth knowing. */
export function ViolationList({
  violations,
  refusedTitle,
  noticeTitle,
}: {
  violations: readonly Violation[];
  refusedTitle: string;
  noticeTitle: string;
}) {
  const refused = violations.filter((one) => one.severity === 'refuse');
  const noticed = violations.filter((one) => one.severity !== 'refuse');
  return (
    <>
      {refused.length > 0 && (
        <Callout tone="bad" role="alert" title={refusedTitle}>
          <Messages violations={refused} />
        </Callout>
      )}
      {noticed.length > 0 && (
        <Callout tone="warn" title={noticeTitle}>
          <Messages violations={noticed} />
        </Callout>
      )}
    </>
  );
}

function Messages({ violations }: { violations: readonly Violation[] }) {
  const name = useName();
  return (
    <ul className={violations.length > 1 ? 'list-disc pl-4' : undefined}>
      {violations.map((one) => (
        <li key={one.code}>{name(one.message.zh, one.message.en)}</li>
      ))}
    </ul>
  );
}
