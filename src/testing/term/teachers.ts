import type { Half } from '../../kernel/session.ts'
import { minutesOf, schoolTime } from '../../kernel/time-of-day.ts'
import type { Code } from '../../law/codes.ts'
import { sessionTimes } from '../../law/day-clock.ts'
import {
  handOverRegister,
  openRegister,
  readHanded,
  signInLate,
  takeOverHanded,
  takeRegister,
} from '../../register/contract.ts'
import type { Child, Form } from './draw-school.ts'
import { clockOf } from './plant-school.ts'
import { clockTime, count, isReallyAway, type World } from './world.ts'

/** Every form's two registers of today: most in time, some after the close, a few by nobody. */
export function planRegisters(world: World): void {
  for (const form of world.school.forms)
    for (const half of ['AM', 'PM'] as const) {
      const random = world.random.fork(`register ${form.name} ${world.today} ${half}`)
      const { open, close } = sessionTimes(clockOf(form), half)
      const how = random.weighted([
        ['in time', 94],
        ['late', 5],
        ['never', 1],
      ])
      if (how === 'never') count(world, 'registers never taken')
      else if (how === 'late') world.at(clockTime(minutesOf(close) + 40), () => take(world, { form, half, late: true }))
      else world.at(clockTime(minutesOf(open) + random.between(2, 9)), () => take(world, { form, half, late: false }))
    }
}

interface ToTake {
  readonly form: Form
  readonly half: Half
  readonly late: boolean
}

async function take(world: World, { form, half, late }: ToTake): Promise<void> {
  const { product, school, random, today } = world
  const tutor = school.tutorOf(form)
  const params = { schoolId: school.id, groupId: form.id, day: today, half }
  const register = await product.ask(tutor, openRegister, { params })
  const blank = register.lines.filter(({ mark }) => mark === null)
  const marks = blank.map(({ pupilId }) => ({ pupilId, code: codeOf(world, { form, half, pupilId }), seen: null }))
  const key = random.uuid()
  const body = { key, version: register.version, complete: true, marks }
  count(world, late ? 'registers late' : 'registers')
  const saved = await product.tryTo(tutor, takeRegister, { params, body, allow: late ? LATE : [] })
  if (saved.done !== undefined || marks.length === 0) return
  // Too late for the tutor to save: the office takes it over as it was taken.
  const takenAt = product.clock.now()
  const handed = await product.ask(tutor, handOverRegister, { params, body: { key, takenAt, complete: true, marks } })
  const at = { schoolId: school.id, handedId: handed.id }
  const seen = await product.ask(school.officers[0], readHanded, { params: at })
  const pupilIds = marks.map(({ pupilId }) => pupilId)
  const over = { key: random.uuid(), version: seen.version, pupilIds }
  await product.ask(school.officers[0], takeOverHanded, { params: at, body: over })
}

const LATE = [
  'register.closed',
  'register.not-yours-any-more',
  'access.not-allowed',
  'register.too-late',
  'register.marks-refused',
]

function codeOf(world: World, of: { form: Form; half: Half; pupilId: string }): Code {
  const { form, half, pupilId } = of
  const child = form.children.find(({ id }) => id === pupilId)
  if (child === undefined) throw new RangeError(`nobody of ${form.name}: ${pupilId}`)
  if (isReallyAway(world, child, { day: world.today, half }) || isStillComing(world, child)) return 'N'
  return half === 'AM' ? '/' : '\\'
}

const COMING = new WeakMap<World, Map<Child, string>>()

/** Late this morning, and not there yet. */
function isStillComing(world: World, child: Child): boolean {
  const arrives = COMING.get(world)?.get(child)
  return arrives !== undefined && arrives > schoolTime(world.product.clock.now()).time
}

/** Children who come late, or back from an appointment, are signed in at the desk when they come. */
export function planArrivals(world: World): void {
  const random = world.random.fork(`arrivals ${world.today}`)
  const coming = new Map<Child, string>()
  COMING.set(world, coming)
  for (const child of world.school.children) {
    const spell = world.spells.find((one) => one.days.includes(world.today) && one.children.includes(child))
    const isLate = spell === undefined && random.chance(0.025)
    if (!isLate && spell?.morningOnly !== true) continue
    const opens = minutesOf(clockOf(child.form).amOpen)
    const arrives = clockTime(isLate ? opens + random.between(10, 75) : 60 * 11 + random.int(50))
    coming.set(child, arrives)
    world.at(arrives, () => signIn(world, child))
  }
}

async function signIn(world: World, child: Child): Promise<void> {
  const { product, school, random } = world
  const body = { key: random.uuid(), pupilId: child.id, reason: 'Overslept' }
  const params = { schoolId: school.id }
  // Not late: the tutor had not called the name yet.
  const allow = ['register.not-late', 'register.already-present']
  const { done } = await product.tryTo(school.reception, signInLate, { params, body, allow })
  if (done !== undefined) count(world, 'signed in late')
}
