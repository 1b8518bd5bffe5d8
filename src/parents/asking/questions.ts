import { sql } from 'kysely'
import { addDays, type Day } from '../../kernel/day.ts'
import type { PupilId, SchoolId } from '../../kernel/ids.ts'
import { conflict, refused, success } from '../../kernel/result.ts'
import { schoolYearOf } from '../../kernel/school-year.ts'
import { type Half, type Session, sessionIndex } from '../../kernel/session.ts'
import { type Moment, momentFromMilliseconds, schoolTime } from '../../kernel/time-of-day.ts'
import { codeOfByte } from '../../law/codes.ts'
import { many, maybeOne, one, run, type Tx } from '../../platform/database/database.ts'
import type { Context, UseCase } from '../../platform/http/use-case.ts'
import { readStrips } from '../../register/index.ts'
import { hasSession } from '../../roll/contract.ts'
import { calendarOf, namesOnRoll } from '../../roll/index.ts'
import { loadFamily, type SeenChild, seenChild } from '../children/load-family.ts'
import type * as contract from '../contract.ts'

/** Questions that one family can ask about a child within a day: more is a conversation, which is for the telephone. */
const MOST_A_DAY = 10
/** Days for which an answered question stays on the office's list. */
const KEPT_IN_VIEW = 28

export const askSchool: UseCase<typeof contract.askSchool> = async (context, { params, body }) => {
  const { tx, now, caller } = context
  const { schoolId, pupilId } = params
  const seen = await seenChild(context, params)
  if (!seen.ok) return seen
  context.audit({ subject: pupilId })
  if (body.about !== null && !(await hadRegister(context, { child: seen.value, about: body.about })))
    return refused(
      'family.no-register',
      'There is no register of your child for this half day, or it is still to come. Ask without naming a day.',
    )
  const since = momentFromMilliseconds(Date.parse(now) - 86_400_000)
  const { asked } = await one(
    tx,
    sql<{ asked: number }>`select count(*)::int as asked from parents.question
      where school_id = ${schoolId} and contact_id = ${seen.value.contactId} and asked_at > ${since}`,
  )
  if (asked >= MOST_A_DAY)
    return refused('family.too-many-questions', 'You asked a lot today. Please ring the school, which is quicker.')
  await run(
    tx,
    sql`insert into parents.question (school_id, question_id, pupil_id, contact_id, day, half, text, asked_at, asked_by, asked_by_name)
      values (${schoolId}, ${body.questionId}, ${pupilId}, ${seen.value.contactId}, ${body.about?.day ?? null},
        ${body.about?.half ?? null}, ${body.text}, ${now}, ${caller.id}, ${caller.name})
      on conflict do nothing`,
  )
  return success({})
}

/** Whether the school met in this half day, up to today, and the child was on its roll. */
async function hadRegister(
  { tx, now }: Context,
  { child, about }: { readonly child: SeenChild; readonly about: Session },
): Promise<boolean> {
  const { schoolId, startingDay, leavingDay } = child
  const last = [schoolTime(now).day, ...(leavingDay === null ? [] : [leavingDay])].toSorted()[0] ?? about.day
  if (about.day < startingDay || about.day > last) return false
  const calendar = await calendarOf(tx, { schoolId, year: schoolYearOf(about.day) })
  return calendar !== undefined && hasSession(calendar, about)
}

interface QuestionRow {
  readonly id: string
  readonly pupilId: PupilId
  readonly contactId: string
  readonly day: Day | null
  readonly half: Half | null
  readonly text: string
  readonly askedAt: Moment
  readonly askedBy: string
  readonly answers: readonly { text: string; at: Moment; by: string }[]
}

function questionsOf(tx: Tx, of: { schoolId: SchoolId; pupilIds?: readonly PupilId[]; since?: Moment }) {
  const { schoolId, pupilIds = null, since = null } = of
  return many(
    tx,
    sql<QuestionRow>`
      select question.question_id as id, pupil_id as "pupilId", contact_id as "contactId", day, half, question.text,
        asked_at as "askedAt", asked_by_name as "askedBy",
        coalesce(jsonb_agg(jsonb_build_object('text', answer.text, 'at', to_char(answer.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
          'by', answer.by_name || ', ' || answer.by_position) order by answer.number) filter (where answer.number is not null), '[]') as answers
      from parents.question
      left join parents.answer on answer.school_id = question.school_id and answer.question_id = question.question_id
      where question.school_id = ${schoolId} and (${pupilIds}::uuid[] is null or pupil_id = any (${pupilIds}::uuid[]))
      group by question.school_id, question.question_id
      having ${since}::timestamptz is null or asked_at >= ${since} or count(answer.number) = 0
      order by asked_at desc, id`,
  )
}

