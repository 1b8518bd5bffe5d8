import { isCompulsorySchoolAge } from '../../../law/school-age.ts'
import { byteFor, dayOfSession, isFree, put, type Row, replace, type Sheet } from '../sheet.ts'
import { afterCloseDetails, lateDetails } from '../wording.ts'
import { cast, fillDays, type Stage, tell } from './stage.ts'

// Cases of pupils who are missing school, late, or not yet of an age to be missed.

export function castLongIllness(stage: Stage): void {
  const sheet = stage.now.secondary
  if (sheet.daysPast < 17) return
  const row = cast(stage, sheet)
  if (row === undefined) return
  fillDays(row, { first: sheet.daysPast - 17, end: sheet.daysPast + 8 }, { code: 'I' })
  tell(stage, row, {
    kind: 'long-illness',
    story: (name) => `${name} has been ill for 17 school days without a break: the sickness return is due.`,
  })
}

/** A boy whose grandparents look after him since his mother died; he comes two days of the week, on good weeks. */
export function castBereaved(stage: Stage): void {
  const sheet = stage.now.secondary
  if (sheet.daysPast < 34) return
  const row = cast(stage, sheet, isBoyWithGrandparents)
  if (row === undefined) return
  const leave = { leave_decision: 'Granted: death of a parent' }
  fillDays(row, { first: 0, end: 5 }, { code: 'C', details: leave })
  for (let on = 5; on < sheet.daysPast + 10; on++)
    if (on % 5 === 0 || on % 5 > 2 || on % 3 === 0) fillDays(row, { first: on, end: on + 1 }, { code: 'I' })
  tell(stage, row, {
    kind: 'bereaved',
    story: (name) =>
      `${name}’s grandparents look after him since his mother died; he has missed more than half of this year.`,
  })
}

function isBoyWithGrandparents({ enrolment: { child } }: Row): boolean {
  return child.sex === 'M' && child.household.structure === 'kinship'
}

export function castUnexplained(stage: Stage): void {
  const spans = [1, 1, 2, 3]
  for (const sheet of [stage.now.secondary, stage.now.primary, stage.now.special]) {
    for (const days of spans.slice(0, sheet.phase === 'secondary' ? 4 : 1)) {
      const row = cast(stage, sheet)
      if (row === undefined) continue
      fillDays(row, { first: sheet.daysPast - days, end: sheet.daysPast }, { code: 'N' })
      const span = days === 1 ? 'one day' : `${days} days`
      tell(stage, row, { kind: 'unexplained', story: (name) => `Nobody knows why ${name} has been away for ${span}.` })
    }
  }
  const sheet = stage.now.secondary
  const late = cast(stage, sheet)
  if (late === undefined || sheet.daysPast < 8) return
  fillDays(late, { first: sheet.daysPast - 8, end: sheet.daysPast - 7 }, { code: 'N' })
  tell(stage, late, {
    kind: 'unexplained-overdue',
    story: (name) => `${name}’s absence eight school days ago still stands as N: past the five days the law allows.`,
  })
}

/** Reception starts with mornings only; one child born in summer keeps to them until Christmas. */
export function castFourYearOlds(stage: Stage): void {
  for (const sheet of [stage.before.primary, stage.now.primary]) {
    const beginners = sheet.rows.filter((row) => row.group.yearGroups.includes('R'))
    for (const row of beginners) morningsOnly(sheet, row, 8)
    const youngest = beginners
      .filter((row) => row.from === 0 && row.enrolment.pupil.registration === 'only')
      .sort((one, other) => (one.enrolment.pupil.dateOfBirth < other.enrolment.pupil.dateOfBirth ? 1 : -1))[0]
    if (youngest === undefined || !sheet.isCurrent) continue
    youngest.cast = true
    const christmas = sheet.calendar.terms[0]?.lastDay ?? dayOfSession(sheet, 0)
    morningsOnly(sheet, youngest, sheet.calendar.schoolDays.filter((on) => on <= christmas).length)
    tell(stage, youngest, {
      kind: 'four-year-old',
      story: (name) =>
        `${name} is four and comes in the mornings until Christmas: X in the afternoons, never in a rate.`,
    })
  }
}

function morningsOnly(sheet: Sheet, row: Row, days: number): void {
  for (let on = 0; on < days; on++)
    if (!isCompulsorySchoolAge(row.enrolment.pupil.dateOfBirth, dayOfSession(sheet, 2 * on)))
      put(row, 2 * on + 1, { code: 'X' })
}

export function castStudyLeave(stage: Stage): void {
  const sheet = stage.before.special
  const row = cast(stage, sheet, (each) => each.group.yearGroups.includes('11') && yearOf(each, sheet) === '11')
  if (row === undefined) return
  const first = sheet.calendar.schoolDays.findIndex((on) => on.slice(5) >= '06-08')
  fillDays(row, { first, end: first + 5 }, { code: 'S', details: { exam: 'GCSE summer series, five days agreed' } })
  tell(stage, row, {
    kind: 'study-leave',
    story: (name) => `${name} had five days of study leave in Year 11, last summer.`,
  })
}

