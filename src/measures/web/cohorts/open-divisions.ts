import { useMediaQuery } from '@mantine/hooks'
import { z } from 'zod'
import { useSearchState } from '../../../ui/address/use-address.ts'

const NARROW = '(max-width: 40em)'
const NONE = 'none'
const search = z.object({ open: z.string().max(400).optional() })

/** Which divisions are unfolded: those that the address names; by itself all of them at a desk, and the first on a phone, where all are many screens. */
export function openAtFirst(ids: readonly string[], text: string | undefined, isNarrow: boolean): readonly string[] {
  if (text !== undefined) return ids.filter((id) => text.split(',').includes(id))
  return isNarrow ? ids.slice(0, 1) : ids
}

/** Unfolds and folds divisions of groups; the address remembers it, so that going back or sharing it shows the same. */
export function useOpenDivisions(ids: readonly string[]) {
  const isNarrow = useMediaQuery(NARROW, false, { getInitialValueInEffect: false })
  const [{ open: text }, change] = useSearchState(search)
  const open = openAtFirst(ids, text, isNarrow)
  return {
    isOpen: (id: string) => open.includes(id),
    turn: (id: string) => {
      const next = ids.filter((one) => (one === id ? !open.includes(id) : open.includes(one)))
      change({ open: next.length === 0 ? NONE : next.join(',') })
    },
  }
}
