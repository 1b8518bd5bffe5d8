import { z } from 'zod'
import { authorityIdShape } from '../../../kernel/shapes.ts'
import { usePageParams } from '../../../ui/address/use-address.ts'
import { download } from '../../../ui/call.ts'
import { useMe } from '../../../ui/me.tsx'
import { useOperation } from '../../../ui/use-operation.ts'
import { authorityTotals, exportAuthorityTotals } from '../../contract.ts'
import { SchoolsSideBySide, useTerm } from './side-by-side.tsx'

const params = z.object({ authorityId: authorityIdShape })

/** The schools of a local authority side by side. */
export function Page() {
  const { authorityId } = usePageParams(params)
  const { authorities = [] } = useMe()
  const [asked, change] = useTerm()
  const question = useOperation(authorityTotals, { params: { authorityId }, querystring: asked }, { keepLast: true })
  return (
    <SchoolsSideBySide
      of={authorities.find(({ id }) => id === authorityId)?.name ?? 'the local authority'}
      {...{ question, asked }}
      onChange={change}
      fetchFile={(format) => download(exportAuthorityTotals, { params: { authorityId, format }, querystring: asked })}
    />
  )
}
