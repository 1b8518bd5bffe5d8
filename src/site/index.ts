/** The door of coming, going and being on site: kiosk, late gate, spot checks, roll call. */
import { type Binding, bind } from '../platform/http/use-case.ts'
import { listSpotChecks } from './checks/list-checks.ts'
import { recordSpotCheck } from './checks/record-check.ts'
import { handSearchOver, recordSearch } from './checks/record-search.ts'
import { tellOfSearch } from './checks/tell-family.ts'
import * as contract from './contract.ts'
import { arriveAtGate, closeGate, openGate, undoAtGate } from './gate/act-at-gate.ts'
import { listGates, showGate } from './gate/look-at-gates.ts'
import { findMyself, signMyselfIn } from './kiosk/use-kiosk.ts'
import { countPeople, endRollCall, showRollCall } from './roll-call/use-roll-call.ts'

export { siteDuties } from './checks/site-duties.ts'
export { keepCheck, keepStep } from './checks/store.ts'
export { keepGateAct } from './gate/store.ts'

export const siteBindings: readonly Binding[] = [
  bind(contract.findMyself, findMyself),
  bind(contract.signMyselfIn, signMyselfIn),
  bind(contract.listGates, listGates),
  bind(contract.showGate, showGate),
  bind(contract.openGate, openGate),
  bind(contract.arriveAtGate, arriveAtGate),
  bind(contract.undoAtGate, undoAtGate),
  bind(contract.closeGate, closeGate),
  bind(contract.listSpotChecks, listSpotChecks),
  bind(contract.recordSpotCheck, recordSpotCheck),
  bind(contract.recordSearch, recordSearch),
  bind(contract.handSearchOver, handSearchOver),
  bind(contract.tellOfSearch, tellOfSearch),
  bind(contract.showRollCall, showRollCall),
  bind(contract.countPeople, countPeople),
  bind(contract.endRollCall, endRollCall),
]
