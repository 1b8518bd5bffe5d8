/** The door of enforcement: the national threshold, what is asked before a formal step, notices, and what lies beyond. */
import type { Binding } from '../platform/http/use-case.ts'
import { beyondBindings } from './beyond/bindings.ts'
import { gateBindings } from './gate/bindings.ts'
import { packBindings } from './pack/bindings.ts'
import { penaltyBindings } from './penalty/bindings.ts'

export { addEnforcementCommands } from './cli.ts'
export { enforcementDuties } from './duties/index.ts'
export { type Considered, readConsidered } from './gate/read-gate.ts'
export { overtakenNotices } from './improve/overtaken-notices.ts'
export { addPackCommands } from './pack/cli.ts'
export { keepSettings, settingsOf } from './set-up/store.ts'
export { readStandingFacts, standingOf } from './standing/read-standing.ts'
export { beginThread, keepEvents } from './threads/keep-events.ts'
export { type AskedThreads, readThread, readThreads, type ThreadFile, type ThreadHead } from './threads/store.ts'

export const enforcementBindings: readonly Binding[] = [
  ...gateBindings,
  ...penaltyBindings,
  ...beyondBindings,
  ...packBindings,
]
