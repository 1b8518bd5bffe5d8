/** The door of returns: the diary, what is done about each return, and the duties that ask for them. */
import type { DutySource } from '../duties/index.ts'
import { type Binding, bind } from '../platform/http/use-case.ts'
import * as contract from './contract.ts'
import { showDiary } from './diary/show-diary.ts'
import { showForecast } from './diary/show-forecast.ts'
import { receiptReturn, sendReturns, settleReturn, writeCause } from './prepare/act-on-returns.ts'
import { exportMonth, exportReturn } from './prepare/print-returns.ts'
import { showReturn } from './prepare/show-return.ts'
import { changeSettings, setWorker, showSettings, showWorkers } from './set-up/use-settings.ts'

export { returnsDuties } from './duties/returns-duties.ts'
export { keepSettings, keepWorker } from './set-up/store.ts'
export { keepStep } from './store.ts'

/** The operations of returns; which sources of duties there are is for `main` to say. */
export function returnsBindings(sources: readonly DutySource[]): readonly Binding[] {
  return [
    bind(contract.returnsDiary, showDiary(sources)),
    bind(contract.readReturn, showReturn(sources)),
    bind(contract.sicknessForecast, showForecast),
    bind(contract.writeCause, writeCause(sources)),
    bind(contract.exportReturn, exportReturn(sources)),
    bind(contract.sendReturns, sendReturns(sources)),
    bind(contract.receiptReturn, receiptReturn(sources)),
    bind(contract.settleReturn, settleReturn(sources)),
    bind(contract.exportMonth, exportMonth(sources)),
    bind(contract.returnSettings, showSettings),
    bind(contract.changeReturnSettings, changeSettings),
    bind(contract.pupilWorkers, showWorkers),
    bind(contract.setPupilWorker, setWorker),
  ]
}