function shown({ day, half, contactId: _, answers, ...row }: QuestionRow) {
  return { ...row, about: day === null || half === null ? null : { day, half }, answers: [...answers] }
}

export const myQuestions: UseCase<typeof contract.myQuestions> = async (context) => {
  const { children, contacts } = await loadFamily(context)
  const mine = new Set(contacts.map(({ schoolId, contactId }) => `${schoolId} ${contactId}`))
  const questions = []
  for (const [schoolId, own] of Map.groupBy(children, (child) => child.schoolId)) {
    const rows = await questionsOf(context.tx, { schoolId, pupilIds: own.map(({ pupilId }) => pupilId) })
    for (const row of rows) {
      const child = own.find(({ pupilId }) => pupilId === row.pupilId)
      if (child !== undefined && mine.has(`${schoolId} ${row.contactId}`))
        questions.push({ ...shown(row), schoolId, child: child.name })
    }
  }
  return success({ questions: questions.toSorted((a, b) => (a.askedAt < b.askedAt ? 1 : -1)) })
}

/** What families asked, those without an answer first; with the mark that stands where one was asked about. */
export const familyQuestions: UseCase<typeof contract.familyQuestions> = async ({ tx, now, audit }, { params }) => {
  const { schoolId } = params
  const since = `${addDays(schoolTime(now).day, -KEPT_IN_VIEW)}T00:00:00.000Z` as Moment
  const rows = await questionsOf(tx, { schoolId, since })
  const names = await namesOnRoll(tx, { schoolId, ids: rows.map(({ pupilId }) => pupilId) })
  const codes = new Map<string, string>()
  for (const [year, asked] of Map.groupBy(
    rows.filter((row) => row.day !== null),
    (row) => schoolYearOf(row.day ?? schoolTime(now).day),
  )) {
    const strips = await readStrips(tx, { schoolId, year, pupilIds: asked.map(({ pupilId }) => pupilId) })
    for (const { id, pupilId, day, half } of asked) {
      const code = day && half ? codeOfByte(strips.get(pupilId)?.[sessionIndex({ day, half })] ?? 0) : undefined
      if (code !== undefined) codes.set(id, code)
    }
  }
  audit({ facts: { questions: rows.length } })
  const questions = rows.map((row) => {
    const fullName = names.get(row.pupilId) ?? 'A pupil who is not here'
    return { ...shown(row), schoolId, child: fullName, fullName, code: codes.get(row.id) ?? null }
  })
  return success({ questions: questions.toSorted((a, b) => Math.sign(a.answers.length) - Math.sign(b.answers.length)) })
}

export const answerFamily: UseCase<typeof contract.answerFamily> = async (
  { tx, now, caller, audit },
  { params, body },
) => {
  const { schoolId, questionId } = params
  const question = await maybeOne(
    tx,
    sql<{ pupilId: PupilId; answers: number }>`
      select pupil_id as "pupilId", (select count(*)::int from parents.answer
        where answer.school_id = question.school_id and answer.question_id = question.question_id) as answers
      from parents.question where school_id = ${schoolId} and question_id = ${questionId}`,
  )
  if (question === undefined) return refused('family.no-question', 'There is no such question.')
  audit({ subject: question.pupilId })
  const kept =
    question.answers + 1 === body.number &&
    (await run(
      tx,
      sql`insert into parents.answer (school_id, question_id, number, text, at, by, by_name, by_position)
        values (${schoolId}, ${questionId}, ${body.number}, ${body.text}, ${now}, ${caller.id}, ${caller.name}, ${caller.position})
        on conflict do nothing`,
    )) === 1
  return kept
    ? success({})
    : conflict('family.answered', 'Somebody else answered this just now. Read their answer before you send yours.')
}
