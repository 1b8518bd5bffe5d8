import { read } from '../../../law/citation.ts'
import type { ComputedMeaning } from './computed.ts'

const OURS = read('Firstbell’s own definition: DfE publishes none')
const CLASSES = read(
  'School Attendance (Pupil Registration) (England) Regulations 2024, regulation 10: what each code stands for',
)
const METHODOLOGY = 'DfE, pupil absence statistics, methodology'

/** What the numbers of the shape of absence mean. */
export const SHAPE_MEANINGS = {
  stays: {
    name: 'Stays away',
    words:
      'One stay away is absent sessions one after the other, authorised or not, whatever the codes. Only a session attended ends it: weekends, holidays, sessions that were not possible and sessions without a mark neither belong to it nor end it, so Friday and the Monday after are one stay. Its length is the sessions missed: two are a day, ten a school week. Of a stay that began before the first day asked for, or is not over, what lies within the days is counted. A part-time timetable (C2) is absence too: each of its half days away is a stay, between sessions attended.',
    version: '1',
    sources: [OURS, CLASSES],
  },
  'broken-weeks': {
    name: 'Broken weeks',
    words:
      'A week of a pupil with both a session attended and one missed. A week missed whole, and one in which nothing was possible, is not broken. The first and the last week are as long as the days asked for.',
    version: '1',
    sources: [OURS, CLASSES],
  },
  bands: {
    name: 'Bands of absence',
    words:
      'Pupils with a possible session, by the share of their own possible sessions that they missed, authorised or not. Each band takes its lower end and not its upper: exactly 10 % is in 10 to 15 %, where persistent absence begins, and exactly 50 % in the last band, which is severe absence. Tested in whole numbers, before any rounding.',
    version: '1',
    sources: [
      read(`${METHODOLOGY} 3.2 and 5.2`),
      read('DfE, pupil absence, distributions of enrolments by bands of five points'),
    ],
  },
  late: {
    name: 'Minutes late',
    words:
      'A session is late with L (came before the register closed: attendance) or U (came after it closed: unauthorised absence). Its minutes run from the opening of the pupil’s register, by the day clock of their year group on that day, to the time of arrival that the register or the late desk entered. Late sessions without a time of arrival are counted as late and add no minutes.',
    version: '1',
    sources: [read('DfE, pupil attendance in schools, methodology 3.1: late sessions are L and U'), CLASSES, OURS],
  },
} as const satisfies Readonly<Record<string, ComputedMeaning>>
