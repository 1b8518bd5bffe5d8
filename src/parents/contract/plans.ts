import { z } from 'zod'
import { PLAN_FORMS, planBodyShape } from '../../casework/contract.ts'
import { operation } from '../../identity/contract.ts'
import { dayShape, pupilIdShape, schoolIdShape, uuidShape } from '../../kernel/shapes.ts'
import { keyShape, lineShape } from '../../register/contract.ts'
import { ofChild } from './shapes.ts'

const familyPlanShape = z.object({
  schoolId: schoolIdShape,
  pupilId: pupilIdShape,
  child: z.string(),
  school: z.string(),
  planId: z.string(),
  form: z.enum(PLAN_FORMS),
  version: z.number().int(),
  /** Of the parties no more than what they do and what they are called: not whether another adult has signed. */
  body: planBodyShape.omit({ parties: true, steps: true }).extend({
    parties: z.array(z.object({ name: z.string(), role: z.string(), isYou: z.boolean(), duties: z.array(z.string()) })),
    steps: z.array(z.object({ id: z.string(), first: dayShape, last: dayShape, words: z.string(), comes: z.string() })),
  }),
  /** `yours`: it waits for the caller; `with the school`: nobody of the family signs for now; `others`: the caller has signed, and it is not in force yet. */
  state: z.enum(['yours', 'you do not agree', 'with the school', 'others', 'in force', 'ended']),
  /** How the caller answered this version; null where they have not. */
  answered: z.object({ day: dayShape, agrees: z.boolean(), onPaper: z.boolean(), words: z.string() }).nullable(),
  /** What the caller asked about it, the first asked first; nobody else's questions. */
  questions: z.array(
    z.object({
      questionId: z.string(),
      day: dayShape,
      words: z.string(),
      /** Read by those alone who look after safety, who get in touch: no answer comes here. */
      safety: z.boolean(),
      answer: z.object({ words: z.string(), day: dayShape, by: z.string() }).nullable(),
    }),
  ),
})
export type FamilyPlanShown = z.output<typeof familyPlanShape>

export const familyPlans = operation({
  method: 'GET',
  url: '/api/family/plans',
  schema: {
    summary: 'Plans in which the caller has a part, as they were put forward or hold; nothing else of a case',
    tags: ['parents'],
    response: { 200: z.object({ plans: z.array(familyPlanShape) }) },
  },
  config: {
    id: 'family-plans',
    may: 'family.use',
    scope: 'own',
    audit: 'read the plans for their children on the family page',
  },
})

const ofPlan = ofChild.extend({ planId: uuidShape() })

export const answerPlan = operation({
  method: 'POST',
  url: '/api/family/children/:schoolId/:pupilId/plans/:planId/answers',
  schema: {
    summary: 'Sign a version of a plan, or say why one does not agree',
    tags: ['parents'],
    params: ofPlan,
    body: z.object({
      key: keyShape,
      version: z.number().int().min(1).max(1000),
      agrees: z.boolean(),
      words: lineShape(1000).default(''),
    }),
    response: { 200: z.object({}) },
  },
  config: {
    id: 'answer-plan',
    may: 'family.use',
    scope: 'own',
    audit: 'answered a plan on the family page',
    problems: ['plans.not-now', 'plans.newer-version', 'plans.no-reason', 'sent.changed', 'sent.otherwise'],
  },
})

export const askAboutPlan = operation({
  method: 'POST',
  url: '/api/family/children/:schoolId/:pupilId/plans/:planId/questions',
  schema: {
    summary: 'Ask those who wrote a plan about it',
    description:
      'Whoever looks after the child’s case answers. `safety`: it is read by those alone who look after safety, who get in touch by themselves.',
    tags: ['parents'],
    params: ofPlan,
    body: z.object({
      key: keyShape,
      questionId: uuidShape(),
      words: lineShape(1000).min(1, 'Write your question.'),
      safety: z.boolean().default(false),
    }),
    response: { 200: z.object({}) },
  },
  config: {
    id: 'ask-about-plan',
    may: 'family.use',
    scope: 'own',
    audit: {
      none: 'The question says itself who asked and when; a row here for every one would tell of those that few may read.',
    },
    problems: ['plans.too-many-questions', 'sent.changed', 'sent.otherwise'],
  },
})

export const familyPlanPaper = operation({
  method: 'GET',
  url: '/api/family/children/:schoolId/:pupilId/plans/:planId/paper',
  schema: {
    summary: 'A plan on paper, to read or to sign',
    tags: ['parents'],
    params: ofPlan,
    response: { 200: z.any() },
  },
  config: {
    id: 'family-plan-paper',
    may: 'family.use',
    scope: 'own',
    audit: 'printed a plan from the family page',
    raw: 'application/pdf',
  },
})
