import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { availableParallelism, cpus, tmpdir, totalmem } from 'node:os'
import { join } from 'node:path'
import { Block } from './block.ts'
import { type Counted, countNation } from './count-nation.ts'
import { PHASES } from './draw.ts'
import { enrolmentsOf, nation, type School } from './nation.ts'
import { askDuckdb, askPostgres, type Rival } from './rivals.ts'
import { firstSchools, type Sample, writeRows } from './sample.ts'
import { countByRule, differences, phaseFigures } from './shape.ts'

// `npm run bench:england`: made-up England, counted on two cores, beside two databases with a row for each mark. Drawn block by block: what is
// timed is the counting alone, both threads at once, of strips that lie in memory. Sizes can be made smaller: ENROLMENTS, SCHOOLS, SAMPLE.

const SCHOOLS = Number(process.env.SCHOOLS ?? 24_000)
const ENROLMENTS = Number(process.env.ENROLMENTS ?? 9_000_000)
const SAMPLE = Number(process.env.SAMPLE ?? 100_000)
const WORKERS = 2
/** 600,000 enrolments are 442 MB a thread: more than a processor's cache, less than a laptop's memory. */
const BLOCK = Number(process.env.BLOCK ?? 600_000)

const number = (value: number, digits = 0) =>
  value.toLocaleString('en-GB', { minimumFractionDigits: digits, maximumFractionDigits: digits })
const milliseconds = (value: number) => `${number(value, value < 10 ? 2 : 0)} ms`

function sayShape(england: Counted): void {
  console.log('\nWhat was drawn, against what DfE publishes:')
  for (const { phase, enrolments, absence, persistent, severe, furthest } of phaseFigures(england.counts)) {
    console.log(
      `  ${phase.padEnd(10)} ${number(enrolments).padStart(10)} enrolments, ${absence.toFixed(2)} % absence, ${persistent.toFixed(1)} % persistently and ` +
        `${severe.toFixed(2)} % severely absent; furthest code ${furthest.code}: ${furthest.drawn.toFixed(1)} per 10,000 against ${furthest.published}`,
    )
  }
}

function sayRule(schools: readonly School[], england: Counted): { milliseconds: number; enrolments: number } {
  const few = firstSchools(schools, Math.min(50_000, SAMPLE))
  const block = new Block(few.reduce((sum, school) => sum + enrolmentsOf(school), 0))
  for (const school of few) block.add(school)
  countByRule(block)
  const began = performance.now()
  const { bands } = countByRule(block)
  const taken = performance.now() - began
  const whole = (taken * england.enrolments) / block.enrolments / WORKERS
  console.log(
    `\nThe product's own TypeScript (\`countStrip\`, \`sessionsOf\`): ${milliseconds(taken)} for ${number(block.enrolments)} on one thread; ` +
      `${milliseconds(whole)} for England on ${WORKERS}: the kernel is ${(whole / england.counting).toFixed(1)} times as fast.`,
  )
  console.log('Share of enrolments by 5-point band of absence, drawn / published (%):')
  bands.forEach((ofPhase, at) => {
    const all = ofPhase.reduce((sum, count) => sum + count, 0)
    const pairs = ofPhase.map(
      (count, band) => `${((100 * count) / all).toFixed(1)}/${(100 * (PHASES[at]?.bands[band] ?? 0)).toFixed(1)}`,
    )
    console.log(`  ${(PHASES[at]?.name ?? '').padEnd(10)} ${pairs.join('  ')}`)
  })
  return { milliseconds: taken, enrolments: block.enrolments }
}

async function sayRival(england: Counted, sample: Sample, rival: Rival): Promise<object> {
  const ours = await countNation(sample.schools, { workers: 1, blockEnrolments: sample.enrolments, repeats: 0 })
  const differing = differences(ours.counts, rival.counts)
  const scaled = (rival.milliseconds * england.enrolments) / sample.enrolments
  console.log(
    `\n${rival.name}: ${number(sample.marks)} marks of ${number(sample.enrolments)} enrolments, loaded in ${number(rival.loading / 1000, 1)} s, ` +
      `both questions ${number(rival.milliseconds / 1000, 2)} s, so ${number(scaled / 1000)} s for England if time grows with rows: ` +
      `${number(scaled / england.counting)} times ours. ${differing === 0 ? 'Every cell equals ours.' : `${differing} CELLS DIFFER FROM OURS.`}`,
  )
  if (differing > 0) process.exitCode = 1
  return {
    name: rival.name,
    milliseconds: rival.milliseconds,
    enrolments: sample.enrolments,
    marks: sample.marks,
    ratio: scaled / england.counting,
    differing,
  }
}

