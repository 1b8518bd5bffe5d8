import { weekday } from '../../kernel/day.ts'
import type { Code } from '../../law/codes.ts'
import type { Quotas } from './quotas.ts'
import type { Random } from './random.ts'
import { drawIndex, isFree, put, putSpell, type Row, type Sheet } from './sheet.ts'
import type { DemoDetails, DemoStaff } from './types.ts'
import { lateDetails } from './wording.ts'

export interface ActivityDraw {
  readonly random: Random
  readonly sheet: Sheet
  readonly quotas: Quotas
  readonly staff: ReadonlyMap<string, DemoStaff>
}

const TRIPS = [
  'Pond dipping, Saltpan Nature Reserve',
  'Merrowshire Museum of Rural Life',
  'Tollerwick lighthouse and rocky shore',
  'Theatre matinee, Wharfside Playhouse',
  'Geography fieldwork, River Sallow',
  'Science fair, Marling Vale',
  'Orchestra workshop, Pexham Hall',
]
const FIXTURES = [
  'Football against Marling Vale',
  'Netball tournament',
  'Cross-country league',
  'Swimming gala',
  'Boccia festival',
]
const OFF_SITE = [
  'Motor vehicle course at Wharfside College, with transport',
  'Forest school at Sallow Wood, taught by Rootstock Outdoors',
  'Equine programme at Over Marling Stables',
  'Boxing and mentoring at Foundry Terrace gym, approved provider',
]

function groupsOf(sheet: Sheet): Row[][] {
  return [...Map.groupBy(sheet.rows, (row) => row.group.id).values()]
}

function tripDetails(draw: Omit<ActivityDraw, 'quotas'>, group: readonly Row[]): DemoDetails {
  const tutor = draw.staff.get(group[0]?.group.tutorId ?? '')
  return { trip: `${draw.random.pick(TRIPS)}; ${tutor?.title} ${tutor?.familyName}` }
}

/** A whole day out for a group: whoever is in school goes. */
function goOut(group: readonly Row[], on: number, trip: { days: number; details: DemoDetails }): number {
  let written = 0
  for (const row of group)
    for (let session = 2 * on; session < 2 * (on + trip.days); session++)
      if (put(row, session, { code: 'V', details: trip.details })) written++
  return written
}

/** Groups take turns until the year's visits are spent. Year 6 goes away for three days in June. */
function putTrips(draw: ActivityDraw): void {
  const { random, sheet, quotas } = draw
  const groups = random.shuffle(groupsOf(sheet))
  const out = (group: readonly Row[], on: number, days: number) =>
    quotas.take('V', goOut(group, on, { days, details: tripDetails(draw, group) }))
  if (sheet.phase === 'primary') {
    const june = sheet.calendar.schoolDays.findIndex((on) => on.slice(5, 7) === '06' && weekday(on) === 3)
    for (const group of groups.filter((rows) => rows[0]?.group.yearGroups.includes('6'))) out(group, june, 3)
  }
  for (let turn = 0; quotas.left('V') > 0 && turn < 6 * groups.length; turn++) {
    const group = groups[turn % groups.length] ?? []
    // A visit on the day of the demonstration is told as one of its cases.
    const on = 8 + random.int(180)
    if (sheet.isCurrent && on === sheet.daysPast) continue
    if (quotas.left('V') >= group.length) out(group, on, 1)
    else quotas.take('V', quotas.left('V'))
  }
}

/** A visit on one day of the year for one registration group. */
export function putTripOn(draw: Omit<ActivityDraw, 'quotas'>, on: number): void {
  const group = draw.random.pick(groupsOf(draw.sheet).filter((rows) => rows.length > 12))
  goOut(group, on, { days: 1, details: tripDetails(draw, group) })
}

/** Teams of a dozen or so, some afternoons. */
function putFixtures(draw: ActivityDraw): void {
  const { random, sheet, quotas } = draw
  const teams = [0, 1, 2].map(() => random.shuffle(sheet.rows).slice(0, sheet.phase === 'special' ? 6 : 14))
  for (let tries = 0; tries < 200 && quotas.left('P') > 0; tries++) {
    const session = 2 * random.int(190) + 1
    const details = { activity: random.pick(FIXTURES) }
    for (const row of random.pick(teams))
      if (quotas.left('P') > 0 && isFree(row, session - 1) && put(row, session, { code: 'P', details }))
        quotas.take('P', 1)
  }
}

/** The same day of the week, every week: alternative provision, college, forest school. */
function putWeekly(draw: ActivityDraw, code: Code, details: () => DemoDetails): void {
  const { random, sheet, quotas } = draw
  const candidates = random.shuffle(sheet.rows.filter((row) => !row.cast && row.to - row.from > 200))
  const likely = [...candidates].sort((one, other) => other.enrolment.child.lateness - one.enrolment.child.lateness)
  for (const row of likely) {
    if (quotas.left(code) <= 0) return
    const dayOfWeek = random.between(1, 5)
    const mark = { code, details: details() }
    for (const [index, on] of sheet.calendar.schoolDays.entries()) {
      if (weekday(on) !== dayOfWeek) continue
      for (const session of [2 * index, 2 * index + 1])
        if (quotas.left(code) > 0 && put(row, session, mark)) quotas.take(code, 1)
    }
  }
}

/** Years 10 and 11 go on a placement for a week. */
function putWorkExperience(draw: ActivityDraw): void {
  const { random, sheet, quotas } = draw
  for (const row of sheet.rows) {
    const old = row.group.yearGroups.some((year) => year === '10' || year === '11')
    if (!old || quotas.left('W') < 1) continue
    const start = 2 * (120 + random.int(50))
    const length = Math.min(10, quotas.left('W'))
    quotas.take('W', putSpell(row, { start, length }, { code: 'W', details: { placement: 'Hopfield Garden Centre' } }))
  }
}

/** Late before the register closed: mostly mornings, mostly the same few. */
function putLates(draw: ActivityDraw): void {
  const { random, sheet, quotas } = draw
  let sum = 0
  const running = Float64Array.from(sheet.rows, (row) => {
    sum += Math.exp(1.1 * row.enrolment.child.lateness) * (row.to - row.from)
    return sum
  })
  for (let tries = 0; tries < 60_000 && quotas.left('L') > 0; tries++) {
    const row = sheet.rows[drawIndex(random, running)]
    if (row === undefined || row.cast) continue
    const half = random.chance(0.12) ? 'PM' : 'AM'
    const session = 2 * random.int(190) + (half === 'PM' ? 1 : 0)
    if (isFree(row, session) && put(row, session, { code: 'L', details: lateDetails(random, { sheet, row, half }) }))
      quotas.take('L', 1)
  }
}

export function putActivities(draw: ActivityDraw): void {
  putTrips(draw)
  putFixtures(draw)
  putWeekly(draw, 'B', () => ({ nature: draw.random.pick(OFF_SITE) }))
  putWeekly(draw, 'K', () => ({ provider: 'Merrowshire Medical Tuition Service' }))
  putWorkExperience(draw)
  putLates(draw)
}