function yearOf(row: Row, sheet: Sheet): string | undefined {
  return row.enrolment.pupil.years.find((entry) => entry.schoolYear === sheet.calendar.schoolYear)?.yearGroup
}

export function castLateHabit(stage: Stage): void {
  const sheet = stage.now.secondary
  const row = cast(stage, sheet, (each) => yearOf(each, sheet) === '8')
  if (row === undefined) return
  const { random } = stage
  for (let on = 3; on < sheet.calendar.schoolDays.length; on++) {
    const at = { sheet, row, half: 'AM' as const }
    if (random.chance(0.42)) put(row, 2 * on, { code: 'L', details: lateDetails(random, at) })
    else if (random.chance(0.07)) put(row, 2 * on, { code: 'U', details: afterCloseDetails(random, at) })
  }
  tell(stage, row, {
    kind: 'late-habit',
    story: (name) => `${name} is late nearly every second morning, sometimes after the register closes.`,
  })
}

export function castUnauthorised(stage: Stage): void {
  const sheet = stage.now.secondary
  const now = sheet.daysPast
  const continuous = cast(stage, sheet)
  if (continuous !== undefined && now > 12) {
    fillDays(
      continuous,
      { first: now - 11, end: now - 5 },
      { code: 'O', details: { reason: 'No reply to calls, letter and visit' } },
    )
    fillDays(continuous, { first: now - 5, end: now }, { code: 'N' })
    tell(stage, continuous, {
      kind: 'continuous-absence',
      story: (name) =>
        `${name} has been away without authority for eleven school days on end: a return to the authority is due.`,
    })
  }
  const threshold = cast(stage, sheet, isBoyWithMother)
  if (threshold === undefined || now < 40) return
  // Met three weeks ago: what was asked and decided since lies after it.
  for (const ago of [38, 31, 26, 21, 16])
    fillDays(threshold, { first: now - ago, end: now - ago + 1 }, { code: 'O', details: { reason: 'No reason given' } })
  tell(stage, threshold, {
    kind: 'penalty-threshold',
    story: (name) =>
      `${name} has ten unauthorised sessions within ten school weeks: a penalty notice must be considered.`,
  })
}

/** At home with a mother, and nothing that anybody would have to weigh before a formal step. */
function isBoyWithMother({ enrolment: { child, pupil } }: Row): boolean {
  const { sen, medical, lookedAfter, childInNeed, childProtection } = pupil.flags
  const mother = pupil.contacts.some((one) => one.relationship === 'Mother' && one.livesWith && one.mayBeTold)
  const plain = sen === 'none' && medical === undefined && !lookedAfter && !childInNeed && !childProtection
  return child.sex === 'M' && mother && plain
}

/** A taxi that did not come, a boiler that failed last winter, a flood at one home. */
export function castUnable(stage: Stage): void {
  const { special } = stage.now
  const route = { route: 'Route SE4, taxi from Tollerwick' }
  for (let seat = 0; seat < 3 && special.daysPast >= 6; seat++) {
    const row = cast(stage, special)
    if (row === undefined) continue
    row.cast = false
    fillDays(row, { first: special.daysPast - 6, end: special.daysPast - 5 }, { code: 'Y1', details: route })
    if (seat === 0)
      tell(stage, row, {
        kind: 'transport',
        story: (name) => `${name}’s taxi did not come six school days ago: Y1, in no rate.`,
      })
  }
  const { primary } = stage.before
  for (const row of primary.rows)
    fillDays(
      row,
      { first: 92, end: 93 },
      { code: 'Y4', details: { closure: 'Boiler failure, site closed for the day' } },
    )
  const flooded = cast(stage, stage.before.secondary)
  const nature = 'Home flooded overnight, family moved to a rest centre'
  if (flooded !== undefined) fillDays(flooded, { first: 104, end: 106 }, { code: 'Y7', details: { nature } })
}

/** Absences of the last five school days whose reason is still being found. Older ones have become O, as the law says. */
export function leaveSomeUnexplained(stage: Stage, sheet: Sheet): void {
  const chances = [0.36, 0.2, 0.12, 0.07, 0.04]
  const [ill, other] = [byteFor('I'), byteFor('O')]
  for (const row of sheet.rows) {
    if (row.cast) continue
    for (const [index, chance] of chances.entries()) {
      const morning = 2 * (sheet.daysPast - 1 - index)
      if (morning < row.from || !stage.random.chance(chance)) continue
      for (const session of [morning, morning + 1]) {
        const held = row.codes[session]
        if (held === ill || held === other) replace(row, session, { code: 'N' })
      }
    }
  }
}

export function isUnmarkedToday(row: Row, sheet: Sheet): boolean {
  return isFree(row, 2 * sheet.daysPast) && isFree(row, 2 * sheet.daysPast + 1)
}