async function sayGrowth(schools: readonly School[], england: Counted): Promise<object[]> {
  console.log('\nHow cost grows (one thread, counting alone; then two):')
  const lines: object[] = []
  for (const size of [1, 10, 100, 1000].filter((size) => size < schools.length)) {
    const some = schools.slice(0, size)
    const one = await countNation(some, { workers: 1, blockEnrolments: 500_000, repeats: 9 })
    const two = size === 1 ? undefined : await countNation(some, { workers: 2, blockEnrolments: 500_000, repeats: 9 })
    const each = (1e6 * one.counting) / one.enrolments
    console.log(
      `  ${number(size).padStart(6)} schools ${number(one.enrolments).padStart(10)} enrolments ${milliseconds(one.counting).padStart(10)}  ` +
        `${each.toFixed(0)} ns an enrolment${two === undefined ? '' : `; on two ${milliseconds(two.counting)}`}`,
    )
    lines.push({ schools: size, enrolments: one.enrolments, one: one.counting, two: two?.counting })
  }
  console.log(
    `  ${number(schools.length).padStart(6)} schools ${number(england.enrolments).padStart(10)} enrolments, on two ${milliseconds(england.counting).padStart(10)}`,
  )
  return lines
}

const began = performance.now()
console.log(
  `${cpus()[0]?.model ?? 'processor'}, ${availableParallelism()} cores, ${number(totalmem() / 2 ** 30)} GiB; Node ${process.version}`,
)
const schools = nation(SCHOOLS, ENROLMENTS)
const england = await countNation(schools, { workers: WORKERS, blockEnrolments: BLOCK, repeats: 0 })
const held = process.memoryUsage().rss
console.log(
  `\n${number(england.enrolments)} enrolments of ${number(SCHOOLS)} schools, one year, ${number(england.bytes / 1e9, 2)} GB of strips: every code, persistent and severe absence by ` +
    `phase, region, authority and year group in ${milliseconds(england.counting)} on ${WORKERS} threads (${(england.bytes / 1e6 / england.counting).toFixed(1)} GB a second). ` +
    `Reading those bytes once takes ${milliseconds(england.reading)}: ${(england.counting / england.reading).toFixed(2)} times that. ` +
    `Drawing them took ${number(england.drawing / 1000)} s and is not counted.`,
)
sayShape(england)
const rule = sayRule(schools, england)
const growth = await sayGrowth(schools, england)

const folder = mkdtempSync(join(tmpdir(), 'firstbell-england-'))
chmodSync(folder, 0o755)
const rivals: object[] = []
try {
  const sample = await writeRows(firstSchools(schools, SAMPLE), folder)
  rivals.push(await sayRival(england, sample, await askDuckdb(sample, WORKERS)))
  const smaller = await writeRows(firstSchools(schools, SAMPLE / 10), folder)
  const postgres = await askPostgres(smaller)
  if (postgres === undefined) console.log('\nNo PostgreSQL server here to compare with.')
  else rivals.push(await sayRival(england, smaller, postgres))
} finally {
  rmSync(folder, { recursive: true, force: true })
}
mkdirSync('build', { recursive: true })
const { counting, reading, enrolments, bytes } = england
writeFileSync(
  'build/bench-england.json',
  `${JSON.stringify({ cores: availableParallelism(), counting, reading, enrolments, bytes, rule, growth, rivals }, undefined, 2)}\n`,
)
console.log(
  `\nMost memory held ${number(Math.max(held, process.resourceUsage().maxRSS * 1024) / 2 ** 20)} MiB; the whole bench took ${number((performance.now() - began) / 1000)} s. Also in build/bench-england.json.`,
)
