import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { byteOfCode } from '../../src/law/codes.ts'
import { Block } from './block.ts'
import { countNation } from './count-nation.ts'
import { PHASES, randomFrom } from './draw.ts'
import { loadKernel } from './kernel.ts'
import { CELLS, enrolmentsOf, nation } from './nation.ts'
import { firstSchools } from './sample.ts'
import { countByRule, differences, phaseFigures } from './shape.ts'

const schools = firstSchools(nation(24_000, 9_000_000), 40_000)
const all = schools.reduce((sum, school) => sum + enrolmentsOf(school), 0)

function drawn(): Block {
  const block = new Block(all)
  for (const school of schools) block.add(school)
  return block
}

describe('The kernel that counts England', () => {
  test('gives every cell that the functions which count pupils give', async () => {
    const block = drawn()
    block.tally(await loadKernel(block.memory), true)
    const { counts } = countByRule(block)
    expect(counts.reduce((sum, count) => sum + count, 0)).toBeGreaterThan(4_000_000)
    expect(differences(block.counts(), counts)).toBe(0)
  })

  test('gives the same for any bytes on any span, legal or not', async () => {
    const few = schools.slice(0, 1)
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.constantFrom(0, byteOfCode('/'), byteOfCode('\\'), 1, 2, 7, 19, 44, 200, 255), {
          minLength: 732,
          maxLength: 732,
        }),
        fc.nat(731),
        fc.nat(731),
        async (bytes, one, other) => {
          const block = new Block(2_500)
          for (const school of few) block.add(school)
          const strips = [...block.enrolled()]
          strips[0]?.strip.set(bytes)
          // The first enrolment of the block has its span first among the spans.
          block.moveSpan(0, Math.min(one, other), Math.max(one, other))
          block.tally(await loadKernel(block.memory), true)
          expect(differences(block.counts(), countByRule(block).counts)).toBe(0)
        },
      ),
      { numRuns: 25 },
    )
  })

  test('gives the same for pupils who came and left, any number of them next to one another', async () => {
    const random = randomFrom(7)
    const place = () => Math.floor(random() * 732)
    const [school] = schools
    if (school === undefined) throw new Error('no school')
    const block = new Block(enrolmentsOf(school))
    block.add(school)
    for (let one = 0; one < block.enrolments; one++)
      block.moveSpan(one, random() < 0.3 ? 0 : place(), random() < 0.3 ? 731 : place())
    block.tally(await loadKernel(block.memory), true)
    expect(differences(block.counts(), countByRule(block).counts)).toBe(0)
  })

  test('gives the same on one thread in one block as on two threads in many', async () => {
    const one = await countNation(schools, { workers: 1, blockEnrolments: all, repeats: 0 })
    const two = await countNation(schools, { workers: 2, blockEnrolments: 2_000, repeats: 0 })
    expect(one.enrolments).toBe(all)
    expect(two.enrolments).toBe(all)
    expect(differences(one.counts, two.counts)).toBe(0)
  })
})

describe('Made-up England', () => {
  test('has exactly as many schools and enrolments as asked for', () => {
    const england = nation(24_000, 9_000_000)
    expect(england).toHaveLength(24_000)
    expect(england.reduce((sum, school) => sum + enrolmentsOf(school), 0)).toBe(9_000_000)
    expect(CELLS).toBe(3 * 153 * 12)
  })

  test('has DfE’s bands of absence, within one and a half points, and its overall absence, within three tenths', () => {
    const block = drawn()
    const { counts, bands } = countByRule(block)
    const overall = phaseFigures(counts)
    for (const [phase, published] of [
      [0, 5.28],
      [1, 8.49],
    ] as const) {
      const ofPhase = bands[phase] ?? []
      const count = ofPhase.reduce((sum, one) => sum + one, 0)
      ofPhase.forEach((one, band) => {
        expect(Math.abs((100 * one) / count - 100 * (PHASES[phase]?.bands[band] ?? 0))).toBeLessThan(1.5)
      })
      expect(Math.abs((overall[phase]?.absence ?? 0) - published)).toBeLessThan(0.3)
    }
  })
})
