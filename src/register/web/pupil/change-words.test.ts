import { expect, test } from 'vitest'
import { detailsBesideReason, detailWords, reasonRows } from './change-words.ts'

test.each([
  ['Bus', { reason: 'Bus' }, [['Reason', 'Bus']]],
  [null, { reason: 'Bus' }, [['Reason', 'Bus']]],
  ['Parent rang', {}, [['Reason', 'Parent rang']]],
  [null, {}, [['Reason', 'None given']]],
  [
    'Parent rang',
    { reason: 'Asthma' },
    [
      ['Reason', 'Parent rang'],
      ['Reason recorded beside the mark', 'Asthma'],
    ],
  ],
])('a change whose own reason is %s and whose details are %o gives no row twice', (reason, details, rows) => {
  expect(reasonRows({ reason, details, withheld: false })).toEqual(rows)
  const labels = [...rows, ...detailWords(detailsBesideReason(details))].map(([label]) => label)
  expect(new Set(labels).size).toBe(labels.length)
})

test('a reason that a teacher may not see is said to be held', () => {
  expect(reasonRows({ reason: null, details: {}, withheld: true })).toEqual([
    ['Reason', 'The office holds the details'],
  ])
})
