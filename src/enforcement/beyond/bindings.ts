import { type Binding, bind } from '../../platform/http/use-case.ts'
import * as contract from '../contract/beyond.ts'
import { recordActionStep } from './record-action-step.ts'
import { referAction } from './refer-action.ts'
import { showAction } from './show-action.ts'
import { weighActions } from './weigh-actions.ts'

export const beyondBindings: readonly Binding[] = [
  bind(contract.weighActions, weighActions),
  bind(contract.referAction, referAction),
  bind(contract.recordActionStep, recordActionStep),
  bind(contract.showAction, showAction),
]
