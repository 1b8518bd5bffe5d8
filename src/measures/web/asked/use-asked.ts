import { useCallback } from 'react'
import { z } from 'zod'
import { dayShape } from '../../../kernel/shapes.ts'
import { useSearchState } from '../../../ui/address/use-address.ts'
import { askedQuery } from '../../contract.ts'

/** A list as the address has it, left out where the server would refuse it. */
const list = (shape: z.ZodType) =>
  z
    .string()
    .refine((text) => shape.safeParse(text).success)
    .optional()

const { yearGroups, groupIds, with: having, without, ethnicity } = askedQuery.shape

/** What every page of figures can be asked, as it stands in the address: the same words that its operations take. */
export const askedSearch = z.object({
  year: z.coerce.number().int().min(1990).max(2100).optional(),
  from: dayShape.optional(),
  to: dayShape.optional(),
  yearGroups: list(yearGroups),
  groupIds: list(groupIds),
  sex: z.enum(['F', 'M']).optional(),
  with: list(having),
  without: list(without),
  ethnicity: list(ethnicity),
  ethnicGroups: z.literal('detailed').optional(),
})

/** A question about figures as text, for an operation’s `querystring`. */
export type AskedText = z.output<typeof askedSearch>

export type ChangeAsked = (change: { readonly [Part in keyof AskedText]?: AskedText[Part] | undefined }) => void

/** The question in the page’s address, and a way to change it. Hand `asked` to an operation’s `querystring`, with `keepLast`. */
export function useAsked(): readonly [asked: AskedText, change: ChangeAsked] {
  const [asked, setAsked] = useSearchState(askedSearch)
  const change = useCallback<ChangeAsked>((changed) => setAsked(changed), [setAsked])
  return [asked, change]
}

/** The parts of a list in the address. */
export function listOf(text: string | undefined): readonly string[] {
  return (text ?? '').split(',').filter((part) => part !== '')
}

/** A list for the address; nothing where it is empty. */
export function textOfList(parts: readonly string[]): string | undefined {
  return parts.length === 0 ? undefined : parts.join(',')
}

/** The same question about less: a class, a year group, a week. What is named replaces what was asked. */
export function narrowed(asked: AskedText, to: Partial<AskedText>): AskedText {
  return { ...asked, ...to }
}
