import type { StandingDuty } from '../../duties/contract.ts'
import { findDuties } from '../../duties/index.ts'
import { addDays, type Day, longDay, weekday } from '../../kernel/day.ts'
import { schoolYearOf } from '../../kernel/school-year.ts'
import type { Tx } from '../../platform/database/database.ts'
import { readStrips } from '../../register/index.ts'
import { contentOf, FIRST_SETTINGS, type ReturnKind, sessionsWith } from '../../returns/contract.ts'
import { keepSettings, keepStep, keepWorker } from '../../returns/index.ts'
import { admissionParticulars, flaggedPupils } from '../../roll/index.ts'
import { hashText, randomFrom } from '../demo/random.ts'
import type { DemoSchool, DemoTrust } from '../demo/types.ts'
import { DUTY_SOURCES } from '../duty-sources.ts'
import { momentOn } from './school-years.ts'
import { type Actor, staffingOf } from './staffing.ts'

const [NINE, TEN, ELEVEN] = [9 * 60, 10 * 60, 11 * 60]

/**
 * What a school has agreed with its authority and told it: desks with made-up contacts, a social worker, two new pupil returns that went (one of them
 * receipted), a deletion return exported and not sent. Everything else in the diary follows from the marks.
 */
export async function plantReturns(tx: Tx, trust: DemoTrust, school: DemoSchool): Promise<void> {
  const by = staffingOf(trust, school.id).officer(randomFrom(hashText(`returns of ${school.id}`)))
  const before = schoolDayBefore(trust.today)
  const planting = { tx, trust, school, by, before }
  await keepSettings(tx, { schoolId: school.id, number: 1, settings: AGREED, at: momentOn(before, NINE), by })
  await plantWorkers(planting)
  const { standing } = await findDuties(tx, {
    schoolId: school.id,
    now: momentOn(trust.today, NINE - 20),
    sources: DUTY_SOURCES,
  })
  const ofRule = (rule: string) => standing.filter(({ duty }) => duty.rule === rule && duty.subject.kind === 'pupil')
  const [first, second] = ofRule('N9')
  if (first !== undefined) await plantReturn(planting, { standing: first, kind: 'new-pupil', acts: 'receipted' })
  if (second !== undefined) await plantReturn(planting, { standing: second, kind: 'new-pupil', acts: 'sent' })
  await plantMonths(planting, [...ofRule('N6'), ...ofRule('N7')])
  const [leaver] = ofRule('N10')
  if (leaver !== undefined) await plantReturn(planting, { standing: leaver, kind: 'deletion', acts: 'exported' })
}

/** How many of the returns that were due are still to be sent: the office has caught up with all but these. */
const LEFT_OVER = 4

/** The attendance returns of the months before went as one list each; of this month nothing has. */
async function plantMonths({ tx, trust, school, by }: Planting, due: readonly StandingDuty[]): Promise<void> {
  const schoolId = school.id
  const year = schoolYearOf(trust.today)
  const past = due.filter(({ duty }) => duty.due?.kind === 'by' && duty.due.day < trust.today).slice(0, -LEFT_OVER)
  const strips = await readStrips(tx, { schoolId, year })
  for (const { duty } of past) {
    if (duty.subject.kind !== 'pupil' || duty.due?.kind !== 'by') continue
    const { id: pupilId } = duty.subject
    const days = duty.because.flatMap(({ day }) => (day === null ? [] : [day])).sort()
    const [from = duty.from.day, to = from] = [days[0], days.at(-1)]
    const strip = strips.get(pupilId)
    const particulars = await admissionParticulars(tx, { schoolId, pupilId, day: trust.today })
    if (particulars === undefined || strip === undefined) continue
    const sessions = sessionsWith(strip, { year, codes: ['G', 'N', 'O', 'U'], from, to })
    const facts = { particulars, sessions, attendance: null, timetable: null, cause: '' }
    const told = { fields: contentOf('attendance', facts, AGREED), sessions, to: 'Alun Ward' }
    const because = duty.because.map(({ words }) => words).join('. ')
    const of = { key: duty.key, kind: 'attendance' as const, pupilId, triggerDay: from, because }
    const at = momentOn(schoolDayBefore(duty.due.day), TEN)
    await keepStep(tx, { schoolId, at, by }, { of, number: 1, kind: 'sent', way: 'portal', told })
  }
}

interface Planting {
  readonly tx: Tx
  readonly trust: DemoTrust
  readonly school: DemoSchool
  readonly by: Actor
  readonly before: Day
}

const desk = (name: string, mailbox: string) => ({
  name,
  email: `${mailbox}@council.example`,
  telephone: '01632 960200',
  portal: '',
})

const AGREED = {
  ...FIRST_SETTINGS,
  desks: {
    admissions: desk('Priya Nair', 'admissions'),
    attendance: { ...desk('Alun Ward', 'school-attendance'), portal: 'https://schools.council.example/attendance' },
    sickness: desk('Moira Keane', 'medical-needs'),
    send: desk('Casework team', 'send-casework'),
    'children-missing': desk('First response', 'missing-education'),
  },
}

/** Children with a protection plan have a social worker, whose name somebody has entered for two of them. */
async function plantWorkers({ tx, trust, school, by, before }: Planting): Promise<void> {
  const schoolId = school.id
  const flagged = await flaggedPupils(tx, { schoolId, day: trust.today, kinds: ['child-protection'] })
  for (const { pupilId } of flagged.toSorted((one, other) => (one.pupilId < other.pupilId ? -1 : 1)).slice(0, 2))
    await keepWorker(tx, {
      schoolId,
      pupilId,
      kind: 'social-worker',
      number: 1,
      name: 'Dana Whitlock',
      email: 'd.whitlock@council.example',
      telephone: '01632 960201',
      at: momentOn(before, TEN),
      by,
    })
}

async function plantReturn(
  { tx, school, by, before }: Planting,
  of: { standing: StandingDuty; kind: ReturnKind; acts: 'exported' | 'sent' | 'receipted' },
): Promise<void> {
  const { duty } = of.standing
  if (duty.subject.kind !== 'pupil') return
  const { id: schoolId } = school
  const { id: pupilId } = duty.subject
  const particulars = await admissionParticulars(tx, { schoolId, pupilId, day: before })
  if (particulars === undefined) return
  const facts = { particulars, sessions: [], attendance: null, timetable: null, cause: '' }
  const told = { fields: contentOf(of.kind, facts, AGREED), sessions: [], to: 'Priya Nair' }
  const because = duty.because.map(({ words }) => words).join('. ')
  const kept = { key: duty.key, kind: of.kind, pupilId, triggerDay: duty.from.day, because }
  const at = (minutes: number) => ({ schoolId, at: momentOn(before, minutes), by })
  await keepStep(tx, at(NINE), { of: kept, number: 1, kind: 'exported', words: 'pdf', told })
  if (of.acts === 'exported') return
  await keepStep(tx, at(TEN), { of: kept, number: 2, kind: 'sent', way: 'secure-email', told })
  if (of.acts === 'sent') return
  const words = `Priya Nair, ${longDay(before)}`
  await keepStep(tx, at(ELEVEN), { of: kept, number: 3, kind: 'receipted', reference: 'NP/26/0417', words })
}

function schoolDayBefore(today: Day): Day {
  let day = addDays(today, -1)
  while (weekday(day) > 5) day = addDays(day, -1)
  return day
}
