import { z } from 'zod'
import { foldName, searchWords } from '../../../roll/contract.ts'
import type { Standing } from '../../contract.ts'

export const STANDS = ['met', 'near'] as const
export const HAS = ['no-case', 'case', 'support', 'step', 'nothing'] as const

/** What is looked for on the list of the national threshold; it lives in the address. */
export const findShape = z.object({
  pupil: z.string().optional(),
  text: z.string().optional(),
  year: z.string().optional(),
  stands: z.enum(STANDS).optional(),
  has: z.enum(HAS).optional(),
})
export type Find = z.output<typeof findShape>

export const HAS_WORDS: Readonly<Record<(typeof HAS)[number], string>> = {
  'no-case': 'Without a case',
  case: 'With a case',
  support: 'Support running',
  step: 'A formal step goes on',
  nothing: 'Nothing is considered or decided yet',
}

/** The children of the list who are looked for, in its order; whoever a duty led to stands first. */
export function findChildren(children: readonly Standing[], find: Find): readonly Standing[] {
  const words = searchWords(find.text ?? '')
  return children
    .filter(({ pupil }) => {
      const parts = foldName(pupil.name).split(' ')
      return words.every((word) => parts.some((part) => part.startsWith(word)))
    })
    .filter(({ pupil }) => find.year === undefined || pupil.yearGroup === find.year)
    .filter(({ state }) => find.stands === undefined || state === find.stands)
    .filter((child) => find.has === undefined || hasIt(child, find.has))
    .toSorted((one, other) => Number(other.pupil.id === find.pupil) - Number(one.pupil.id === find.pupil))
}

function hasIt(child: Standing, has: (typeof HAS)[number]): boolean {
  switch (has) {
    case 'no-case':
      return child.caseId === null
    case 'case':
      return child.caseId !== null
    case 'support':
      return child.running.length > 0
    case 'step':
      return child.steps.length > 0
    case 'nothing':
      return child.considerationId === null || child.again
  }
}
