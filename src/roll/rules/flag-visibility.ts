export const FLAG_KINDS = [
  'medical',
  'sen-support',
  'ehcp',
  'eal',
  'fsm',
  'pupil-premium',
  'young-carer',
  'looked-after',
  'previously-looked-after',
  'child-in-need',
  'child-protection',
] as const
export type FlagKind = (typeof FLAG_KINDS)[number]

/**
 * Who may know: `teaching` everybody who may see the pupil, a teacher of the pupil's own group included; `office` those who
 * may also see contacts; `sensitive` only those with the right to sensitive facts.
 */
export type FlagAudience = 'teaching' | 'office' | 'sensitive'

interface FlagMeaning {
  readonly name: string
  readonly short: string
  readonly audience: FlagAudience
}

/** Each flag with the least audience that its purpose needs (domain reference §8; article 5(1)(c) UK GDPR: no more than needed). */
export const FLAGS: Readonly<Record<FlagKind, FlagMeaning>> = {
  medical: { name: 'Medical need', short: 'Medical', audience: 'teaching' },
  'sen-support': { name: 'SEN support', short: 'SEN', audience: 'teaching' },
  ehcp: { name: 'Education, health and care plan', short: 'EHCP', audience: 'teaching' },
  eal: { name: 'English as an additional language', short: 'EAL', audience: 'teaching' },
  fsm: { name: 'Free school meals', short: 'FSM', audience: 'office' },
  'pupil-premium': { name: 'Pupil premium', short: 'PP', audience: 'office' },
  'young-carer': { name: 'Young carer', short: 'Young carer', audience: 'office' },
  'looked-after': { name: 'Looked after', short: 'LAC', audience: 'sensitive' },
  'previously-looked-after': { name: 'Previously looked after', short: 'PLAC', audience: 'sensitive' },
  'child-in-need': { name: 'Child in need', short: 'CIN', audience: 'sensitive' },
  'child-protection': { name: 'Child protection plan', short: 'CP', audience: 'sensitive' },
}

/** How much of a pupil the caller may see beyond names and groups. */
export interface Viewer {
  readonly contacts: boolean
  readonly sensitive: boolean
}

export function maySeeFlag(kind: FlagKind, viewer: Viewer): boolean {
  const { audience } = FLAGS[kind]
  if (audience === 'teaching') return true
  return audience === 'office' ? viewer.contacts : viewer.sensitive
}

/**
 * Ethnicity is special category data (article 9 UK GDPR), so those may see it who may see sensitive facts, and nobody else: no teacher, and
 * not the office as a whole. What it comes to for a group is for `measures`, to the same readers.
 */
export function maySeeEthnicity(viewer: Pick<Viewer, 'sensitive'>): boolean {
  return viewer.sensitive
}

/** The flags that a viewer may know of, for asking the database for no more. */
export function flagsSeenBy(viewer: Viewer): readonly FlagKind[] {
  return FLAG_KINDS.filter((kind) => maySeeFlag(kind, viewer))
}
