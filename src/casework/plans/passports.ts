import { addDays, type Day, longDay } from '../../kernel/day.ts'
import type { GroupId, PersonId, PupilId, SchoolId } from '../../kernel/ids.ts'
import { fullName } from '../../kernel/names.ts'
import { notAllowed, type Result, refused, success } from '../../kernel/result.ts'
import { schoolTime } from '../../kernel/time-of-day.ts'
import type { Context, UseCase } from '../../platform/http/use-case.ts'
import type { RollPupil } from '../../roll/contract.ts'
import { groupsOfPerson, pupilsOnRoll, schoolOf } from '../../roll/index.ts'
import { readCases } from '../cases/store.ts'
import type * as contract from '../contract.ts'
import { comesWords, passportOf } from '../rules/plans/plan-words.ts'
import { holdsOn, type Plan, plansOf } from '../rules/plans/plans-of.ts'
import { typeset } from './papers/typeset.ts'

/** The passport of each of these pupils that holds on a day. */
export async function passportsOf(
  { tx }: Pick<Context, 'tx'>,
  of: { readonly schoolId: SchoolId; readonly pupilIds: readonly PupilId[]; readonly today: Day },
): Promise<ReadonlyMap<PupilId, Plan>> {
  const { schoolId, pupilIds, today } = of
  const files = await readCases(tx, { schoolId, pupilIds, restricted: false })
  return new Map(
    files.flatMap(({ pupilId, entries }) => {
      const plan = plansOf(entries, today).find((one) => one.form === 'attendance passport' && holdsOn(one, today))
      return plan === undefined ? [] : [[pupilId, plan] as const]
    }),
  )
}

/** Groups that the caller's right reaches: undefined for all of the school. A caller is a person wherever a right of reach `own` lets them in. */
export async function reachedGroups(
  context: Context,
  schoolId: SchoolId,
  day: Day,
): Promise<readonly GroupId[] | undefined> {
  if (context.reach === 'all') return undefined
  return groupsOfPerson(context.tx, { schoolId, personId: context.caller.id as PersonId, day })
}

/** A pupil on roll today whom the caller's right reaches. "Not yours" and "not there" are one answer. */
export async function reachedPupil(
  context: Context,
  { schoolId, pupilId }: { readonly schoolId: SchoolId; readonly pupilId: PupilId },
): Promise<Result<RollPupil>> {
  const { day } = schoolTime(context.now)
  const [pupil] = await pupilsOnRoll(context.tx, { schoolId, day, pupilIds: [pupilId] })
  const groups = await reachedGroups(context, schoolId, day)
  const reached = groups === undefined || (pupil?.groupId != null && groups.includes(pupil.groupId))
  return pupil === undefined || !reached ? notAllowed() : success(pupil)
}

export const readPassport: UseCase<typeof contract.readPassport> = async (context, { params }) => {
  const found = await reachedPupil(context, params)
  if (!found.ok) return found
  context.audit({ subject: params.pupilId })
  const passport = await passportToday(context, params)
  const { preferredName, familyName } = found.value
  return success({
    name: fullName(preferredName, familyName),
    passport: passport === undefined ? null : shown(passport),
  })
}

async function passportToday(
  context: Context,
  { schoolId, pupilId }: { readonly schoolId: SchoolId; readonly pupilId: PupilId },
) {
  const today = schoolTime(context.now).day
  const plan = (await passportsOf(context, { schoolId, pupilIds: [pupilId], today })).get(pupilId)
  return plan?.standing == null ? undefined : passportOf(plan.standing)
}

function shown(passport: ReturnType<typeof passportOf>) {
  return { ...passport, adjustments: [...passport.adjustments], steps: [...passport.steps] }
}

/** One page: what a teacher needs to know, and when it stops being so. */
export const printPassport: UseCase<typeof contract.printPassport> = async (context, { params }) => {
  const found = await reachedPupil(context, params)
  if (!found.ok) return found
  context.audit({ subject: params.pupilId })
  const school = await schoolOf(context.tx, params.schoolId)
  const passport = await passportToday(context, params)
  if (passport === undefined || school === undefined)
    return refused(
      'plans.no-passport',
      'No attendance passport of this pupil holds today, so there is nothing to print.',
    )
  const { preferredName, familyName } = found.value
  const today = schoolTime(context.now).day
  const data = {
    title: `Attendance passport of ${fullName(preferredName, familyName)}`,
    name: preferredName,
    school: school.name,
    days: `From ${longDay(passport.first)} to ${longDay(passport.last)}`,
    ...shown(passport),
    steps: passport.steps.map((step) => ({
      days: `${longDay(step.first)} to ${longDay(step.last)}`,
      words: step.words,
      comes: comesWords(step),
      now: step.first <= today && today < addDays(step.last, 1),
    })),
    footer: `${school.name}. For members of staff who teach ${preferredName}. Printed by ${context.caller.name} on ${longDay(today)}. Shred it after ${longDay(passport.last)}.`,
  }
  return success({
    type: 'application/pdf',
    fileName: 'attendance-passport.pdf',
    content: () => typeset('passport', data),
  })
}
