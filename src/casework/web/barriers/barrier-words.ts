import type { BarrierShown, Whose } from '../../contract.ts'

export const WHOSE_WORDS: Readonly<Record<Whose, string>> = {
  pupil: 'the child',
  parent: 'a parent',
  staff: 'a member of staff',
}

export const WAY_WORDS = {
  screen: 'on screen',
  paper: 'on paper',
  'family page': 'on the family page',
} as const

/** "Said by the child; very hard". */
export function saidWords({ whose, strength }: Pick<BarrierShown, 'whose' | 'strength'>): string {
  const how = strength === null ? '' : strength === 'very' ? '; makes school very hard' : '; makes school a bit hard'
  return `In the words of ${WHOSE_WORDS[whose]}${how}`
}
