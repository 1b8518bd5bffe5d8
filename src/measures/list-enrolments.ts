import type { PupilId, SchoolId } from '../kernel/ids.ts'
import { fullName } from '../kernel/names.ts'
import { notAllowed, success } from '../kernel/result.ts'
import { lastDayOf } from '../kernel/school-year.ts'
import { type SessionIndex, sessionAt } from '../kernel/session.ts'
import { categoryOfRestricted, REASON_CATEGORY_NAMES } from '../law/reason-category.ts'
import type { Context, UseCase } from '../platform/http/use-case.ts'
import { groupsOn, pupilsDuring } from '../roll/index.ts'
import type * as contract from './contract.ts'
import { ENROLMENTS_ON_PAGE } from './contract.ts'
import { untilOfPupil } from './pupil-figures.ts'
import { type AskedFigure, definitionAsked, readFigure } from './read-figure.ts'
import {
  behindOf,
  enrolmentsBehind,
  type SessionBehind,
  sessionsBehind,
  spansAsked,
} from './rules/shown/behind-figure.ts'
import { placeOfEnd } from './rules/shown/counted-until.ts'

/** The pupils whom a figure is made of, by name, worst first. Only for those who may see every pupil of the school. */
export const listEnrolments: UseCase<typeof contract.listEnrolments> = async (context, { params, query }) => {
  if (!seesEveryPupil(context)) return notAllowed()
  const asked = await readFigure(context, params.schoolId, query)
  if (!asked.ok) return asked
  const behind = enrolmentsBehind(asked.value.facts, asked.value.behind)
  const skip = query.skip ?? 0
  const page = behind.slice(skip, skip + ENROLMENTS_ON_PAGE)
  const { pupils, groups } = await namesOf(context, params.schoolId, {
    asked: asked.value,
    pupilIds: page.map(({ enrolled }) => enrolled.pupilId),
  })
  // Not which code: beside the pupil whom the next row of the trail names, it would tell a restricted one.
  context.audit({ facts: { figure: query.figure, pupils: page.length } })
  return success({
    total: behind.length,
    lines: page.map(({ enrolled, own, sessions, isCounted }) => ({
      pupilId: enrolled.pupilId,
      preferredName: pupils.get(enrolled.pupilId)?.preferredName ?? '',
      familyName: pupils.get(enrolled.pupilId)?.familyName ?? '',
      groupName: enrolled.groupId === null ? null : (groups.get(enrolled.groupId) ?? null),
      sessions: own,
      possible: sessions.possible,
      isCounted,
    })),
    next: skip + ENROLMENTS_ON_PAGE < behind.length ? skip + ENROLMENTS_ON_PAGE : null,
  })
}

/** One pupil's sessions behind a figure. */
export const whyEnrolment: UseCase<typeof contract.whyEnrolment> = async (context, { params, query }) => {
  if (!seesEveryPupil(context)) return notAllowed()
  const asked = await readFigure(context, params.schoolId, query)
  if (!asked.ok) return asked
  const { facts, year, behind: about } = asked.value
  const enrolled = facts.enrolled.find(({ pupilId }) => pupilId === params.pupilId)
  if (enrolled === undefined) return notAllowed()
  const until = query.until === 'own' ? await untilOfPupil(context, params.schoolId, { enrolled, year }) : -1
  const asOwn = Math.min(until, placeOfEnd(year, query.to ?? lastDayOf(year)))
  const spans = spansAsked(enrolled, year, asOwn > about.span.to ? toPlace(about, asOwn) : about)
  const { own, sessions } = behindOf(enrolled, spans, { facts, asked: about })
  const { pupils } = await namesOf(context, params.schoolId, { asked: asked.value, pupilIds: [params.pupilId] })
  const pupil = pupils.get(params.pupilId)
  // Weekends and holidays at the ends are no sessions.
  const met = spans.flatMap(({ from, to }) => {
    const first = facts.meets.indexOf(1, from)
    return first < 0 || first > to
      ? []
      : [{ from: first as SessionIndex, to: facts.meets.lastIndexOf(1, to) as SessionIndex }]
  })
  const first = met[0] ?? spans[0]
  const last = met.at(-1) ?? spans.at(-1)
  context.audit({ subject: params.pupilId, facts: { figure: query.figure } })
  return success({
    pupilId: params.pupilId,
    name: fullName(pupil?.preferredName ?? '', pupil?.familyName ?? ''),
    sessions: own,
    possible: sessions.possible,
    definition: definitionAsked(asked.value, query),
    onRoll: first && last ? { from: sessionAt(year, first.from), until: sessionAt(year, last.to) } : null,
    marks: sessionsBehind(enrolled, spans, { facts, asked: about }).map((one) => shownMark(context, year, one)),
  })
}

function toPlace(about: AskedFigure['behind'], place: number): AskedFigure['behind'] {
  return { ...about, span: { ...about.span, to: place as SessionIndex } }
}

function seesEveryPupil(context: Context): boolean {
  return context.may('pupil.view') === 'all' && context.may('register.view') === 'all'
}

/** A restricted code is shown as its category to those who may not see the details of marks. */
function shownMark(context: Context, year: AskedFigure['year'], one: SessionBehind) {
  const { place, code, name, statistical, isCounted, isPossible } = one
  const hidden =
    code === null || context.may('register.view-details') === 'all' ? undefined : categoryOfRestricted(code)
  return {
    ...sessionAt(year, place as SessionIndex),
    code: hidden ?? code,
    name: hidden === undefined ? name : REASON_CATEGORY_NAMES[hidden],
    statistical,
    isCounted,
    isPossible,
  }
}

async function namesOf(context: Context, schoolId: SchoolId, of: { asked: AskedFigure; pupilIds: readonly PupilId[] }) {
  const { year, span, on } = of.asked
  const from = sessionAt(year, span.from).day
  const to = sessionAt(year, span.to).day
  const found = await pupilsDuring(context.tx, { schoolId, from, to, pupilIds: of.pupilIds })
  const groups = await groupsOn(context.tx, { schoolId, day: on })
  return {
    pupils: new Map(found.map((pupil) => [pupil.id, pupil])),
    groups: new Map(groups.map(({ id, name }) => [id, name])),
  }
}
