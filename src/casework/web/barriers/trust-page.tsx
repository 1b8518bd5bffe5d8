import { z } from 'zod'
import { trustIdShape } from '../../../kernel/shapes.ts'
import { usePageParams } from '../../../ui/address/use-address.ts'
import { useOperation } from '../../../ui/use-operation.ts'
import { trustWhyAbsent } from '../../contract.ts'
import { WhyInArea } from './area-pages.tsx'

const params = z.object({ trustId: trustIdShape })

/** Why children are absent, in the schools of a trust. */
export function Page() {
  return <WhyInArea asked={useOperation(trustWhyAbsent, { params: usePageParams(params) })} />
}
