import { z } from 'zod'
import { operation } from '../../identity/contract.ts'
import { contactIdShape, dayShape, groupIdShape, pupilIdShape, schoolIdShape, uuidShape } from '../../kernel/shapes.ts'
import { keyShape, lineShape } from '../../register/contract.ts'
import { PLAN_ENTRIES, PLAN_FORMS, PLAN_OUTCOMES, planBodyShape, SIGNING_WAYS } from './entries/plans.ts'
import { sentShape } from './meeting-shapes.ts'

const ofCase = z.object({ schoolId: schoolIdShape, caseId: uuidShape() })
const ofPlan = ofCase.extend({ planId: uuidShape() })
const byShape = z.object({ name: z.string(), position: z.string() })
const versionNumber = z.number().int().min(1).max(1000)

const versionShape = z.object({
  version: z.number().int(),
  body: planBodyShape,
  drafted: dayShape,
  offered: dayShape.nullable(),
  signatures: z.array(
    z.object({ party: z.string(), way: z.enum(SIGNING_WAYS), words: z.string(), day: dayShape, by: byShape }),
  ),
})

const reviewShape = PLAN_ENTRIES['plan-reviewed'].extend({ day: dayShape, by: byShape })

const planShape = z.object({
  planId: z.string(),
  form: z.enum(PLAN_FORMS),
  state: z.enum(['drafted', 'waiting for signatures', 'in force', 'under review', 'ended']),
  /** Where it stands, in a sentence. */
  words: z.string(),
  /** The first version first. */
  versions: z.array(versionShape),
  /** The version that holds now; a newer one may wait for signatures. */
  standing: z.number().int().nullable(),
  reviews: z.array(reviewShape),
  /** What parents asked on the family page, the first asked first. */
  questions: z.array(
    z.object({
      questionId: z.string(),
      version: z.number().int(),
      name: z.string(),
      day: dayShape,
      words: z.string(),
      answer: z.object({ words: z.string(), day: dayShape, by: byShape }).nullable(),
    }),
  ),
  /**
   * Nobody of the family signs it for now (`isHeldForSafety`). Told to those alone who may read restricted entries; to everybody else it is false, and
   * who writes a signature down is refused without a reason.
   */
  held: z.boolean(),
  nextReview: dayShape.nullable(),
  ended: z.object({ day: dayShape, outcome: z.enum(PLAN_OUTCOMES), words: z.string() }).nullable(),
  /** Steps of it that the registers have. */
  inRegisters: z.array(z.string()),
})
export type CasePlan = z.output<typeof planShape>

export const casePlans = operation({
  method: 'GET',
  url: '/api/schools/:schoolId/cases/:caseId/plans',
  schema: {
    summary: 'The plans of a case with their versions, signatures and reviews',
    tags: ['casework'],
    params: ofCase,
    response: {
      200: z.object({
        today: dayShape,
        /** A school day in two weeks or soon after, on which a new plan may be looked at. */
        reviewOn: dayShape,
        child: z.object({ id: pupilIdShape, name: z.string(), fullName: z.string() }),
        /** Parents who may be told, to be chosen as parties. */
        parents: z.array(z.object({ contactId: contactIdShape, name: z.string(), relationship: z.string() })),
        plans: z.array(planShape),
        /** `registers`: may put steps into the registers. */
        may: z.object({ record: z.boolean(), registers: z.boolean() }),
      }),
    },
  },
  config: { id: 'case-plans', may: 'casework.view', scope: 'school', audit: 'looked at the plans of a case' },
})

const problems = [
  'plans.incomplete',
  'plans.not-now',
  'plans.newer-version',
  'casework.closed',
  'casework.changed',
  'sent.otherwise',
]
const kept = { 200: z.object({}) }

export const draftPlan = operation({
  method: 'POST',
  url: '/api/schools/:schoolId/cases/:caseId/plans',
  schema: {
    summary: 'Writes a plan, or a new version of one, which then needs new signatures',
    description: 'A draft is seen by the school alone until it is put forward for signing.',
    tags: ['casework'],
    params: ofCase,
    body: z.object({
      key: keyShape,
      planId: uuidShape(),
      form: z.enum(PLAN_FORMS),
      version: versionNumber,
      body: planBodyShape,
    }),
    response: kept,
  },
  config: {
    id: 'draft-plan',
    may: 'casework.record',
    scope: 'school',
    audit: 'wrote a plan in a case',
    problems: [...problems, 'casework.no-school-day'],
  },
})

