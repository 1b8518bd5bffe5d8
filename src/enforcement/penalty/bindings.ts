import { type Binding, bind } from '../../platform/http/use-case.ts'
import * as contract from '../contract/penalty.ts'
import * as settings from '../contract/penalty-settings.ts'
import { printPenaltyNotice } from './print-notice.ts'
import { issuePenaltyNotice, recordPenaltyStep } from './record-step.ts'
import { requestPenaltyNotices, showPenaltyRequest } from './request-notices.ts'
import { enterEarlierNotice, requestPublicPlaceNotice } from './request-other.ts'
import { exportPenaltyLedger, showPenaltyLedger, showPenaltyNotice } from './show-ledger.ts'
import { changePenaltySettings, showPenaltySettings } from './use-settings.ts'

/** The operations of penalty notices. */
export const penaltyBindings: readonly Binding[] = [
  bind(contract.penaltyLedger, showPenaltyLedger),
  bind(contract.exportPenaltyLedger, exportPenaltyLedger),
  bind(contract.penaltyRequest, showPenaltyRequest),
  bind(contract.requestPenaltyNotices, requestPenaltyNotices),
  bind(contract.requestPublicPlaceNotice, requestPublicPlaceNotice),
  bind(contract.enterEarlierNotice, enterEarlierNotice),
  bind(contract.readPenaltyNotice, showPenaltyNotice),
  bind(contract.recordPenaltyStep, recordPenaltyStep),
  bind(contract.issuePenaltyNotice, issuePenaltyNotice),
  bind(contract.printPenaltyNotice, printPenaltyNotice),
  bind(settings.penaltySettings, showPenaltySettings),
  bind(settings.changePenaltySettings, changePenaltySettings),
]
