/**
 * Groups of pupils in all of England’s state-funded schools: group, overall, persistent, severe absence in per cent; nothing where none was seen.
 * Daily collection, autumn term 2024/25: EES release 2025-week-4.
 */
export const DAILY_AUTUMN_2024 = `
fsm,10.0,31.7,
not-fsm,5.2,14.4,
ehcp,13.1,35.1,
sen-support,10.1,29.0,
no-sen,5.8,17.0,
`

/** As above, girls and boys; which of DfE’s series it is of was not stated where it was read. */
export const SEXES_AUTUMN_2024 = `
F,6.6,,
M,6.5,,
`

/** Daily collection, autumn term 2023/24: EES release 2024-week-6, SEN by way of nasen. */
export const DAILY_AUTUMN_2023 = `
fsm,10.4,33.0,
not-fsm,5.5,15.6,
ehcp,12.4,34.6,
sen-support,10.3,29.9,
no-sen,6.1,18.2,
`

/** School census, whole year 2022/23: DfE’s absence distributions file, which adds up to the published national totals. */
export const CENSUS_2022 = `
fsm,,36.5,3.8
not-fsm,,15.6,1.05
any-sen,,32.2,4.35
no-sen,,18.4,1.19
F,,21.4,2.1
M,,21.0,2.0
`

/** As above, mainstream schools by National Curriculum year. */
export const CENSUS_YEAR_GROUPS_2022 = `
1,,19.2,0.84
2,,16.3,0.72
3,,15.2,0.69
4,,15.3,0.71
5,,15.6,0.74
6,,15.7,0.78
7,,19.9,1.68
8,,25.4,2.85
9,,28.9,3.89
10,,29.7,4.50
11,,30.4,4.54
`

/** School census, whole year 2021/22: stated to be of the census, without the table that it is from. */
export const CENSUS_2021 = `
fsm,10.8,37.2,
not-fsm,6.5,17.5,
ehcp,12.1,36.9,
sen-support,10.0,32.0,
no-sen,6.9,20.0,
`