export const offerPlan = operation({
  method: 'POST',
  url: '/api/schools/:schoolId/cases/:caseId/plans/:planId/offer',
  schema: {
    summary: 'Puts the latest version of a plan before everybody who signs it, and writes to each parent among them',
    description:
      'Each parent is written to alone, by the way that they chose; the message says how else to read and sign. `sent`: what went, or why nothing did; empty where the key was sent before.',
    tags: ['casework'],
    params: ofPlan,
    body: z.object({ key: keyShape, version: versionNumber }),
    response: { 200: z.object({ sent: sentShape }) },
  },
  config: { id: 'offer-plan', may: 'casework.record', scope: 'school', audit: 'put a plan forward to sign', problems },
})

export const signPlan = operation({
  method: 'POST',
  url: '/api/schools/:schoolId/cases/:caseId/plans/:planId/signatures',
  schema: {
    summary: 'Signs for the school, or writes down that somebody signed on paper or does not agree',
    tags: ['casework'],
    params: ofPlan,
    body: z.object({
      key: keyShape,
      version: versionNumber,
      party: uuidShape(),
      way: z.enum(SIGNING_WAYS),
      day: dayShape,
      words: lineShape(1000).default(''),
    }),
    response: kept,
  },
  config: {
    id: 'sign-plan',
    may: 'casework.record',
    scope: 'school',
    audit: 'recorded an answer to a plan',
    problems: [...problems, 'plans.not-theirs', 'plans.day', 'plans.no-reason'],
  },
})

export const answerPlanQuestion = operation({
  method: 'POST',
  url: '/api/schools/:schoolId/cases/:caseId/plans/:planId/questions/:questionId/answer',
  schema: {
    summary: 'Answers what a parent asked about a plan; they read it on the family page, where the plan is',
    tags: ['casework'],
    params: ofPlan.extend({ questionId: uuidShape() }),
    body: z.object({ key: keyShape, words: PLAN_ENTRIES['plan-answered'].shape.words }),
    response: kept,
  },
  config: {
    id: 'answer-plan-question',
    may: 'casework.record',
    scope: 'school',
    audit: 'answered a question about a plan',
    problems: [...problems, 'plans.answered'],
  },
})

export const reviewPlan = operation({
  method: 'POST',
  url: '/api/schools/:schoolId/cases/:caseId/plans/:planId/reviews',
  schema: {
    summary:
      'Writes down what a review of a plan came to: what was kept, how each step went, and when it is looked at next',
    tags: ['casework'],
    params: ofPlan,
    body: PLAN_ENTRIES['plan-reviewed'].omit({ planId: true }).extend({ key: keyShape }),
    response: kept,
  },
  config: {
    id: 'review-plan',
    may: 'casework.record',
    scope: 'school',
    audit: 'recorded a review of a plan',
    problems: [...problems, 'plans.day', 'casework.no-school-day'],
  },
})

export const endPlan = operation({
  method: 'POST',
  url: '/api/schools/:schoolId/cases/:caseId/plans/:planId/end',
  schema: {
    summary: 'Ends a plan, with what came of it',
    description:
      'What its steps planned in registers to come is taken out of them; sessions that have been stay as they are.',
    tags: ['casework'],
    params: ofPlan,
    body: PLAN_ENTRIES['plan-ended'].omit({ planId: true }).extend({ key: keyShape }),
    response: kept,
  },
  config: {
    id: 'end-plan',
    may: 'casework.record',
    scope: 'school',
    audit: 'ended a plan',
    problems: [...problems, 'leave.decided'],
  },
})

