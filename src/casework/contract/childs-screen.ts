import { z } from 'zod'
import { operation } from '../../identity/contract.ts'
import { uuidShape } from '../../kernel/shapes.ts'
import { keyShape } from '../../register/contract.ts'
import { answersShape } from './entries/barriers.ts'
import { atCase } from './shapes.ts'

/** One time that a child has the screen, by the id of the answers that it gives. */
const atScreen = atCase.extend({ assessmentId: uuidShape() })

/** What staff take the screen back with. */
export const SCREEN_CODE = /^\d{4,8}$/

export const giveScreen = operation({
  method: 'POST',
  url: '/api/schools/:schoolId/cases/:caseId/screens',
  schema: {
    summary: 'Give the screen to a child, for the questions about what makes school hard',
    description:
      'Narrows the sign-in of this browser on the server: until the screen is given back with the code, or somebody signs in again, it can show the child’s page and keep its answers, and everything else is refused with `screen.with-child`.',
    tags: ['casework'],
    params: atCase,
    body: z.object({
      assessmentId: uuidShape(),
      code: z.string().regex(SCREEN_CODE, 'Choose four to eight digits.'),
    }),
    response: { 200: z.object({}) },
  },
  config: {
    id: 'give-screen',
    may: 'casework.record',
    scope: 'school',
    audit: 'gave the screen to a child',
    problems: ['casework.closed'],
  },
})

export const childsScreen = operation({
  method: 'GET',
  url: '/api/schools/:schoolId/cases/:caseId/screens/:assessmentId',
  schema: {
    summary: 'What the page shows that a child has: the child’s own name, and who looks after safety at the school',
    tags: ['casework'],
    params: atScreen,
    response: {
      200: z.object({
        child: z.string(),
        /** The safeguarding lead, to whom a child can go; null where the school has named none. */
        lead: z.string().nullable(),
      }),
    },
  },
  config: {
    id: 'childs-screen',
    may: 'casework.record',
    scope: 'school',
    audit: { none: 'The child’s own name and the safeguarding lead’s, on the page that was given to the child.' },
    whileHanded: true,
  },
})

export const keepChildsAnswers = operation({
  method: 'POST',
  url: '/api/schools/:schoolId/cases/:caseId/screens/:assessmentId/answers',
  schema: {
    summary: 'Keep what a child answered on screen, which no member of staff has looked through',
    description:
      'Kept once for each time that the screen was given away, and for those alone who look after safety: nobody has read it yet who could say that it is not about safety.',
    tags: ['casework'],
    params: atScreen,
    body: z.object(answersShape),
    response: { 200: z.object({}) },
  },
  config: {
    id: 'keep-childs-answers',
    may: 'casework.record',
    scope: 'school',
    audit: 'kept what a child answered on screen',
    problems: [
      'casework.closed',
      'casework.changed',
      'sent.otherwise',
      'casework.answers',
      'casework.assessment-known',
    ],
    whileHanded: true,
  },
})

export const takeScreenBack = operation({
  method: 'POST',
  url: '/api/schools/:schoolId/cases/:caseId/screens/:assessmentId/back',
  schema: {
    summary: 'Take the screen back from a child, with the code',
    description:
      'Gives this browser a whole sign-in again, under a new token. After five wrong codes only signing in again does.',
    tags: ['casework'],
    params: atScreen,
    body: z.object({ code: z.string().max(40) }),
    response: {
      200: z.object({
        /** What the child answered, kept already, for whoever has the code; null where the child was not done. */
        answered: z.object(answersShape).nullable(),
      }),
    },
  },
  config: {
    id: 'take-screen-back',
    may: 'casework.record',
    scope: 'school',
    audit: 'took the screen back from a child with the code',
    problems: ['screen.wrong-code', 'screen.code-spent', 'screen.not-handed'],
    whileHanded: true,
  },
})

export const openChildsAnswers = operation({
  method: 'POST',
  url: '/api/schools/:schoolId/cases/:caseId/screens/:assessmentId/opened',
  schema: {
    summary: 'Keep what a child answered on screen in the case too: it is not about the child’s safety',
    description:
      'By whoever gave the screen, until those who look after safety have written what was done about it; by these at any time. The restricted answers stay.',
    tags: ['casework'],
    params: atScreen,
    body: z.object({ key: keyShape }),
    response: { 200: z.object({}) },
  },
  config: {
    id: 'open-childs-answers',
    may: 'casework.record',
    scope: 'school',
    audit: 'kept in the case what a child answered on screen',
    problems: ['casework.closed', 'casework.changed', 'sent.otherwise'],
  },
})
