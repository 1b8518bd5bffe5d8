import { z } from 'zod'
import { contactIdShape, dayShape, halfShape, uuidShape } from '../../../kernel/shapes.ts'
import { lineShape } from '../../../register/contract.ts'

/** What a plan can be. The school policy's "parenting contract" is an attendance contract: the name changed in 2024. */
export const PLAN_FORMS = [
  'action plan',
  'attendance contract',
  'reintegration plan',
  'part-time timetable',
  'attendance passport',
] as const
export type PlanForm = (typeof PLAN_FORMS)[number]

export const PARTY_ROLES = ['parent', 'pupil', 'school', 'authority', 'other'] as const
export type PartyRole = (typeof PARTY_ROLES)[number]

/** How a party answered: in Firstbell, on paper (a member of staff wrote down the day), or that they do not agree. */
export const SIGNING_WAYS = ['portal', 'paper', 'refused'] as const
export type SigningWay = (typeof SIGNING_WAYS)[number]

export const DUTY_KEPT = ['kept', 'partly', 'not kept'] as const
export const STEP_WENT = ['well', 'hard', 'not tried'] as const
export const PLAN_OUTCOMES = ['worked', 'worked in part', 'did not work', 'not agreed', 'no longer needed'] as const

const textShape = lineShape(1000)
const listShape = z.array(lineShape(300).min(1)).max(20)

const partyShape = z.object({
  id: uuidShape(),
  role: z.enum(PARTY_ROLES),
  name: lineShape(120).min(1, 'Name everybody who has a part in the plan.'),
  /** A parent as the roll knows them, who can then sign on the family page. */
  contactId: contactIdShape.nullable().default(null),
  /** Whether the plan waits for their signature. */
  signs: z.boolean(),
  /** What they do, in their own words: a duty each. */
  duties: z.array(z.object({ id: uuidShape(), words: lineShape(300).min(1) })).max(12),
})

const stepShape = z.object({
  id: uuidShape(),
  first: dayShape,
  last: dayShape,
  words: lineShape(300).min(1, 'Say what this step is.'),
  /** Sessions of each week for which the child does not come; none in a step that is full time. */
  away: z.array(z.object({ weekday: z.number().int().min(1).max(5), half: halfShape })).max(10),
})

/** One version of a plan: everything that a signature is of. */
export const planBodyShape = z.object({
  first: dayShape,
  last: dayShape,
  aim: textShape.min(1, 'Say what the plan is for.'),
  /** In days, as families count: "in school on 9 of the next 10 days". */
  target: z.object({ days: z.number().int().min(0).max(200), of: z.number().int().min(1).max(200) }).nullable(),
  /** What the child says, in the child's own words. Empty where the child did not want to say anything, which `noWords` explains. */
  childWords: textShape,
  noWords: textShape.default(''),
  parties: z.array(partyShape).min(1).max(12),
  adjustments: listShape,
  reviews: z.array(dayShape).max(20),
  steps: z.array(stepShape).max(12),
  /** For an attendance passport, and any plan that says it. */
  arrival: textShape.default(''),
  safeAdult: lineShape(200).default(''),
  helps: textShape.default(''),
  avoid: textShape.default(''),
})
export type PlanBody = z.output<typeof planBodyShape>
export type PlanParty = PlanBody['parties'][number]
export type PlanStep = PlanBody['steps'][number]

const ofVersion = { planId: uuidShape(), version: z.number().int().min(1) }

export const PLAN_ENTRIES = {
  'plan-drafted': z.object({ ...ofVersion, form: z.enum(PLAN_FORMS), body: planBodyShape }),
  /** The school put this version before everybody who signs. */
  'plan-offered': z.object(ofVersion),
  /** `party`: the id that this version gives them. The entry's day is the day of the signature. */
  'plan-signed': z.object({ ...ofVersion, party: uuidShape(), way: z.enum(SIGNING_WAYS), words: textShape }),
  /** A parent asked on the family page about the version that they were shown. As a restricted entry, those alone read it who look after safety. */
  'plan-asked': z.object({
    ...ofVersion,
    questionId: uuidShape(),
    contactId: contactIdShape,
    name: lineShape(120).min(1),
    way: z.literal('family page'),
    words: textShape.min(1, 'Write your question.'),
  }),
  'plan-answered': z.object({
    planId: uuidShape(),
    questionId: uuidShape(),
    words: textShape.min(1, 'Write the answer.'),
  }),
  'plan-reviewed': z.object({
    ...ofVersion,
    duties: z.array(z.object({ dutyId: uuidShape(), kept: z.enum(DUTY_KEPT), words: textShape })).max(150),
    steps: z.array(z.object({ stepId: uuidShape(), went: z.enum(STEP_WENT) })).max(12),
    childWords: textShape,
    words: textShape.min(1, 'Say what the review came to.'),
    /** When it is looked at again; null where it runs to its end. */
    next: dayShape.nullable(),
  }),
  'plan-ended': z.object({ planId: uuidShape(), outcome: z.enum(PLAN_OUTCOMES), words: textShape }),
  /** A child came back after a long absence and was met: what was seen to, and by whom. `away`: school days missed in a row. */
  returned: z.object({
    away: z.number().int().min(1),
    greeted: z.boolean(),
    work: z.boolean(),
    plan: z.boolean(),
    adult: lineShape(120),
    words: textShape,
  }),
} as const
