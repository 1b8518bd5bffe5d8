/** Why somebody comes late, as a short list to press: at the kiosk by the pupil, at the gate by staff. */
export const LATE_REASONS = {
  transport: 'Bus, train or traffic',
  overslept: 'Overslept',
  appointment: 'Doctor, dentist or hospital',
  home: 'Something at home',
  walked: 'Walked slower than planned',
  other: 'Something else',
} as const

export type LateReason = keyof typeof LATE_REASONS

export const LATE_REASON_KEYS = Object.keys(LATE_REASONS) as LateReason[]

/** What stands beside the mark. Nobody is made to say why in front of a queue. */
export function reasonWords(reason: LateReason | null): string | undefined {
  return reason === null ? undefined : LATE_REASONS[reason]
}
