import { z } from 'zod'
import { trustIdShape } from '../../../kernel/shapes.ts'
import { usePageParams } from '../../../ui/address/use-address.ts'
import { download } from '../../../ui/call.ts'
import { useMe } from '../../../ui/me.tsx'
import { useOperation } from '../../../ui/use-operation.ts'
import { exportTrustTotals, trustTotals } from '../../contract.ts'
import { SchoolsSideBySide, useTerm } from './side-by-side.tsx'

const params = z.object({ trustId: trustIdShape })

/** The schools of a trust side by side. */
export function Page() {
  const { trustId } = usePageParams(params)
  const { trusts } = useMe()
  const [asked, change] = useTerm()
  const question = useOperation(trustTotals, { params: { trustId }, querystring: asked }, { keepLast: true })
  return (
    <SchoolsSideBySide
      of={trusts.find(({ id }) => id === trustId)?.name ?? 'the trust'}
      {...{ question, asked }}
      onChange={change}
      fetchFile={(format) => download(exportTrustTotals, { params: { trustId, format }, querystring: asked })}
    />
  )
}
