/** What can be done with a reservation; who may do it when, the table of allowed actions says. */
export const actions = [
  'approve',
  'reject',
  'cancel',
  'extend',
  'return',
  'move',
  'hand_over',
  'take_back',
  'no_show',
  'release',
  'start',
  'stop',
  'resize',
  'transfer',
  'count',
] as const;
