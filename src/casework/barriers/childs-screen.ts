import { handScreen, type SignInSettings, type TriedCode, takeScreenBack, tryScreenCode } from '../../identity/index.ts'
import { conflict, notAllowed, refused, success } from '../../kernel/result.ts'
import { schoolTime } from '../../kernel/time-of-day.ts'
import type { Before, UseCase, UseCaseAfter } from '../../platform/http/use-case.ts'
import { namesOnRoll } from '../../roll/index.ts'
import { readCase } from '../cases/store.ts'
import * as contract from '../contract.ts'
import { assessmentsOf } from '../rules/barriers/assessments-of.ts'
import { answersFault, questionSet } from '../rules/barriers/questions.ts'
import { caseState } from '../rules/cases/case-state.ts'
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

/** The child's own name, which is all that their page needs to know of the case. */
export const childsScreen: UseCase<typeof contract.childsScreen> = async ({ tx }, { params }) => {
  const { schoolId, caseId } = params
  const file = await readCase(tx, { schoolId, caseId, restricted: false })
  if (file === undefined) return notAllowed()
  const names = await namesOnRoll(tx, { schoolId, ids: [file.pupilId] })
  return success({ child: names.get(file.pupilId) ?? '' })
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
  return async (context, _input, tried) => {
    context.audit(context.handed === undefined ? {} : { subject: context.handed.subject })
    const back = await takeScreenBack(context, settings, tried)
    return back.ok ? success({}) : back
  }
}
