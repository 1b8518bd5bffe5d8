import { z } from 'zod'
import { authorityIdShape } from '../../../kernel/shapes.ts'
import { usePageParams } from '../../../ui/address/use-address.ts'
import { useOperation } from '../../../ui/use-operation.ts'
import { authorityWhyAbsent } from '../../contract.ts'
import { WhyInArea } from './area-pages.tsx'

const params = z.object({ authorityId: authorityIdShape })

/** Why children are absent, in the schools of a local authority. */
export function Page() {
  return <WhyInArea asked={useOperation(authorityWhyAbsent, { params: usePageParams(params) })} />
}
