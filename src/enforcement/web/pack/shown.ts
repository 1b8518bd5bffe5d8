import type { Answer, Body } from '../../../kernel/operation.ts'
import type { makePack, preparePack } from '../../contract.ts'

/** A pack as it is looked through. */
export type Shown = Answer<typeof preparePack>
/** Something that is blacked out or left out of it. */
export type Taken = Body<typeof makePack>['redactions'][number]
