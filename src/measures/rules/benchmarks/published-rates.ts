/** DfE's published rates, typed from the files named: year, phase, overall, authorised, unauthorised absence and persistent absence in per cent. */
export const NATIONAL_DAILY = `
2025,primary,5.28,3.73,1.55,13.77
2025,secondary,8.49,5.22,3.27,23.77
2025,special,13.17,9.57,3.60,36.06
2025,all,6.88,4.52,2.36,18.78
2024,primary,5.25,3.74,1.51,13.50
2024,secondary,8.59,5.30,3.30,24.32
2024,special,12.88,9.51,3.37,35.80
2024,all,6.87,4.54,2.33,18.70
2023,primary,5.53,3.89,1.63,15.18
2023,secondary,9.06,5.49,3.57,26.75
2023,special,13.00,9.74,3.26,37.55
2023,all,7.21,4.70,2.51,20.66
2022,primary,5.97,4.30,1.67,17.15
2022,secondary,9.31,5.78,3.53,28.33
2022,special,13.08,9.96,3.11,38.74
2022,all,7.53,5.03,2.49,22.31
`

/** 2025/26 by place: name, phase, overall and unauthorised absence, persistent absence. Places beside the regions are authorities. */
export const PLACES_2025 = `
North East,all,7.30,2.96,19.69
North East,primary,5.33,1.74,13.97
North East,secondary,9.16,4.24,25.20
North East,special,13.26,4.67,33.41
North West,all,6.93,2.63,18.73
North West,primary,5.19,1.69,13.49
North West,secondary,8.68,3.69,24.03
North West,special,13.23,3.99,36.08
Yorkshire and The Humber,all,7.21,3.00,19.65
Yorkshire and The Humber,primary,5.34,1.84,14.12
Yorkshire and The Humber,secondary,9.17,4.32,25.42
Yorkshire and The Humber,special,13.81,4.56,34.76
East Midlands,all,6.79,2.30,18.35
East Midlands,primary,5.15,1.51,13.19
East Midlands,secondary,8.46,3.20,23.58
East Midlands,special,13.08,3.23,35.80
West Midlands,all,6.96,2.45,19.69
West Midlands,primary,5.44,1.68,14.76
West Midlands,secondary,8.44,3.30,24.45
West Midlands,special,12.87,3.56,37.62
East of England,all,6.84,2.06,18.14
East of England,primary,5.27,1.36,13.28
East of England,secondary,8.45,2.86,23.08
East of England,special,12.34,2.78,33.62
London,all,6.28,2.18,18.11
London,primary,5.28,1.58,14.82
London,secondary,7.20,2.86,21.15
London,special,12.80,3.44,37.51
South East,all,6.89,2.01,18.46
South East,primary,5.26,1.34,13.31
South East,secondary,8.48,2.74,23.53
South East,special,13.79,3.37,37.17
South West,all,7.24,2.16,19.16
South West,primary,5.26,1.32,12.79
South West,secondary,9.28,3.09,25.55
South West,special,13.17,3.18,35.79
Essex LA,all,7.03,2.44,18.69
Essex LA,primary,5.52,1.55,14.05
Essex LA,secondary,8.72,3.54,23.70
Essex LA,special,12.04,2.62,33.40
Southend LA,all,6.68,2.16,18.41
Southend LA,primary,5.35,1.59,14.64
Southend LA,secondary,7.81,2.70,21.77
Southend LA,special,11.86,3.35,33.61
Thurrock LA,all,6.08,2.41,17.28
Thurrock LA,primary,5.13,1.78,14.17
Thurrock LA,secondary,7.20,3.33,21.00
Thurrock LA,special,10.92,1.56,29.24
`

/** All phases of each region in earlier years: year, region, overall absence, persistent absence. */
export const REGIONS_EARLIER = `
2024,North East,7.16,19.18
2024,North West,6.85,18.48
2024,Yorkshire and The Humber,7.16,19.55
2024,East Midlands,6.74,17.85
2024,West Midlands,6.94,19.47
2024,East of England,6.78,17.97
2024,London,6.44,18.80
2024,South East,6.89,18.33
2024,South West,7.20,18.94
2023,North East,7.68,21.96
2023,North West,7.22,20.79
2023,Yorkshire and The Humber,7.58,21.87
2023,East Midlands,7.16,19.95
2023,West Midlands,7.31,21.73
2023,East of England,7.03,19.62
2023,London,6.45,19.49
2023,South East,7.21,20.14
2023,South West,7.74,21.45
2022,North East,7.78,23.27
2022,North West,7.33,21.58
2022,Yorkshire and The Humber,7.83,22.88
2022,East Midlands,7.33,21.11
2022,West Midlands,7.68,23.45
2022,East of England,7.38,21.99
2022,London,7.26,22.70
2022,South East,7.50,21.73
2022,South West,7.79,22.43
`

/** The whole of England from the census: period, phase, overall, persistent, severe absence; nothing where none was seen. */
export const NATIONAL_CENSUS = `
2018 year,all,,10.9,0.85
2021 year,all,7.6,22.5,1.7
2022 year,all,7.4,21.2,2.03
2022 year,primary,,16.2,0.75
2022 year,secondary,,26.5,3.40
2022 year,special,,38.3,6.24
2023 autumn,all,6.69,,
2023 autumn,primary,5.25,,
2023 autumn,secondary,8.15,,
2023 autumn,special,12.71,,
2023 autumn and spring,all,6.93,,
2023 autumn and spring,primary,5.40,,
2023 autumn and spring,secondary,8.49,,
2023 autumn and spring,special,12.95,,
2024 autumn,all,6.38,,
2024 autumn,primary,5.07,,
2024 autumn,secondary,7.66,,
2024 autumn,special,12.55,,
2024 autumn and spring,all,6.63,,
2024 autumn and spring,primary,5.16,,
2024 autumn and spring,secondary,8.09,,
2024 autumn and spring,special,12.77,,
`

/** How the authorities of England lie in 2025/26: phase, what, then least, first quartile, median, third quartile, most. */
export const AUTHORITIES_2025 = `
primary,absent,4.11,5.04,5.28,5.54,6.69
primary,persistent,8.6,12.3,13.9,15.5,20.1
secondary,absent,6.48,7.77,8.50,9.23,11.48
secondary,persistent,16.4,22.1,23.8,25.5,33.5
special,absent,8.02,11.41,12.75,14.16,23.63
special,persistent,23.8,32.2,34.8,38.7,55.5
`

/**
 * The terms of 2024/25 from the daily collection: period, phase, overall, persistent absence. The persistent absence of all phases in summer is
 * left out: the file (24.0) and the release’s text (21.9) disagree.
 */
export const NATIONAL_DAILY_TERMS = `
2024 autumn,all,6.52,19.1
2024 autumn,primary,5.17,15.8
2024 autumn,secondary,7.91,22.5
2024 autumn,special,12.73,36.1
2024 spring,all,6.94,20.2
2024 spring,primary,5.30,16.3
2024 spring,secondary,8.68,24.4
2024 spring,special,13.12,36.1
2024 summer,all,7.25,
2024 summer,primary,5.28,18.3
2024 summer,secondary,9.42,30.3
2024 summer,special,12.79,37.3
`

/** As the census, of whole years whose table was not seen: a research organisation’s text stands for it. */
export const NATIONAL_CENSUS_UNSEEN = `
2023 year,all,7.1,20.0,2.3
`

/** Pupil referral units, school census. */
export const UNITS_CENSUS = `
2022 autumn and spring,pru,40.7,81.2,37.5
`
