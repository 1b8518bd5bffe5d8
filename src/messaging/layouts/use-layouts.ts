import { conflict, refused, success } from '../../kernel/result.ts'
import type { BeforeContext, UseCase, UseCaseAfter } from '../../platform/http/use-case.ts'
import type * as contract from '../contract.ts'
import { HOUSE_LAYOUT } from '../letters/set-letters.ts'
import { faultInWords, type LayoutFault } from '../rules/letter-layout.ts'
import { type SetResult, tryLayout } from './set-own-layout.ts'
import { keepLayout, layoutsOf } from './store.ts'

/** The layout that is used, the house's to begin from, and who wrote which version. */
export const showLayout: UseCase<typeof contract.showLetterLayout> = async ({ tx }, { params }) => {
  const versions = await layoutsOf(tx, params.schoolId)
  const own = versions[0]?.source ?? null
  return success({
    version: versions[0]?.version ?? 0,
    own,
    house: HOUSE_LAYOUT(),
    versions: versions.map(({ source, ...one }) => ({ ...one, house: source === null })),
  })
}

/** Setting takes seconds, so it is done before the transaction. */
export const tried = (_: BeforeContext, { body }: { readonly body: { readonly source: string } }): Promise<SetResult> =>
  tryLayout(body.source)

export const previewLayout: UseCaseAfter<typeof contract.previewLetterLayout, SetResult> = async (_, __, set) =>
  'faults' in set
    ? refusedFor(set.faults)
    : success({ type: 'application/pdf', fileName: 'made-up-letters.pdf', content: set.pdf })

export const triedIfOwn = async (
  _: BeforeContext,
  { body }: { readonly body: { readonly source: string | null } },
): Promise<SetResult | undefined> => (body.source === null ? undefined : tryLayout(body.source))

export const saveLayout: UseCaseAfter<typeof contract.saveLetterLayout, SetResult | undefined> = async (
  context,
  { params: { schoolId }, body: { seen, source, reason } },
  set,
) => {
  const { tx, now, caller: by } = context
  if (set !== undefined && 'faults' in set) return refusedFor(set.faults)
  const changed = conflict(
    'messaging.layout-changed',
    'Somebody else changed the layout while you were writing. Look at it again, then decide.',
  )
  const last = (await layoutsOf(tx, schoolId))[0]
  if ((last?.version ?? 0) !== seen) return changed
  const version = seen + 1
  if (!(await keepLayout(tx, { schoolId, version, source, reason, at: now, by }))) return changed
  context.audit({ facts: { version, house: source === null } })
  return success({ version })
}

function refusedFor(faults: readonly LayoutFault[]) {
  const words = faults.slice(0, 5).map(faultInWords)
  return refused('messaging.layout-faults', `Letters cannot be set by this. ${words.join(' ')}`, { faults: words })
}
