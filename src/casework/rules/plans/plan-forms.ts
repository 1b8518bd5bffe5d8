import { type Result, refused, success } from '../../../kernel/result.ts'
import type { PartyRole, PlanBody, PlanForm } from '../../contract/entries/plans.ts'

/** What a form of plan is for, and what it cannot do without. */
export interface FormOfPlan {
  /** One sentence for staff. */
  readonly means: string
  /** What a family is told it is, at a reading age of eleven. */
  readonly plainly: string
  /** Of each of these lists somebody signs. */
  readonly signedBy: readonly (readonly PartyRole[])[]
  readonly needs: readonly ('review' | 'passport' | 'part-time')[]
}

/** The school policy's §4.2, §7.3 and §7.4; who signs an attendance contract is of the national guidance on them. */
export const FORMS_OF_PLAN: Readonly<Record<PlanForm, FormOfPlan>> = {
  'action plan': {
    means: 'Who does what to make coming to school easier, drawn up together and signed by everybody in it.',
    plainly: 'This plan says who will do what, so that coming to school gets easier.',
    signedBy: [['school'], ['parent']],
    needs: ['review'],
  },
  'attendance contract': {
    means:
      'A voluntary written agreement of a parent and the school, the authority or both, called a parenting contract before 2024. Nobody can be made to sign it.',
    plainly:
      'This is an agreement between you and the school. You choose whether to sign it. It says what you will do and what the school will do.',
    signedBy: [['parent'], ['school', 'authority']],
    needs: ['review'],
  },
  'reintegration plan': {
    means: 'How a child comes back after a long absence, step by step.',
    plainly: 'This plan says how coming back to school will work, step by step.',
    signedBy: [['school'], ['parent']],
    needs: ['review'],
  },
  'part-time timetable': {
    means:
      'Fewer hours for a short time, agreed with a parent, with an end and a review. Its sessions reach the registers once it is signed and the head puts them there.',
    plainly: 'This plan says which half days your child comes to school for a short time. It ends on the day below.',
    signedBy: [['school'], ['parent']],
    needs: ['review', 'part-time'],
  },
  'attendance passport': {
    means:
      'One page that every member of staff who teaches the child can see: how to arrive, whom to go to, what helps.',
    plainly:
      'This is one page that your child’s teachers can see. It says what helps your child at school, and who to go to.',
    signedBy: [['school'], ['parent', 'pupil']],
    needs: ['passport'],
  },
}

const WHO: Readonly<Record<PartyRole, string>> = {
  parent: 'a parent',
  pupil: 'the pupil',
  school: 'the school',
  authority: 'the local authority',
  other: 'somebody else',
}

/** Refuses what could not be agreed on: days out of order, nobody to sign, nothing of the child's own. */
export function refusePlan(form: PlanForm, body: PlanBody): Result<undefined> {
  const problem = inDays(body) ?? inParties(form, body) ?? inContent(form, body)
  return problem === undefined ? success(undefined) : refused('plans.incomplete', problem)
}

function inDays({ first, last, reviews, steps }: PlanBody): string | undefined {
  if (last < first) return 'A plan ends on the day it begins or later. Check its first and last day.'
  if (reviews.some((day) => day < first || day > last))
    return 'Reviews lie between the plan’s first and last day. Check the review days.'
  const inOrder = steps.every((step, place) => {
    const before = steps[place - 1]
    return step.first <= step.last && (before === undefined || before.last < step.first)
  })
  if (!inOrder) return 'Each step begins after the one before it has ended. Check the days of the steps.'
  if (steps.some((step) => step.first < first || step.last > last))
    return 'Steps lie between the plan’s first and last day. Check the days of the steps.'
  return undefined
}

function inParties(form: PlanForm, { parties }: PlanBody): string | undefined {
  const ids = parties.flatMap(({ id, duties }) => [id, ...duties.map((duty) => duty.id)])
  if (new Set(ids).size < ids.length)
    return 'Somebody, or something that they do, is in this plan twice. Open it again.'
  for (const roles of FORMS_OF_PLAN[form].signedBy) {
    const signs = parties.some((party) => party.signs && roles.includes(party.role))
    if (!signs)
      return `This kind of plan is signed by ${roles.map((role) => WHO[role]).join(' or ')}. Add them to those who sign.`
  }
  if (form === 'action plan' && parties.some(({ signs }) => !signs))
    return 'An action plan is signed by everybody who is in it. Let each of them sign, or take them out.'
  return undefined
}

function inContent(form: PlanForm, body: PlanBody): string | undefined {
  const { needs } = FORMS_OF_PLAN[form]
  if (body.childWords === '' && body.noWords === '')
    return 'Write down what the child says, in the child’s own words. Where the child did not want to say anything, write why.'
  if (body.target !== null && body.target.days > body.target.of)
    return `A child cannot be in school on ${body.target.days} of ${body.target.of} days. Check the target.`
  if (needs.includes('review') && body.reviews.length === 0) return 'Say on which day the plan is looked at again.'
  if (needs.includes('passport') && (body.safeAdult === '' || body.arrival === ''))
    return 'A passport says how the child arrives, and which adult to go to. Fill both in.'
  if (needs.includes('part-time') && !body.steps.some(({ away }) => away.length > 0))
    return 'A part-time timetable has at least one step with half days for which the child does not come.'
  return undefined
}
