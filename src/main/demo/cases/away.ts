import { weekday } from '../../../kernel/day.ts'
import { spellDays } from '../absences.ts'
import { mustAttendAllYear, writePlan } from '../leave-spells.ts'
import { type Row, replace } from '../sheet.ts'
import { between } from '../wording.ts'
import { cast, fillDays, type Stage, tell } from './stage.ts'

// Cases of pupils who are, in law, somewhere else or away with leave. `now` is the number of today's school day in its year.

/** Tuesdays and Thursdays at the special school, the other days here; each school marks D for the other's days. */
export function castDualRegistered(stage: Stage): void {
  const { special } = stage.now
  for (const sheet of [stage.now.secondary, stage.now.primary]) {
    for (const row of sheet.rows.filter((each) => each.enrolment.pupil.registration === 'main')) {
      const there = special.rows.find((each) => each.enrolment.pupil.childKey === row.enrolment.pupil.childKey)
      if (there === undefined) continue
      row.cast = true
      there.cast = true
      markOtherSchool(row, { at: sheet, away: [2, 4], other: special.school })
      markOtherSchool(there, { at: special, away: [1, 3, 5], other: sheet.school })
      tell(stage, row, {
        kind: 'dual-registered',
        story: (name) =>
          `${name} is registered here and, on Tuesdays and Thursdays, at ${special.school.name}: D on those days.`,
      })
    }
  }
}

type Elsewhere = { at: Stage['now']['special']; away: readonly number[]; other: { name: string; urn: string } }

function markOtherSchool(row: Row, { at, away, other }: Elsewhere): void {
  const details = { other_school: `${other.name} (URN ${other.urn})` }
  for (const [index, on] of at.calendar.schoolDays.entries())
    if (away.includes(weekday(on))) fillDays(row, { first: index, end: index + 1 }, { code: 'D', details })
}

export function castPartTime(stage: Stage): void {
  for (const sheet of [stage.now.secondary, stage.now.special]) {
    const row = cast(stage, sheet, (each) => mustAttendAllYear(sheet, each))
    if (row === undefined) continue
    const first = Math.max(0, sheet.daysPast - 16)
    writePlan({ sheet, row, plans: stage.plans }, first, Math.min(30, sheet.calendar.schoolDays.length - first))
    tell(stage, row, {
      kind: 'part-time',
      story: (name) => `${name} is on an agreed part-time timetable: mornings only, C2 every afternoon, review due.`,
    })
  }
}

export function castSuspended(stage: Stage): void {
  const sheet = stage.now.secondary
  if (sheet.daysPast < 1) return
  const now = sheet.daysPast
  const three = cast(stage, sheet, (row) => row.enrolment.child.sex === 'M')
  if (three !== undefined) {
    const { firstDay, lastDay } = spellDays(sheet, Math.max(0, 2 * now - 2), 6)
    fillDays(
      three,
      { first: now - 1, end: now + 2 },
      { code: 'E', details: { exclusion: `Suspension, ${between(firstDay, lastDay)}` } },
    )
    tell(stage, three, { kind: 'suspended', story: (name) => `${name} is suspended for three days, today the second.` })
  }
  const ten = cast(stage, sheet)
  if (ten === undefined || now < 24) return
  const { firstDay, lastDay } = spellDays(sheet, 2 * (now - 22), 20)
  const exclusion = `Suspension, ${between(firstDay, lastDay)}`
  fillDays(ten, { first: now - 22, end: now - 17 }, { code: 'E', details: { exclusion } })
  const nature = 'Day 6 provision during suspension, Pexham Learning Centre'
  fillDays(ten, { first: now - 17, end: now - 12 }, { code: 'B', details: { nature } })
  tell(stage, ten, {
    kind: 'alternative-provision',
    story: (name) =>
      `${name} was suspended for ten days: E for five, then B at the alternative provision from the sixth.`,
  })
}

export function castAuthorityProvision(stage: Stage): void {
  const sheet = stage.now.secondary
  if (sheet.daysPast < 40) return
  const row = cast(stage, sheet)
  if (row === undefined) return
  const now = sheet.daysPast
  fillDays(row, { first: now - 40, end: now - 24 }, { code: 'I' })
  const details = { provider: 'Merrowshire Medical Tuition Service' }
  fillDays(row, { first: now - 24, end: now + 20 }, { code: 'K', details })
  tell(stage, row, {
    kind: 'authority-provision',
    story: (name) => `${name} was ill for three weeks; the authority then arranged tuition, K since.`,
  })
}

