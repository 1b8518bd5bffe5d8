import { type Binding, bind } from '../../platform/http/use-case.ts'
import * as contract from '../contract.ts'
import { endImprove, reviewImprove, sendImprove } from '../improve/act-on-improve.ts'
import { draftImprove, prepareImprove } from '../improve/draft-improve.ts'
import { printImprove } from '../improve/print-improve.ts'
import { showImprove } from '../improve/show-improve.ts'
import { changeSettings, showSettings } from '../set-up/use-settings.ts'
import { showNationalThreshold, showPupilThreshold, showThresholdElsewhere } from '../standing/show-threshold.ts'
import { answerConsideration, answerSafeguarding, decideFormalStep } from './answer-consideration.ts'
import { beginConsideration } from './begin-consideration.ts'
import { listFormalSteps } from './list-formal-steps.ts'
import { showConsideration } from './show-consideration.ts'

/** The national threshold, the gate before formal steps, notices to improve, and what the authority's code says. */
export const gateBindings: readonly Binding[] = [
  bind(contract.nationalThresholdList, showNationalThreshold),
  bind(contract.pupilThreshold, showPupilThreshold),
  bind(contract.thresholdElsewhere, showThresholdElsewhere),
  bind(contract.enforcementSettings, showSettings),
  bind(contract.changeEnforcementSettings, changeSettings),
  bind(contract.beginConsideration, beginConsideration),
  bind(contract.showConsideration, showConsideration),
  bind(contract.answerConsideration, answerConsideration),
  bind(contract.answerSafeguarding, answerSafeguarding),
  bind(contract.decideFormalStep, decideFormalStep),
  bind(contract.formalSteps, listFormalSteps),
  bind(contract.prepareImprove, prepareImprove),
  bind(contract.draftImprove, draftImprove),
  bind(contract.showImprove, showImprove),
  bind(contract.printImprove, printImprove),
  bind(contract.sendImprove, sendImprove),
  bind(contract.reviewImprove, reviewImprove),
  bind(contract.endImprove, endImprove),
]
