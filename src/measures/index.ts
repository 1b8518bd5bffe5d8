/** The door of the figures: their operations. */
import { type Binding, bind, bindAfter } from '../platform/http/use-case.ts'
import { forecastCalibration } from './ahead/forecast-calibration.ts'
import { pupilForecast } from './ahead/pupil-forecast.ts'
import { schoolAhead } from './ahead/school-ahead.ts'
import { besideEngland } from './benchmarks/beside-england.ts'
import { codeUse } from './coding/code-use.ts'
import { listSavedGroups, removeSavedGroup, saveGroup } from './cohorts/keep-saved-groups.ts'
import { schoolCohorts } from './cohorts/school-cohorts.ts'
import { compareSupport, supportResult } from './compared/compare-support.ts'
import { endSupport, listSupports, recordSupport } from './compared/keep-supports.ts'
import * as contract from './contract.ts'
import { schoolCrossings } from './crossings/school-crossings.ts'
import { schoolDefinitions } from './definitions/school-definitions.ts'
import { exportFigures } from './export/export-figures.ts'
import { exportAuthorityTotals, exportTotals, exportTrustTotals } from './export/export-totals.ts'
import { listEnrolments, whyEnrolment } from './list-enrolments.ts'
import { findSchoolPatterns } from './patterns/find-school-patterns.ts'
import { addLateEvent, addLessonFree, removeLateEvent, removeLessonFree } from './patterns/keep-knowledge.ts'
import { pupilFigures } from './pupil-figures.ts'
import { schoolFigures } from './school-figures.ts'
import { listShapePupils } from './shape/list-shape-pupils.ts'
import { schoolShape } from './shape/school-shape.ts'
import { listTargets, setTarget } from './targets/keep-targets.ts'
import { schoolTotals } from './totals/show-totals.ts'
import { authorityTotals, readSideBySide, trustTotals } from './totals/side-by-side.ts'
import { whyTotals } from './totals/why-totals.ts'
import { whyFigure } from './why-figure.ts'

export { addMeasuresCommands } from './cli.ts'
export { type ComparedBegun, compareBegun, type SupportedFrom } from './compared/compare-begun.ts'
export { type Compared, compareSupported } from './compared/compare-support.ts'
export { keepSupport } from './compared/store.ts'
export { measuresDuties } from './duties/measures-duties.ts'
export { writeTables } from './export/write-file.ts'
export { findSchoolPatterns } from './patterns/find-school-patterns.ts'
export { saveLateEvent } from './patterns/store.ts'
export { pupilFigures } from './pupil-figures.ts'
export { reportDuties } from './rules/duties/policy-duties.ts'
export { type SumsOfPupils, sumsOfPupils, yearSoFar } from './sums-of-pupils.ts'

export const measuresBindings: readonly Binding[] = [
  bind(contract.schoolFigures, schoolFigures),
  bind(contract.whyFigure, whyFigure),
  bind(contract.schoolDefinitions, schoolDefinitions),
  bind(contract.listEnrolments, listEnrolments),
  bind(contract.whyEnrolment, whyEnrolment),
  bind(contract.pupilFigures, pupilFigures),
  bind(contract.findSchoolPatterns, findSchoolPatterns),
  bind(contract.addLateEvent, addLateEvent),
  bind(contract.removeLateEvent, removeLateEvent),
  bind(contract.addLessonFree, addLessonFree),
  bind(contract.removeLessonFree, removeLessonFree),
  bind(contract.schoolAhead, schoolAhead),
  bind(contract.pupilForecast, pupilForecast),
  bind(contract.forecastCalibration, forecastCalibration),
  bind(contract.listSupports, listSupports),
  bind(contract.recordSupport, recordSupport),
  bind(contract.endSupport, endSupport),
  bind(contract.compareSupport, compareSupport),
  bind(contract.supportResult, supportResult),
  bind(contract.codeUse, codeUse),
  bind(contract.schoolCohorts, schoolCohorts),
  bind(contract.besideEngland, besideEngland),
  bind(contract.listSavedGroups, listSavedGroups),
  bind(contract.saveGroup, saveGroup),
  bind(contract.removeSavedGroup, removeSavedGroup),
  bind(contract.schoolCrossings, schoolCrossings),
  bind(contract.schoolShape, schoolShape),
  bind(contract.listShapePupils, listShapePupils),
  bind(contract.listTargets, listTargets),
  bind(contract.setTarget, setTarget),
  bind(contract.schoolTotals, schoolTotals),
  bindAfter(contract.trustTotals, readSideBySide, trustTotals),
  bindAfter(contract.authorityTotals, readSideBySide, authorityTotals),
  bind(contract.whyTotals, whyTotals),
  bind(contract.exportFigures, exportFigures),
  bind(contract.exportTotals, exportTotals),
  bindAfter(contract.exportTrustTotals, readSideBySide, exportTrustTotals),
  bindAfter(contract.exportAuthorityTotals, readSideBySide, exportAuthorityTotals),
]
