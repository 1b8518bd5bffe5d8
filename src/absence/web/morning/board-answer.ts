import type { Answer } from '../../../kernel/operation.ts'
import type { morningBoard } from '../../contract.ts'

/** The morning board as the server gives it. */
export type Board = Answer<typeof morningBoard>