export function castTraveller(stage: Stage): void {
  const sheet = stage.now.primary
  if (sheet.daysPast < 40) return
  const row =
    cast(stage, sheet, ({ enrolment }) => enrolment.child.household.origin === 'traveller') ?? cast(stage, sheet)
  if (row === undefined) return
  fillDays(row, { first: sheet.daysPast - 40, end: sheet.daysPast - 30 }, { code: 'T' })
  tell(stage, row, {
    kind: 'traveller',
    story: (name) =>
      `${name}’s family are showmen: they travelled with the autumn fairs for two weeks, agreed with the school.`,
  })
}

/** Brothers and sisters at two schools, one holiday nobody granted. */
export function castHoliday(stage: Stage): void {
  const { primary, secondary } = stage.now
  if (primary.daysPast < 13) return
  const first = Math.max(0, primary.daysPast - 13)
  const monday = primary.calendar.schoolDays.findIndex((on, index) => index >= first && weekday(on) === 1)
  const young = cast(stage, primary, (row) => secondary.rows.some((other) => isSibling(row, other)))
  if (young === undefined || monday < 0) return
  const family = [young, ...secondary.rows.filter((row) => !row.cast && isSibling(young, row))]
  for (const row of family) {
    const sheet = row === young ? primary : secondary
    const { firstDay, lastDay } = spellDays(sheet, 2 * monday, 10)
    fillDays(row, { first: monday, end: monday + 5 }, { code: 'G', details: { dates: between(firstDay, lastDay) } })
    row.cast = true
    tell(stage, row, {
      kind: 'holiday',
      story: (name) => `${name} was on a holiday that was refused: ten sessions of G.`,
    })
  }
  stage.holidays.set(young.enrolment.pupil.householdKey, { start: 2 * monday, length: 10 })
}

/** School weeks ago in which one child each of the academy was away with two parents, refused, and missed little else: what penalty notices are about. */
const REFUSED_WEEKS = [7, 6, 5, 4, 3] as const

export function castHolidaysRefused(stage: Stage): void {
  const sheet = stage.now.secondary
  const mondays = sheet.calendar.schoolDays.flatMap((on, index) =>
    weekday(on) === 1 && index < sheet.daysPast ? [index] : [],
  )
  for (const ago of REFUSED_WEEKS) {
    const monday = mondays.at(-ago)
    if (monday === undefined || mondays.length < ago) continue
    const row = cast(stage, sheet, isPlainlyWell)
    if (row === undefined) continue
    const { firstDay, lastDay } = spellDays(sheet, 2 * monday, 10)
    fillDays(row, { first: monday, end: monday + 5 }, { code: 'G', details: { dates: between(firstDay, lastDay) } })
    tell(stage, row, {
      kind: 'holiday-refused',
      story: (name) => `${name} was away on a holiday that was refused, and misses little else.`,
    })
  }
}

/** At home with two parents who may both be told, and nothing that would speak against a notice. */
function isPlainlyWell({ enrolment: { pupil } }: Row): boolean {
  const { flags, contacts } = pupil
  const parents = contacts.filter((one) => one.livesWith && one.mayBeTold && one.parentalResponsibility)
  const cared = flags.lookedAfter || flags.childInNeed || flags.childProtection || flags.youngCarer
  return parents.length >= 2 && flags.sen === 'none' && flags.medical === undefined && !cared
}

function isSibling(one: Row, other: Row): boolean {
  const [first, second] = [one.enrolment.pupil, other.enrolment.pupil]
  return first.householdKey === second.householdKey && first.childKey !== second.childKey && other.from === 0
}

export function castAppointments(stage: Stage): void {
  const sheet = stage.now.secondary
  const row = cast(stage, sheet)
  if (row === undefined) return
  const details = { appointment: '13:30, physiotherapy, weekly' }
  for (const [index, on] of sheet.calendar.schoolDays.entries())
    if (weekday(on) === 3 && index > 6 && index < sheet.daysPast + 15)
      replace(row, 2 * index + 1, { code: 'M', details })
  tell(stage, row, {
    kind: 'medical-appointments',
    story: (name) => `${name} has physiotherapy every Wednesday afternoon: M, and a pattern that means nothing else.`,
  })
}

export function castPerformer(stage: Stage): void {
  const sheet = stage.now.secondary
  if (sheet.daysPast < 9) return
  const row = cast(stage, sheet)
  if (row === undefined) return
  const details = { licence: 'Child performance licence MC/0417, filming' }
  fillDays(row, { first: sheet.daysPast - 9, end: sheet.daysPast - 6 }, { code: 'C1', details })
  tell(stage, row, {
    kind: 'performer',
    story: (name) => `${name} was filming under a performance licence: C1 for three days.`,
  })
}
