import { expect, it } from 'vitest'
import { asSigned, saidAndSigned } from './signed.ts'

const SCHOOL = 'Example School'
const ANN = { name: 'Ann Example', position: 'Attendance Officer' }

it.each([
  [
    'Dear Ms Oak\n\nYours sincerely\n\nExample School',
    ANN,
    'Yours sincerely\n\nAnn Example\nAttendance Officer\nExample School',
  ],
  [
    'Dear Ms Oak\n\nYours sincerely\n\nExample School\n',
    { name: 'Ann Example', position: '' },
    'Yours sincerely\n\nAnn Example\nExample School',
  ],
  ['Example School: Amy is not here. Please ring.', ANN, 'Example School: Amy is not here. Please ring.'],
])(
  'ends with whoever puts it in the queue where it ends with the school, and as it is where it does not: %j',
  (body, by, end) => {
    expect(asSigned(body, by, SCHOOL).endsWith(end)).toBe(true)
    const { paragraphs, signed } = saidAndSigned(body, by, SCHOOL)
    expect([...paragraphs, ...(signed.length === 0 ? [] : [signed.join('\n')])].join('\n\n')).toBe(
      asSigned(body, by, SCHOOL),
    )
  },
)
