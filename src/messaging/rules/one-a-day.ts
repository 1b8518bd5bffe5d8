/**
 * The rule of one message a day: a contact is sent at most one text or e-mail a day about a child, whoever at the school asks for it.
 *
 * - Templates about a child's safety are sent all the same.
 * - Letters do not count: they arrive on another day.
 * - What failed, was withdrawn or lapsed does not count.
 * - What was refused does not wait by itself: it would take the place of tomorrow's first question about an absence.
 * - The same template about a brother or sister, while the first still waits, makes one message of both.
 */
export const ONE_A_DAY =
  'This person has been sent a message about this child today already. This one is not kept for tomorrow: ring them, send a letter, or send it tomorrow.'

/** For how many seconds a message waits for one about a brother or sister, so that both become one. */
export const WAIT_FOR_SIBLINGS = 60
