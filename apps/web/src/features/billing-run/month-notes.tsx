import { useLanguage } from '../../shared/i18n/language';
import { Callout, TextLink } from '../../shared/ui';
import { billingRunMessages } from './billing-run.messages';
import type { Blocker, Cockpit } from './billing-run.queries';

/** What the steps themselves say needs no second mention. */
const saidElsewhere: ReadonlySet<Blocker['code']> = new Set([
  'month_not_over',
  'run_missing',
  'run_unfinished',
  'companies_failed',
]);

/** What should be looked at before the month is closed, each with the way there. */
export function MonthNotes({ cockpit }: { cockpit: Cockpit }) {
  const say = billingRunMessages.useSay();
  const lang = useLanguage();
  const notes = cockpit.blockers.filter((blocker) => !saidElsewhere.has(blocker.code));
  if (notes.length === 0) return null;
  return (
    <Callout tone={notes.some((note) => note.blocks) ? 'bad' : 'warn'} className="mb-3">
      <ul>
        {notes.map((note) => (
          <li key={note.code}>
            {note.message[lang]}{' '}
            <TextLink href={note.link} className="underline!">
              {say('toReservations')}
            </TextLink>
          </li>
        ))}
      </ul>
    </Callout>
  );
}
