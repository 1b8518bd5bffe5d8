import { type Destination, PageLink } from '../../ui/address/page-link.tsx'
import type { DutyShown } from '../contract.ts'

/** A way to where a duty is done; its words alone where the caller may not open that page. */
export function ActionLink({ action }: { readonly action: DutyShown['actions'][number] }) {
  const { label, to, params, search } = action
  // The slice that declared the duty named the page's parts as that page declares them; the server checked only their shape.
  const there: Destination<string> = { to, search, ...({ params } as object) }
  return <PageLink there={there}>{label}</PageLink>
}
