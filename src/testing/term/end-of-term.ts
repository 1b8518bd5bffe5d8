import type { DutyShown } from '../../duties/contract.ts'
import { workList } from '../../duties/contract.ts'
import { type Day, longDay } from '../../kernel/day.ts'
import type { PupilId } from '../../kernel/ids.ts'
import { schoolYear } from '../../kernel/school-year.ts'
import { type Half, sessionIndex } from '../../kernel/session.ts'
import { byteOfCode, meaningOf, type StatisticalClass } from '../../law/codes.ts'
import { schoolFigures, whyFigure } from '../../measures/contract.ts'
import { verifyRegister } from '../../register/contract.ts'
import { readStrips } from '../../register/index.ts'
import { type Evidence, markKey } from './evidence.ts'
import type { World } from './world.ts'

/** A duty that was open yesterday and is not open today was done, or what it followed from is so no more; nothing else ends it. */
export async function noDutyVanished(
  world: World,
  of: { before: readonly DutyShown[]; evidence: Evidence },
): Promise<readonly string[]> {
  const { product, school, today } = world
  const { before, evidence } = of
  const open = new Set(evidence.duties.map(({ key }) => key))
  const params = { schoolId: school.id }
  const known = new Set(evidence.endedDuties.map(({ key }) => key))
  const gone = before.filter(({ key }) => !open.has(key) && !known.has(key))
  const ofPupil = new Map<string, ReadonlySet<string>>()
  const faults: string[] = []
  for (const duty of gone) {
    const { subject } = duty
    if (subject.kind === 'pupil' && !ofPupil.has(subject.id)) {
      const shown = await product.ask(school.head, workList, { params, query: { whose: 'all', pupilId: subject.id } })
      ofPupil.set(subject.id, new Set(shown.ended.map(({ key }) => key)))
    }
    const isEnded = subject.kind === 'pupil' && ofPupil.get(subject.id)?.has(duty.key) === true
    if (!isEnded && !isExplained(duty, { evidence, open }))
      faults.push(`${words(duty)} is gone on ${longDay(today)}, and nothing says why`)
  }
  return faults
}

function words({ key, rule, subject }: DutyShown): string {
  const about = 'name' in subject ? subject.name : 'the school'
  return `the duty ${rule} about ${about} (${key})`
}

/** Whether the facts themselves say why a duty is no longer there. */
function isExplained(duty: DutyShown, of: { evidence: Evidence; open: ReadonlySet<string> }): boolean {
  const { evidence, open } = of
  const { key, rule, subject, because } = duty
  if (subject.kind === 'register') {
    const { day, half } = subject
    return evidence.children.every(
      ({ id, form }) => form !== subject.groupId || evidence.marks.has(markKey(id, { day, half })),
    )
  }
  // A number that was changed; a decision that was made.
  if (subject.kind === 'contact' || rule.startsWith('leave.')) return true
  const about = key.split(':').at(-1) ?? ''
  if (rule === 'absence.report-waits') return evidence.reports.find(({ id }) => id === about)?.state !== 'waiting'
  if (rule.startsWith('absence.answer-')) return evidence.repliesSettled.has(about)
  if (subject.kind === 'school') return false
  const line = LINES[rule]
  // Whoever is severely absent has that duty in place of the other.
  if (line !== undefined) return absenceOf(evidence, subject.id) < line || open.has(key.replace('N20', 'N21'))
  const stillOpen = [...open].some((one) => one.startsWith(`N4:${subject.id}:`))
  const day = because[0]?.day ?? (key.split(':')[2] as Day | undefined)
  const isRecoded = (['AM', 'PM'] as const satisfies Half[]).every(
    (half) => day === undefined || day === null || evidence.marks.get(markKey(subject.id, { day, half })) !== 'N',
  )
  if (rule === 'N4') return isRecoded
  // A first contact that nobody made becomes, after its week, the overdue reason of N4; a rung of one day the rung of the next.
  return FOLLOWS_THE_N.includes(rule) && (isRecoded || stillOpen)
}

