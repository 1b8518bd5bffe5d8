import type { Answer } from '../../../kernel/operation.ts'
import type { caseBarriers } from '../../contract.ts'

/** What makes school hard for one child, as the server answers it. */
export type Hard = Answer<typeof caseBarriers>
