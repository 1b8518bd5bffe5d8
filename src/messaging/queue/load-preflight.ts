import { addDays, type Day } from '../../kernel/day.ts'
import type { ContactId, PupilId, SchoolId } from '../../kernel/ids.ts'
import { schoolYearOf } from '../../kernel/school-year.ts'
import { sessionIndex } from '../../kernel/session.ts'
import type { Moment } from '../../kernel/time-of-day.ts'
import { byteOfCode, parseCode } from '../../law/codes.ts'
import type { Tx } from '../../platform/database/database.ts'
import { policyOf } from '../../policy/index.ts'
import { readStrips } from '../../register/index.ts'
import { contactsOfPupils, enrolmentsOfYear } from '../../roll/index.ts'
import { withActs } from '../incoming/replies-of.ts'
import { openReplies } from '../incoming/store.ts'
import type { PreflightFacts } from '../rules/preflight.ts'
import { failedOfContacts } from './failed-addresses.ts'

/** Who wants no praise about attendance for these children, by child. Given by whoever puts the slices together. */
export type PraiseUnwanted = (
  tx: Tx,
  of: { readonly schoolId: SchoolId; readonly pupilIds: readonly PupilId[] },
) => Promise<ReadonlyMap<PupilId, readonly ('family' | 'school')[]>>

/**
 * The children of whom support was shown before any law: offered, begun, planned, or written down why none suits. A letter that offers help in
 * general shows none. Given by whoever puts the slices together.
 */
export type SupportShown = (
  tx: Tx,
  of: { readonly schoolId: SchoolId; readonly pupilIds: readonly PupilId[]; readonly now: Moment },
) => Promise<ReadonlySet<PupilId>>

interface Asked {
  readonly schoolId: SchoolId
  readonly about: readonly PupilId[]
  readonly to: ContactId
  /** Who else is sent the same by this; nobody where left out. */
  readonly alsoTo?: readonly ContactId[] | undefined
  readonly day: Day
}

/** What is known about the children and the family when a message is about to go to one contact. */
export async function loadPreflight(
  tx: Tx,
  of: Asked,
): Promise<Omit<PreflightFacts, 'channel' | 'language' | 'tone' | 'subject' | 'body' | 'address' | 'supportOffered'>> {
  const { schoolId, about, to, alsoTo = [], day } = of
  const contacts = await contactsOfPupils(tx, { schoolId, day, pupilIds: about })
  const others = contacts.filter(
    (one) =>
      one.contactId !== to &&
      !alsoTo.includes(one.contactId) &&
      one.parentalResponsibility === 'yes' &&
      !one.livesWith &&
      !one.barred &&
      one.mayBeTold,
  )
  const own = contacts.filter((one) => one.contactId === to).slice(0, 1)
  const failed = await failedOfContacts(tx, { schoolId, contacts: own })
  const open = await withActs(tx, schoolId, await openReplies(tx, schoolId))
  return {
    ...(await illness(tx, of)),
    ...(await needsOf(tx, of)),
    failedAddresses: failed.size,
    otherParents: [...new Set(others.map((one) => `${one.forenames} ${one.surname}`))],
    openReplies: open.filter((reply) => reply.pupilIds.some((id) => about.includes(id))).length,
  }
}

const WEEKS_OF_ILLNESS = 4
const ILL = parseCode('I')

/** The most days of illness of any of the children: within four weeks, and in the year. A day counts where half of it does. */
async function illness(
  tx: Tx,
  { schoolId, about, day }: Asked,
): Promise<Pick<PreflightFacts, 'illDays' | 'illDaysOfYear' | 'sickDays'>> {
  const year = schoolYearOf(day)
  const strips = await readStrips(tx, { schoolId, year, pupilIds: about })
  const { policy } = await policyOf(tx, schoolId, day)
  const first = addDays(day, -7 * WEEKS_OF_ILLNESS)
  const from = schoolYearOf(first) === year ? sessionIndex({ day: first, half: 'AM' }) : 0
  const to = sessionIndex({ day, half: 'PM' })
  const most = (since: number) => Math.max(0, ...about.map((id) => illDays(strips.get(id), { from: since, to })))
  return { illDays: most(from), illDaysOfYear: most(0), sickDays: policy.sicknessReturn.after.amount }
}

function illDays(strip: Uint8Array | undefined, { from, to }: { from: number; to: number }): number {
  if (ILL === undefined || strip === undefined) return 0
  const ill = byteOfCode(ILL)
  const days = new Set<number>()
  for (let at = from; at <= to; at += 1) if (strip[at] === ill) days.add(Math.floor(at / 2))
  return days.size
}

const SAFETY = ['child-protection', 'child-in-need', 'looked-after'] as const
const NEEDS = ['medical', 'ehcp', 'sen-support', 'young-carer', ...SAFETY] as const

async function needsOf(
  tx: Tx,
  { schoolId, about, day }: Asked,
): Promise<Pick<PreflightFacts, 'medicalNeed' | 'sen' | 'youngCarer' | 'askSafety'>> {
  const found = await enrolmentsOfYear(tx, {
    schoolId,
    year: schoolYearOf(day),
    on: day,
    flags: NEEDS,
    pupilIds: about,
  })
  const has = (kind: (typeof NEEDS)[number]) => found.some((one) => one.flags.includes(kind))
  return {
    medicalNeed: has('medical'),
    sen: has('ehcp') ? 'ehcp' : has('sen-support') ? 'sen-support' : undefined,
    youngCarer: has('young-carer'),
    askSafety: SAFETY.some(has),
  }
}
