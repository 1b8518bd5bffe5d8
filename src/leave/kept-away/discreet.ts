import type { Context } from '../../platform/http/use-case.ts'
import { isSuspension, type KeptAwayKind } from '../rules/kept-away.ts'

/**
 * Under which an act about a decision is done. Of detention the trail keeps neither the pupil nor the entry of the register, by which
 * the pupil is found: it is read by people who may not know of custody. Those who may find both with the decision, which the trail names.
 */
export function discreet(context: Context, kind: KeptAwayKind): Context {
  return isSuspension(kind) ? context : { ...context, audit: () => undefined }
}
