import type { PupilId, SchoolId } from '../../kernel/ids.ts'
import { conflict, notAllowed, type Result, success } from '../../kernel/result.ts'
import { schoolTime } from '../../kernel/time-of-day.ts'
import type { Context, UseCase } from '../../platform/http/use-case.ts'
import { signOut } from '../../register/index.ts'
import type * as contract from '../contract.ts'
import { decideStep, type SearchStepKind } from '../rules/search.ts'
import { type KeptSearch, keepStep, searchWith } from './store.ts'

/** What a step is about, and how far whoever writes it had read. */
export interface StepAsked {
  readonly schoolId: SchoolId
  readonly checkId: string
  readonly pupilId: PupilId
  readonly seen: number
  readonly kind: SearchStepKind
}

/** Writes down what a search came to. Whoever left the site is signed out too; no mark changes. */
export const recordSearch: UseCase<typeof contract.recordSearch> = async (context, { params, body }) => {
  const { outcome: kind, seen, place, person, words, key } = body
  const search = await searchToChange(context, { ...params, seen, kind })
  if (!search.ok) return search
  const number = seen + 1
  if (
    !(await keepStep(context.tx, headOf(context, params), {
      pupilId: params.pupilId,
      number,
      kind,
      place,
      person,
      words,
    }))
  )
    return movedOn()
  const message = kind === 'left-site' ? await signOutToo(context, { ...params, key, place }) : MESSAGES[kind]
  return success({ number, message })
}

const MESSAGES = {
  found: 'Found. Now tell the family.',
  'not-found': 'Written down. The safeguarding lead has it on the work list; tell the family now.',
  mistake: 'Written down: nobody is missing, and no family is told.',
} as const

/**
 * Signs out a pupil who was found to have left, so that the list of who is on site is right. Where the register cannot have it (the
 * mark says that they are absent, or somebody signed them out), the search stands all the same and the answer says so.
 */
async function signOutToo(
  context: Context,
  of: { schoolId: SchoolId; pupilId: PupilId; key: string; place: string },
): Promise<string> {
  const signed = await signOut(context, {
    params: { schoolId: of.schoolId },
    query: undefined,
    body: { key: of.key, pupilId: of.pupilId, reason: `Found to have left the site at a spot check: ${of.place}` },
  })
  const next = 'Tell the family and decide who looks for them.'
  return signed.ok
    ? `Written down, and signed out: “who is on site” says so. ${next}`
    : `Written down. They were not signed out: ${signed.problem.message} ${next}`
}

/** Others look for the pupil from here on. */
export const handSearchOver: UseCase<typeof contract.handSearchOver> = async (context, { params, body }) => {
  const { seen, to, words } = body
  const search = await searchToChange(context, { ...params, seen, kind: 'handed-over' })
  if (!search.ok) return search
  const number = seen + 1
  const step = { pupilId: params.pupilId, number, kind: 'handed-over', place: to, person: '', words } as const
  return (await keepStep(context.tx, headOf(context, params), step)) ? success({ number }) : movedOn()
}

export function headOf({ now, caller }: Context, of: { schoolId: SchoolId; checkId: string }) {
  return { schoolId: of.schoolId, checkId: of.checkId, day: schoolTime(now).day, at: now, by: caller }
}

export function movedOn() {
  return conflict('site.search-moved-on', 'Somebody has written down more about this search. Look at it again.')
}

/** The search as the caller saw it, where this step makes sense. */
export async function searchToChange(context: Context, asked: StepAsked): Promise<Result<KeptSearch>> {
  const search = await searchWith(context.tx, asked)
  if (search === undefined) return notAllowed()
  context.audit({ subject: asked.pupilId, facts: { check: asked.checkId, step: asked.kind } })
  if ((search.steps.at(-1)?.number ?? 0) !== asked.seen) return movedOn()
  const decided = decideStep(search.steps, asked.kind)
  return decided.ok ? success(search) : decided
}
