import { describe, expect, it } from 'vitest'
import { unmarkedPlace } from '../counting.ts'

describe('a pupil of whom no mark says where they are', () => {
  it.each([
    { when: 'nobody has begun their register', sessions: [{ begun: false }], place: 'not-yet' },
    { when: 'it was saved without them', sessions: [{ begun: true }], place: 'not-marked' },
    {
      when: 'the morning’s was, and the afternoon’s is to come',
      sessions: [{ begun: true }, { begun: false }],
      place: 'not-marked',
    },
    { when: 'neither was begun', sessions: [{ begun: false }, { begun: false }], place: 'not-yet' },
    { when: 'the school does not meet', sessions: [], place: 'not-due' },
  ])('is $place where $when', ({ sessions, place }) => {
    expect(unmarkedPlace(sessions)).toBe(place)
  })
})
