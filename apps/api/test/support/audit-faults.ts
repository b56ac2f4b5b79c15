const last = '(SELECT max(seq) FROM audit_link)';
const event = (seq: string): string => `(SELECT event_id FROM audit_link WHERE seq = ${seq})`;

/** What somebody with the database in his hands may do to the trail: the first five are those of reliability.md §4. */
export const auditFaults: [string, string, string][] = [
  ['I20', 'an event was changed', `UPDATE audit_event SET data = data || '{"x":1}' WHERE id = ${event('2')}`],
  ['I20', 'the last event was deleted', `DELETE FROM audit_event WHERE id = ${event(last)}`],
  ['I20', 'an event in the middle was deleted', `DELETE FROM audit_event WHERE id = ${event('3')}`],
  ['I20', 'all events were deleted', 'DELETE FROM audit_event'],
  ['I20', 'all events and the head were deleted', 'DELETE FROM audit_event; DELETE FROM audit_head'],
  ['I20', 'events and links were deleted', 'DELETE FROM audit_event; DELETE FROM audit_link'],
  ['I20', 'the last link was cut off', `DELETE FROM audit_link WHERE seq = ${last}`],
  [
    'I20',
    'two events changed places',
    'ALTER TABLE audit_link DROP CONSTRAINT audit_link_event_id_key; UPDATE audit_link SET event_id = 5 - event_id WHERE event_id IN (2, 3)',
  ],
  ['I20', 'an event is not in the chain', `INSERT INTO audit_event (action, entity, entity_id) VALUES ('x', 'x', 1)`],
  [
    'I20',
    'a former head is not in the chain',
    `INSERT INTO audit_check (day, started_at, ended_at, seq, hash) VALUES ('2026-06-01', now(), now(), 2, sha256('x'))`,
  ],
];
