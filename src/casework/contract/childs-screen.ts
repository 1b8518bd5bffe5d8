import { z } from 'zod'
import { operation } from '../../identity/contract.ts'
import { uuidShape } from '../../kernel/shapes.ts'
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
    summary: 'What the page shows that a child has: the child’s own name',
    tags: ['casework'],
    params: atScreen,
    response: { 200: z.object({ child: z.string() }) },
  },
  config: {
    id: 'childs-screen',
    may: 'casework.record',
    scope: 'school',
    audit: { none: 'The child’s name, on the page that was given to the child.' },
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
    response: { 200: z.object({}) },
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
