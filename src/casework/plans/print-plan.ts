import { longDay } from '../../kernel/day.ts'
import type { PupilId, SchoolId } from '../../kernel/ids.ts'
import { notAllowed, type Result, success } from '../../kernel/result.ts'
import { schoolTime } from '../../kernel/time-of-day.ts'
import type { Context, FileAnswer, UseCase } from '../../platform/http/use-case.ts'
import { namesOnRoll, schoolOf } from '../../roll/index.ts'
import type * as contract from '../contract.ts'
import { FORMS_OF_PLAN } from '../rules/plans/plan-forms.ts'
import { comesWords, FORM_NAMES, ROLE_NAMES, targetWords } from '../rules/plans/plan-words.ts'
import type { Plan, PlanVersion, Signature } from '../rules/plans/plans-of.ts'
import { loadPlan } from './load-plans.ts'
import { typeset } from './papers/typeset.ts'

/** A version of a plan on paper: with the signatures that it has, and lines for those it waits for. */
export const printPlan: UseCase<typeof contract.printPlan> = async (context, { params }) => {
  const loaded = await loadPlan(context, params)
  if (!loaded.ok) return loaded
  const { plan, file } = loaded.value
  const version = plan.versions.find((one) => one.version === params.version)
  if (version === undefined) return notAllowed()
  return paperOf(context, { schoolId: params.schoolId, pupilId: file.pupilId, plan, version, tells: () => true })
}

/** `tells`: whose signature the reader may know of. */
export async function paperOf(
  context: Context,
  of: {
    readonly schoolId: SchoolId
    readonly pupilId: PupilId
    readonly plan: Plan
    readonly version: PlanVersion
    readonly tells: (party: string) => boolean
  },
): Promise<Result<FileAnswer>> {
  const { schoolId, pupilId, plan, version } = of
  const school = await schoolOf(context.tx, schoolId)
  if (school === undefined) return notAllowed()
  const name = (await namesOnRoll(context.tx, { schoolId, ids: [pupilId] })).get(pupilId) ?? 'a pupil who has left'
  const { body } = version
  const data = {
    title: FORM_NAMES[plan.form],
    name,
    'first-name': name.split(' ')[0] ?? name,
    school: school.name,
    version: version.version,
    days: `From ${longDay(body.first)} to ${longDay(body.last)}`,
    plainly: FORMS_OF_PLAN[plan.form].plainly,
    aim: body.aim,
    target: targetWords(body),
    childWords: body.childWords,
    noWords: body.noWords,
    parties: body.parties.map((party) => ({
      name: party.name,
      role: ROLE_NAMES[party.role],
      duties: party.duties.map(({ words }) => words),
    })),
    adjustments: body.adjustments,
    more: atSchool(body),
    steps: body.steps.map((step) => ({
      days: `${longDay(step.first)} to ${longDay(step.last)}`,
      words: step.words,
      comes: comesWords(step),
    })),
    reviews: body.reviews.map(longDay),
    promise:
      plan.form === 'attendance contract'
        ? 'Nobody has to sign this agreement. It can be changed if it does not work: tell the school.'
        : 'This plan can be changed if it does not work: tell the school.',
    signs: signsOf(version, of.tells),
    footer: `${school.name}. Printed by ${context.caller.name} on ${longDay(schoolTime(context.now).day)}.`,
  }
  return success({
    type: 'application/pdf',
    fileName: `${plan.form.replaceAll(' ', '-')}.pdf`,
    content: () => typeset('plan', data),
  })
}

function atSchool({ arrival, safeAdult, helps, avoid }: PlanVersion['body']) {
  return [
    { label: 'Coming in', words: arrival },
    { label: 'Adult to go to', words: safeAdult },
    { label: 'What helps', words: helps },
    { label: 'What does not help', words: avoid },
  ].filter(({ words }) => words !== '')
}

/** The child has a line as well, also where the plan waits for others alone: whoever sat at the table can put their name to it. */
function signsOf({ body, signatures }: PlanVersion, tells: (party: string) => boolean) {
  return body.parties
    .filter(({ signs, role }) => signs || role === 'pupil')
    .map(({ id, name, role, signs }) => {
      const signature = tells(id) ? signatures.find(({ party, way }) => party === id && way !== 'refused') : undefined
      return {
        name,
        role: signs ? ROLE_NAMES[role] : `${ROLE_NAMES[role]}, who may sign too`,
        signed: signedWords(signature),
        day: signature ? longDay(signature.day) : '',
      }
    })
}

function signedWords(signature: Signature | undefined): string {
  if (signature === undefined) return ''
  return signature.way === 'paper' ? 'Signed on paper' : `Signed in Firstbell by ${signature.by.name}`
}
