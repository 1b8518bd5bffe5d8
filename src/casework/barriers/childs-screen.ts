import { sql } from 'kysely'
import {
  handScreen,
  namesOf,
  rolesAtPlace,
  type SignInSettings,
  type TriedCode,
  takeScreenBack,
  tryScreenCode,
} from '../../identity/index.ts'
import type { Day } from '../../kernel/day.ts'
import type { PersonId, SchoolId } from '../../kernel/ids.ts'
import { conflict, notAllowed, refused, success } from '../../kernel/result.ts'
import { schoolTime } from '../../kernel/time-of-day.ts'
import { kept, maybeOne, type Tx } from '../../platform/database/database.ts'
import type { Before, UseCase, UseCaseAfter } from '../../platform/http/use-case.ts'
import { namesOnRoll } from '../../roll/index.ts'
import { readCase } from '../cases/store.ts'
import type { BodyOf } from '../contract/entry.ts'
import * as contract from '../contract.ts'
import { assessmentsOf } from '../rules/barriers/assessments-of.ts'
import { answersFault, questionSet } from '../rules/barriers/questions.ts'
import { caseState } from '../rules/cases/case-state.ts'
import { unanswered } from '../rules/cases/disclosures.ts'
import { writeInCase } from './write-in-case.ts'

/** Gives the screen to the child whom a case is about, and narrows the sign-in behind it on the server. */
export function giveScreen(settings: SignInSettings): UseCase<typeof contract.giveScreen> {
  return async (context, { params, body }) => {
    const { schoolId, caseId } = params
    const { assessmentId, code } = body
    const file = await readCase(context.tx, { schoolId, caseId, restricted: false })
    if (file === undefined) return notAllowed()
    if (caseState(file.entries)?.status !== 'open')
      return refused('casework.closed', 'This case is closed. Open it again before you ask the child.')
    context.audit({ subject: file.pupilId })
    const to = {
      params: { schoolId, caseId, assessmentId },
      right: contract.giveScreen.config.may,
      subject: file.pupilId,
      path: `/schools/${schoolId}/cases/${caseId}/ask/pupil`,
    }
    const given = await handScreen(context, settings, { code, to })
    return given.ok ? success({}) : given
  }
}

/** The child's own name, which is all that their page needs to know of the case, and to whom at school they can go. */
export const childsScreen: UseCase<typeof contract.childsScreen> = async ({ tx }, { params }) => {
  const { schoolId, caseId } = params
  const file = await readCase(tx, { schoolId, caseId, restricted: false })
  if (file === undefined) return notAllowed()
  const names = await namesOnRoll(tx, { schoolId, ids: [file.pupilId] })
  const lead = (await rolesAtPlace(tx, schoolId)).find(({ role }) => role === 'dsl')
  const people = await namesOf(tx, lead === undefined ? [] : [lead.personId as PersonId])
  return success({
    child: names.get(file.pupilId) ?? '',
    lead: lead === undefined ? null : (people.get(lead.personId as PersonId) ?? null),
  })
}

/** Keeps what the child answered where nobody has the code: unread, so for those alone who look after safety. */
export const keepChildsAnswers: UseCase<typeof contract.keepChildsAnswers> = async (context, { params, body }) => {
  const { schoolId, caseId, assessmentId } = params
  const set = questionSet(body.version, 'pupil')
  const fault = set === undefined ? 'There are no such questions. Open them again.' : answersFault(set, body)
  if (fault !== undefined) return refused('casework.answers', fault)
  const file = await readCase(context.tx, { schoolId, caseId, restricted: false })
  if (file === undefined) return notAllowed()
  const names = await namesOnRoll(context.tx, { schoolId, ids: [file.pupilId] })
  // The id of the answers is the key of the act too: they are kept once, however often they are sent.
  return writeInCase(context, { schoolId, caseId, key: assessmentId, restricted: true }, ({ entries }) => {
    if (assessmentsOf(entries).some((one) => one.assessmentId === assessmentId))
      return conflict('casework.assessment-known', 'These answers are kept already.')
    const answered = {
      ...body,
      assessmentId,
      who: 'pupil',
      way: 'screen',
      name: names.get(file.pupilId) ?? '',
    } as const
    return { kind: 'assessed', day: schoolTime(context.now).day, key: assessmentId, body: answered }
  })
}

/** Counts the try before anything else: a wrong code is refused, and that must not undo the count. */
export function tryCode(settings: SignInSettings): Before<typeof contract.takeScreenBack, TriedCode> {
  return (context, { body }) => tryScreenCode(context, settings, body.code)
}

export function takeBack(settings: SignInSettings): UseCaseAfter<typeof contract.takeScreenBack, TriedCode> {
  return async (context, { params }, tried) => {
    context.audit(context.handed === undefined ? {} : { subject: context.handed.subject })
    const back = await takeScreenBack(context, settings, tried)
    if (!back.ok) return back
    const told = await keptOnScreen(context.tx, params)
    return success({ answered: told === undefined ? null : answersOf(told.body) })
  }
}

/** What a child answered on screen is kept in the case too, as it was answered: whoever read it says that it is not about safety. */
export const openChildsAnswers: UseCase<typeof contract.openChildsAnswers> = async (context, { params, body }) => {
  const { schoolId, caseId, assessmentId } = params
  const [file, told] = [
    await readCase(context.tx, { schoolId, caseId, restricted: true }),
    await keptOnScreen(context.tx, params),
  ]
  if (file === undefined || told === undefined) return notAllowed()
  const isOpen = assessmentsOf(file.entries).some((one) => one.assessmentId === assessmentId && !one.restricted)
  if (isOpen) return success({})
  const isReader = context.may('casework.restricted') !== undefined
  const isUnread = unanswered(file.entries).some(({ number }) => number === told.number)
  if (!isReader && !(isUnread && told.by === context.caller.id)) return notAllowed()
  return writeInCase(context, { schoolId, caseId, key: body.key, restricted: false }, () => ({
    kind: 'assessed',
    day: told.day,
    key: body.key,
    body: told.body,
  }))
}

interface KeptOnScreen {
  readonly number: number
  readonly by: string
  readonly day: Day
  readonly body: BodyOf<'assessed'>
}

/** What was kept of one time that the screen was given away, which is for those alone who look after safety and for whoever has the code. */
async function keptOnScreen(
  tx: Tx,
  { schoolId, caseId, assessmentId }: { schoolId: SchoolId; caseId: string; assessmentId: string },
): Promise<KeptOnScreen | undefined> {
  return await maybeOne(
    tx,
    sql<KeptOnScreen>`${kept} select number, by, day::text as day, body from casework.restricted_entry
      where school_id = ${schoolId} and case_id = ${caseId} and key = ${assessmentId} and kind = 'assessed'`,
  )
}

function answersOf({ version, answers, words, declined }: BodyOf<'assessed'>) {
  return { version, answers, words, ...(declined === undefined ? {} : { declined }) }
}
