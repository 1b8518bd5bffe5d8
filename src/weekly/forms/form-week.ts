import type { Day } from '../../kernel/day.ts'
import type { GroupId, PersonId, SchoolId } from '../../kernel/ids.ts'
import { fullName } from '../../kernel/names.ts'
import { notAllowed, type Result, refused, success } from '../../kernel/result.ts'
import { schoolTime } from '../../kernel/time-of-day.ts'
import type { Context, UseCase } from '../../platform/http/use-case.ts'
import { groupWeek } from '../../register/index.ts'
import { mondayOf } from '../../roll/contract.ts'
import { groupsOfPerson, groupsOn } from '../../roll/index.ts'
import type * as contract from '../contract.ts'
import { praiseStates } from '../praise/store.ts'
import { toSay } from '../rules/say.ts'
import { latestWeek, readWeek, sessionOf } from './read-week.ts'
import { givenWeeks, keepGiven } from './store.ts'

/** The forms whose week the caller may give, their own first. */
export const myForms: UseCase<typeof contract.myForms> = async (context, { params }) => {
  const { schoolId } = params
  const { tx, now } = context
  const today = schoolTime(now).day
  const own = await groupsOfPerson(tx, { schoolId, personId: context.caller.id as PersonId, day: today })
  const groups = await groupsOn(tx, { schoolId, day: today })
  const monday = await latestWeek(tx, { schoolId, now, today })
  const given = monday === undefined ? [] : await givenWeeks(tx, { schoolId, from: monday })
  return success({
    today,
    monday: monday ?? null,
    mayReport: context.may('weekly.report') === 'all',
    forms: groups
      .map(({ id, name }) => ({
        groupId: id,
        name,
        mine: own.includes(id),
        given: given.some(({ groupId }) => groupId === id),
      }))
      .filter(({ mine }) => mine || context.reach === 'all')
      .toSorted((one, other) => Number(other.mine) - Number(one.mine)),
  })
}

type OfForm = { readonly schoolId: SchoolId; readonly groupId: GroupId; readonly day: Day }

/** A form's week as the caller may see it: marks as the register shows them, sums as the figures have them. */
export async function loadFormWeek(context: Context, { schoolId, groupId, day }: OfForm) {
  const { tx, now } = context
  // The register's own answer: it knows whose group this is, and which codes the caller is shown.
  const marks = await groupWeek(context, { params: { schoolId, groupId, day }, query: undefined, body: undefined })
  if (!marks.ok) return marks
  const today = schoolTime(now).day
  const pupilIds = marks.value.lines.map(({ pupilId }) => pupilId)
  const read = await readWeek(tx, { schoolId, now, day, today, pupilIds })
  const praise = await praiseStates(tx, { schoolId, today, pupilIds })
  const monday = mondayOf(day)
  const lines = marks.value.lines.flatMap(({ pupilId, preferredName, familyName, codes }) => {
    const enrolled = read?.enrolled.find((one) => one.pupilId === pupilId)
    if (read === undefined || enrolled === undefined) return []
    const { week, away, halfTerm, minutesLate, change, missedLately, isBack } = read.pupilWeek(enrolled)
    const state = praise(pupilId)
    const say = toSay({
      change,
      missedLately,
      missedThisWeek: away,
      isBack,
      thisWeek: week.possible === 0 ? 'nothing' : read.isWhole ? 'whole' : 'part',
      noPraise: state.unwantedBy.length > 0,
    })
    const counted = ({ possible, attended, late }: typeof week) => ({ possible, attended, late })
    return [
      {
        pupilId,
        name: fullName(preferredName, familyName),
        codes: [...codes],
        week: counted(week),
        minutesLate,
        halfTerm: counted(halfTerm),
        change,
        say,
        praise: state,
      },
    ]
  })
  return success({
    group: marks.value.group,
    monday,
    until: read?.until === undefined ? null : sessionOf(monday, read.until),
    halfTermName: read?.halfTermName ?? null,
    sessions: marks.value.sessions,
    lines,
  })
}

export const formWeek: UseCase<typeof contract.formWeek> = async (context, { params }) => {
  const loaded = await loadFormWeek(context, params)
  if (!loaded.ok) return loaded
  const { monday, until } = loaded.value
  const given = await givenOf(context, { ...params, monday })
  return success({
    asOf: context.now,
    ...loaded.value,
    sessions: [...loaded.value.sessions],
    lines: [...loaded.value.lines],
    given: given ?? null,
    whyNot: until === null ? NOT_COUNTED : '',
  })
}

const NOT_COUNTED =
  'No register of this week has closed yet, so there is nothing to give the form. Choose an earlier week.'

/** Refuses a week of which nothing has been counted. */
export function notCounted(): Result<never> {
  return refused('weekly.not-counted', NOT_COUNTED)
}

async function givenOf(context: Context, of: { schoolId: SchoolId; groupId: GroupId; monday: Day }) {
  const weeks = await givenWeeks(context.tx, { schoolId: of.schoolId, from: of.monday })
  const found = weeks.find(({ groupId, monday }) => groupId === of.groupId && monday === of.monday)
  return found && { at: found.at, by: { name: found.name, position: found.position } }
}

/** Writes down that the form was given its week. The first who says so stands, and whoever comes after is told who it was. */
export const giveWeek: UseCase<typeof contract.giveWeek> = async (context, { params }) => {
  const loaded = await loadFormWeek(context, params)
  if (!loaded.ok) return loaded
  const { until, monday } = loaded.value
  if (until === null) return notCounted()
  const { schoolId, groupId } = params
  context.audit({ subject: groupId, facts: { monday } })
  await keepGiven(context.tx, { schoolId, groupId, monday, at: context.now, by: context.caller })
  const given = await givenOf(context, { schoolId, groupId, monday })
  return given === undefined ? notAllowed() : success(given)
}