/** What is there for as long as an N is, and goes with it: that it was recoded stands beside its N4. */
const FOLLOWS_THE_N = ['N5', 'B3', 'B9', 'absence.ask-agency', 'returns.social-worker', 'returns.youth-offending']

/** A duty that a line of absence makes is there for as long as the absence is beyond it. */
const IN_RATES: readonly StatisticalClass[] = ['present', 'approved-activity', 'authorised', 'unauthorised']
const LINES: Readonly<Record<string, number>> = { N20: 0.1, N21: 0.5 }

function absenceOf(evidence: Evidence, pupilId: PupilId): number {
  let [absent, possible] = [0, 0]
  for (const session of evidence.sessions) {
    const code = evidence.marks.get(markKey(pupilId, session))
    const meaning = code === undefined ? undefined : meaningOf(code, session.day)
    if (meaning?.ok !== true || !IN_RATES.includes(meaning.value.statistical)) continue
    possible += 1
    if (meaning.value.statistical === 'authorised' || meaning.value.statistical === 'unauthorised') absent += 1
  }
  return possible === 0 ? 0 : absent / possible
}

/** Nothing was altered behind the journal, and the strips are what the journal comes to: as the product says, and by another sum. */
export async function journalVerifies(world: World, evidence: Evidence): Promise<readonly string[]> {
  const { product, school } = world
  const verified = await product.ask(school.head, verifyRegister, { params: { schoolId: school.id } })
  const strips = await product.server.database.inTenants([school.id], (tx) =>
    readStrips(tx, { schoolId: school.id, year: schoolYear(2026) }),
  )
  const differing = evidence.children.flatMap(({ id, name }) =>
    evidence.sessions.flatMap((session) => {
      const code = evidence.marks.get(markKey(id, session))
      const byte = code === undefined ? 0 : byteOfCode(code)
      return (strips.get(id)?.[sessionIndex(session)] ?? 0) === byte
        ? []
        : [`the strip of ${name} has another mark than the journal for ${longDay(session.day)}, ${session.half}`]
    }),
  )
  return [...verified.faults, ...(verified.sound ? [] : ['the journal is not sound']), ...differing]
}

/** The school's figures are the sums of its marks, counted here once more, and each says of whom it is made. */
export async function figuresExplain(world: World, evidence: Evidence): Promise<readonly string[]> {
  const { product, school } = world
  const params = { schoolId: school.id }
  const figures = await product.ask(school.head, schoolFigures, { params })
  const counted = { absence: 0, unauthorised: 0, authorised: 0, late: 0 }
  for (const session of evidence.sessions)
    for (const { id } of evidence.children) {
      const code = evidence.marks.get(markKey(id, session))
      const meaning = code === undefined ? undefined : meaningOf(code, session.day)
      if (meaning?.ok !== true) continue
      if (meaning.value.statistical === 'authorised') counted.authorised += 1
      if (meaning.value.statistical === 'unauthorised') counted.unauthorised += 1
      if (code === 'L' || code === 'U') counted.late += 1
    }
  counted.absence = counted.authorised + counted.unauthorised
  const faults: string[] = []
  const { absent, authorised, unauthorised, late } = figures.figures.sessions
  const shown = { absence: absent, authorised, unauthorised, late }
  for (const figure of ['absence', 'authorised', 'unauthorised', 'late'] as const) {
    const why = await product.ask(school.head, whyFigure, { params, query: { figure } })
    if (shown[figure] !== counted[figure])
      faults.push(`${figure} is shown as ${shown[figure]} sessions; the marks come to ${counted[figure]}`)
    if (why.count !== shown[figure]) faults.push(`${figure} is shown as ${shown[figure]} and explained as ${why.count}`)
  }
  return faults
}