export const fillRegisters = operation({
  method: 'POST',
  url: '/api/schools/:schoolId/cases/:caseId/plans/:planId/steps/:stepId/registers',
  schema: {
    summary:
      'Puts a step of a signed plan into the registers, as a part-time timetable that was agreed with the parent who signed',
    description: 'Sent again, it is there once. What the law asks of a part-time timetable is asked here too.',
    tags: ['casework'],
    params: ofPlan.extend({ stepId: uuidShape() }),
    body: z.object({}),
    response: { 200: z.object({ marks: z.number().int() }) },
  },
  config: {
    id: 'fill-registers',
    may: 'leave.decide',
    scope: 'school',
    audit: 'put a step of a plan into the registers',
    problems: [
      'plans.not-now',
      'leave.timetable-days',
      'leave.two-years',
      'leave.not-agreed',
      'leave.no-time-at-school',
      'leave.not-on-roll',
      'register.nothing-to-change',
      'register.marks-refused',
      'register.key-used',
    ],
  },
})

const countedShape = z.object({ absent: z.number().int(), possible: z.number().int() })

export const planEffect = operation({
  method: 'GET',
  url: '/api/schools/:schoolId/cases/:caseId/plans/:planId/effect',
  schema: {
    summary: 'The child’s own sessions before a plan and since, side by side',
    description:
      'As many school days before its first day as there have been since, within the school year. It says nothing of why they differ.',
    tags: ['casework'],
    params: ofPlan,
    response: {
      200: z.object({
        /** Null where the plan has not begun, or too little is known. */
        effect: z
          .object({
            days: z.number().int(),
            since: dayShape,
            until: dayShape,
            before: countedShape,
            after: countedShape,
          })
          .nullable(),
      }),
    },
  },
  config: {
    id: 'plan-effect',
    may: 'casework.view',
    scope: 'school',
    audit: { none: 'It counts sessions of a child whose case the caller has open.' },
  },
})

export const printPlan = operation({
  method: 'GET',
  url: '/api/schools/:schoolId/cases/:caseId/plans/:planId/versions/:version/paper',
  schema: {
    summary: 'A version of a plan on paper, with lines to sign on',
    tags: ['casework'],
    params: ofPlan.extend({ version: z.coerce.number().int().min(1).max(1000) }),
    response: { 200: z.any() },
  },
  config: {
    id: 'print-plan',
    may: 'casework.view',
    scope: 'school',
    audit: 'printed a plan',
    raw: 'application/pdf',
  },
})

const passportShape = planBodyShape.pick({
  first: true,
  last: true,
  arrival: true,
  safeAdult: true,
  adjustments: true,
  helps: true,
  avoid: true,
  childWords: true,
  steps: true,
})
export type Passport = z.output<typeof passportShape>

const ofPupil = z.object({ schoolId: schoolIdShape, pupilId: pupilIdShape })

export const readPassport = operation({
  method: 'GET',
  url: '/api/schools/:schoolId/pupils/:pupilId/passport',
  schema: {
    summary: 'The attendance passport of a pupil that holds today; nothing else of their case',
    tags: ['casework'],
    params: ofPupil,
    response: { 200: z.object({ name: z.string(), passport: passportShape.nullable() }) },
  },
  config: {
    id: 'read-passport',
    may: 'passport.view',
    scope: 'school',
    audit: 'read the attendance passport of a pupil',
  },
})

export const printPassport = operation({
  method: 'GET',
  url: '/api/schools/:schoolId/pupils/:pupilId/passport/paper',
  schema: {
    summary: 'The attendance passport of a pupil as one page to print',
    tags: ['casework'],
    params: ofPupil,
    response: { 200: z.any() },
  },
  config: {
    id: 'print-passport',
    may: 'passport.view',
    scope: 'school',
    audit: 'printed the attendance passport of a pupil',
    raw: 'application/pdf',
    problems: ['plans.no-passport'],
  },
})

/** What stands beside a pupil's name in a register. */
export const besideNames = operation({
  method: 'GET',
  url: '/api/schools/:schoolId/groups/:groupId/beside-names',
  schema: {
    summary: 'Which pupils of a group have an attendance passport, and which are back today after a long absence',
    tags: ['casework'],
    params: z.object({ schoolId: schoolIdShape, groupId: groupIdShape }),
    response: {
      200: z.object({
        passports: z.array(pupilIdShape),
        back: z.array(z.object({ pupilId: pupilIdShape, away: z.number().int(), here: z.boolean(), met: z.boolean() })),
      }),
    },
  },
  config: {
    id: 'beside-names',
    may: 'passport.view',
    scope: 'school',
    audit: { none: 'It says that there is a passport, not what is in it; whoever opens one is recorded.' },
  },
})
