import { describe, expect, it } from 'vitest'
import { isPublishedFigures, layOut } from './lay-out.ts'
import { readHeader } from './read-header.ts'

const meaningOf = (name: string) => readHeader([name])[0]?.meaning
const sessions = (of: object) => ({ is: 'sessions', of, whose: 'everyone' })
const percentage = (of: object) => ({ is: 'percentage', of, whose: 'everyone' })

describe('a column is read by the meaning of its name', () => {
  it.each([
    ['reason_c1_authorised_regulated_performance', sessions({ code: 'C1' })],
    ['reason_d_aea_dual_registration', sessions({ code: 'D' })],
    ['reason_y_not_attending_enforced_closure', sessions({ code: 'Y' })],
    ['reason_h_authorised_holiday', sessions({ code: 'H' })],
    ['reason_x_not_attending_covid_non_compulsory', sessions({ code: 'X' })],
    ['reason_t_authorised_grt_absence', sessions({ code: 'T' })],
    ['reason_present_am', sessions({ code: '/' })],
    ['Present (morning)', sessions({ code: '/' })],
    ['\\', sessions({ code: '\\' })],
    ['Y4', sessions({ code: 'Y4' })],
    ['reason_present', sessions({ sum: 'presentOnTime' })],
    ['ReasonLPresentLateBeforeRegistersClosed', sessions({ code: 'L' })],
    ['sess_unauth_noyet', sessions({ code: 'N' })],
    ['Sess. unauth. late', sessions({ code: 'U' })],
    ['sess_auth_ext_holiday', sessions({ code: 'F' })],
    ['sess_auth_holiday', sessions({ code: 'H' })],
    ['sess_unauth_holiday', sessions({ code: 'G' })],
    ['sess_auth_traveller', sessions({ code: 'T' })],
    ['sess_auth_reg_performance', sessions({ code: 'C1' })],
    ['sess_auth_temp_reduced_timetable', sessions({ code: 'C2' })],
    ['sess_auth_totalreasons', sessions({ sum: 'authorisedReasons' })],
    ['Number of possible sessions', sessions({ sum: 'possible' })],
    ['overall_absence', sessions({ sum: 'absent' })],
    ['late_sessions', sessions({ sum: 'late' })],
    ['approved_educational_activity', sessions({ sum: 'approvedActivity' })],
    ['unauth_oth_perc', percentage({ code: 'O' })],
    ['auth_other_perc', percentage({ code: 'C' })],
    ['unauth_late_registers_closed_perc', percentage({ code: 'U' })],
    ['auth_mob_perc', percentage({ code: 'T' })],
    ['sess_auth_illness_rate', percentage({ code: 'I' })],
    ['Attendance %', percentage({ sum: 'attended' })],
    ['sess_overall_percent', percentage({ sum: 'absent' })],
    ['sess_overall_percent_pa_10_exact', { is: 'percentage', of: { sum: 'absent' }, whose: 'persistent' }],
    ['pa_perc', { is: 'enrolments-percentage', whose: 'persistent' }],
    ['enrolments_pa_50_exact_percent', { is: 'enrolments-percentage', whose: 'severe' }],
    ['total_enrolments', { is: 'enrolments', whose: 'at all schools' }],
    ['Local authority name', { is: 'key', key: 'authority name' }],
    ['school_type', { is: 'key', key: 'phase' }],
    ['colour_of_the_door', { is: 'unknown' }],
  ])('%s', (name, expected) => {
    expect(meaningOf(name)).toEqual(expected)
  })

  it('takes the surer of two columns for the year: academic_year has been wrong beside a right time_period', () => {
    const { keys } = layOut(readHeader(['academic_year', 'time_period', 'geographic_level']))
    expect(keys.get('year')).toBe(1)
  })

  it('knows a header that is of no published figures', () => {
    expect(isPublishedFigures(layOut(readHeader(['UPN', 'Surname', 'Forename', 'Attendance'])))).toBe(false)
    expect(isPublishedFigures(layOut(readHeader(['col_name', 'col_type', 'label'])))).toBe(false)
  })
})
